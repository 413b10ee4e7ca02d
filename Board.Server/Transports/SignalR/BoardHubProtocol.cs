using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Transports.SignalR;

/// <summary>
/// SignalR's JSON protocol, which answers what it cannot read. The original closes the connection when a message is not
/// JSON, is silent when the method or its arguments do not fit, passes over what belongs to streams that nobody opened, and
/// for a type that it does not know waits for ever for the rest of the message. Here every message but an invocation, a sign
/// of life and a farewell becomes an invocation of <see cref="BoardHub.Unreadable"/>, so that the sender gets one clear
/// answer and stays connected (B5).
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
            // No message, although the end of one was found and passed: it is of a type that SignalR does not know.
            if (!_json.TryParseMessage(ref input, binder, out message) && input.Length == before) return false;
        }
        catch (Exception) when (input.Length < before)
        {
            // Here, too, the message's end was found, so what follows can be read.
            message = null;
        }

        message = message switch
        {
            StreamInvocationMessage stream => Unreadable(stream.InvocationId),
            InvocationMessage { StreamIds.Length: > 0 } stream => Unreadable(stream.InvocationId),
            InvocationMessage or PingMessage or CloseMessage => message,
            InvocationBindingFailureMessage unfit => Unreadable(unfit.InvocationId),
            _ => Unreadable(null),
        };
        return true;
    }

    private static InvocationMessage Unreadable(string? invocation) => new(invocation, nameof(BoardHub.Unreadable), []);
}
