using System.IO.Compression;
using System.Text;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// A payload as it stands in a document. Cosmos DB keeps JSON values but promises nothing about how it writes numbers
/// or orders properties, and the hash is over exact bytes (O5); so a payload is one string: the JSON itself, which
/// anybody can read, or its Brotli form in base64 where that is shorter. A request is charged by its size, too.
/// </summary>
/// <param name="Json">The payload as it is; null when it is compressed.</param>
/// <param name="Brotli">The payload, compressed (RFC 7932); null when it is not.</param>
internal readonly record struct PackedPayload(string? Json, byte[]? Brotli)
{
    /// <summary>Up to here the payload stays readable: a request of one kilobyte is the least that is charged, and most commits fit in a few.</summary>
    private const int ReadableBytes = 4096;

    /// <summary>More than any payload unpacks to: a broken one does not fill the memory.</summary>
    private const int MostUnpacked = 256 * 1024 * 1024;

    public static PackedPayload Of(byte[] payload)
    {
        if (payload.Length <= ReadableBytes) return new(Encoding.UTF8.GetString(payload), null);
        var packed = Compress(payload);
        // Base64 takes four signs for three bytes; a string of JSON takes one more for each quote and backslash.
        return (packed.Length + 2) / 3 * 4 < payload.Length + payload.AsSpan().CountAny((byte)'"', (byte)'\\')
            ? new(null, packed)
            : new(Encoding.UTF8.GetString(payload), null);
    }

    /// <summary>The payload again; null when there is none that can be unpacked. Whether it is the right one, its hash says.</summary>
    public byte[]? Unpack() => Json is not null ? Encoding.UTF8.GetBytes(Json) : Brotli is not null ? Decompress(Brotli) : null;

    private static byte[] Compress(byte[] payload)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(payload);
        return packed.ToArray();
    }

    private static byte[]? Decompress(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var payload = new MemoryStream();
        var part = new byte[64 * 1024];
        try
        {
            for (int read; (read = brotli.Read(part)) > 0;)
            {
                if (payload.Length + read > MostUnpacked) return null;
                payload.Write(part, 0, read);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException)
        {
            // Damaged, which the caller says: what is not there does not fit its hash.
            return null;
        }

        return payload.ToArray();
    }
}
