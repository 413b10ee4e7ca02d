namespace MappingBoard.Server.Transfer;

/// <summary>The lines of a stream, each at most so long, so that a file of another kind does not fill the memory. Used by one thread.</summary>
/// <param name="stream">Read once, from where it stands.</param>
/// <param name="most">The most bytes of one line.</param>
internal sealed class BoundedLines(Stream stream, int most)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _filled;

    /// <summary>The number of <see cref="Current"/>, from 1; of the line that is missing when there was no more.</summary>
    public long Number { get; private set; }

    /// <summary>The line that was read last, without its end; good until the next is read. Empty at the end of the stream.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <exception cref="RefusedException">The line is empty, too long, or has no end.</exception>
    public ReadOnlyMemory<byte> Next()
    {
        Number++;
        var looked = _start;
        int end;
        while ((end = Array.IndexOf(_buffer, (byte)'\n', looked, _filled - looked)) < 0)
        {
            if (_filled - _start > most) throw new RefusedException($"Line {Number} is longer than any line of an exported board.");
            looked = Shift();
            var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
            if (read > 0)
            {
                _filled += read;
            }
            else if (_filled == _start)
            {
                return Current = default;
            }
            else
            {
                throw new RefusedException($"Line {Number} has no end: the file was cut off there.");
            }
        }

        Current = _buffer.AsMemory(_start, end - _start);
        _start = end + 1;
        return Current.IsEmpty ? throw new RefusedException($"Line {Number} is empty.") : Current;
    }

    /// <summary>Makes room behind what is unread, and says where to look on.</summary>
    private int Shift()
    {
        var unread = _filled - _start;
        var into = unread > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _start, into, 0, unread);
        (_buffer, _start, _filled) = (into, 0, unread);
        return unread;
    }
}
