using System.Text.Json;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>
/// A message on its way to any number of connections, with the bytes that go on the wire made once for all of them.
/// Thread-safe.
/// </summary>
public sealed class Envelope(ServerMessage message)
{
    /// <summary>What ends a message of SignalR's JSON protocol.</summary>
    private const byte RecordSeparator = 0x1e;

    private byte[]? _frame;

    public ServerMessage Message => message;

    /// <summary>
    /// The message as one invocation of the client's <see cref="HubContract.Receive"/> in SignalR's JSON protocol. Made
    /// when it is first asked for; two who ask at once make the same bytes twice, which is harmless.
    /// </summary>
    public byte[] Frame => _frame ??= [.. Head, .. JsonSerializer.SerializeToUtf8Bytes(message, BoardJson.Default.ServerMessage), .. Tail];

    /// <summary>
    /// Bytes that it takes up in an outbox. A <see cref="Welcome"/> counts nothing: it is the first of its outbox, each
    /// is another, and the room does not stop to write a whole board down.
    /// </summary>
    public int Size => message is Welcome ? 0 : Frame.Length;

    private static ReadOnlySpan<byte> Head => "{\"type\":1,\"target\":\"Receive\",\"arguments\":["u8;

    private static ReadOnlySpan<byte> Tail => [(byte)']', (byte)'}', RecordSeparator];
}
