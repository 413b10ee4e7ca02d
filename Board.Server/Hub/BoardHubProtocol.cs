using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Hub;

/// <summary>
/// SignalR's JSON protocol, which answers what it cannot read. The original closes the connection when a message is not
/// JSON, and is silent when the method or its arguments do not fit; here both become an invocation of
/// <see cref="BoardHub.Unreadable"/>, so that the sender gets one clear answer and stays connected (B5).
/// </summary>
internal sealed class BoardHubProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    private readonly JsonHubProtocol _json = new(options);

    public string Name => _json.Name;

    public int Version => _json.Version;

    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var before = input.Length;
        try
        {
            if (!_json.TryParseMessage(ref input, binder, out message)) return false;
        }
        catch (InvalidDataException) when (input.Length < before)
        {
            // The message's end was found, so what follows can be read.
            message = Unreadable(null);
            return true;
        }

        if (message is InvocationBindingFailureMessage unfit) message = Unreadable(unfit.InvocationId);
        return true;
    }

    private static InvocationMessage Unreadable(string? invocation) => new(invocation, nameof(BoardHub.Unreadable), []);
}
