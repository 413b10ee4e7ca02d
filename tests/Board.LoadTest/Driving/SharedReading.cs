using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace MappingBoard.LoadTest.Driving;

/// <summary>
/// SignalR's JSON protocol, for a program that plays many devices on one machine: a message whose very bytes another
/// connection has read a moment ago is not read again. Without it the reading of fifty phones is done by the two
/// processors that the server needs. Thread-safe.
/// </summary>
internal sealed class SharedReading(JsonSerializerOptions json) : IHubProtocol
{
    private const byte RecordSeparator = 0x1e;

    /// <summary>How many of the latest messages are kept; those who are further behind read for themselves.</summary>
    private const int Kept = 256;

    /// <summary>Longer ones (whole boards) are for one connection each.</summary>
    private const int Longest = 64 * 1024;

    private static readonly ConcurrentDictionary<int, Frame> Frames = new();

    private readonly JsonHubProtocol _protocol = new(new OptionsWrapper<JsonHubProtocolOptions>(new() { PayloadSerializerOptions = json }));

    public string Name => _protocol.Name;

    public int Version => _protocol.Version;

    public TransferFormat TransferFormat => _protocol.TransferFormat;

    /// <summary>What every invocation of a client's method begins with, from the product and from the relay.</summary>
    private static ReadOnlySpan<byte> Head => "{\"type\":1,\"target\":\"Receive\","u8;

    public bool IsVersionSupported(int version) => _protocol.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _protocol.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _protocol.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (input.PositionOf(RecordSeparator) is not { } end || input.Slice(0, end) is not { Length: < Longest } frame)
            return _protocol.TryParseMessage(ref input, binder, out message);

        var rented = frame.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent((int)frame.Length);
        if (rented is not null) frame.CopyTo(rented);
        var bytes = rented is null ? frame.FirstSpan : rented.AsSpan(0, (int)frame.Length);
        try
        {
            if (!bytes.StartsWith(Head)) return _protocol.TryParseMessage(ref input, binder, out message);
            var place = PlaceOf(bytes);
            if (Frames.TryGetValue(place, out var known) && bytes.SequenceEqual(known.Bytes))
            {
                input = input.Slice(input.GetPosition(1, end));
                message = known.Message;
                return true;
            }

            if (!_protocol.TryParseMessage(ref input, binder, out message)) return false;
            if (message is InvocationMessage) Frames[place] = new(bytes.ToArray(), message);
            return true;
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int PlaceOf(ReadOnlySpan<byte> bytes) =>
        string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes)) & (Kept - 1);

    private sealed record Frame(byte[] Bytes, HubMessage Message);
}
