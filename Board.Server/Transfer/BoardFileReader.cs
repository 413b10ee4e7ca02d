using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Transfer;

/// <summary>
/// Reads an exported board once, line by line: one line is in memory at a time. Whatever does not fit is refused by a
/// sentence that names the line and nothing of its content. Used by one thread.
/// </summary>
/// <param name="stream">The file, from its beginning.</param>
internal sealed class BoardFileReader(Stream stream)
{
    private readonly BoundedLines _lines = new(stream, StoredCommit.MostBytes + 256);

    /// <summary>The foot, once all commits have been read.</summary>
    public BoardFileFoot? Foot { get; private set; }

    /// <summary>The line that was read last, from 1.</summary>
    public long Line => _lines.Number;

    /// <summary>The first line.</summary>
    /// <exception cref="RefusedException">This is no exported board, or one of a newer version.</exception>
    public BoardFileHead Head()
    {
        var line = _lines.Next();
        if (line.IsEmpty || TryParse(line.Span, BoardFileJson.Default.BoardFileHead) is not { Format: BoardFile.Format } head)
            throw new RefusedException("Line 1 is not the head of an exported board: this is another kind of file, or its beginning is missing.");
        if (head.V > BoardFile.Version) throw new RefusedException($"Line 1 says that the file has version {head.V}: a newer version of the server wrote it. This one reads version {BoardFile.Version}.");
        if (head.V < 1) throw new RefusedException($"Line 1 says that the file has version {head.V}; there is no such version.");
        if (!Ids.IsWellFormed(head.Board)) throw new RefusedException("Line 1 names no board.");
        return head;
    }

    /// <summary>The commits, to the end of the file. Each is what its hash says, of this board, and the next in number.</summary>
    /// <param name="board">The board's id, from the head.</param>
    /// <exception cref="RefusedException">A line does not fit.</exception>
    public IEnumerable<Commit> Commits(string board)
    {
        var (number, last, hash) = (0L, 0L, Commit.NoPrevious);
        while (true)
        {
            var line = _lines.Next();
            if (line.IsEmpty) throw Wrong("is missing: the file ends before its foot, so it was cut off");
            if (!line.Span.StartsWith(BoardFile.BeforeCommit)) break;
            var commit = Read(line.Span, out hash);
            number++;
            if (commit.Board != board) throw Wrong("holds a commit of another board");
            if (commit.Number != number)
                throw Wrong($"holds commit {commit.Number}, where commit {number} comes next: a commit is missing, doubled or out of order");
            last = commit.Last;
            yield return commit;
        }

        Foot = TryParse(_lines.Current.Span, BoardFileJson.Default.BoardFileFoot) ?? throw Wrong("is neither a commit with its hash nor the file's foot");
        if (number == 0) throw Wrong("ends a file without a commit");
        if (Foot.Commits != number || Foot.Changes != last || Foot.Hash != hash)
            throw Wrong("is the foot of a longer or of another log: commits before it are missing or were changed");
        if (!_lines.Next().IsEmpty) throw Wrong("comes after the file's foot");
    }

    /// <summary>The refusal of the line that was read last.</summary>
    /// <param name="what">What is the matter with it, as the end of a sentence.</param>
    public RefusedException Wrong(string what) => new($"Line {Line} {what}.");

    private Commit Read(ReadOnlySpan<byte> line, out string hash)
    {
        var end = BoardFile.BeforeHash.Length + BoardFile.HashDigits + BoardFile.AfterHash.Length;
        var payload = line.Length > BoardFile.BeforeCommit.Length + end ? line[BoardFile.BeforeCommit.Length..^end] : default;
        var rest = payload.IsEmpty ? default : line[^end..];
        if (payload.IsEmpty || !rest.StartsWith(BoardFile.BeforeHash) || !rest.EndsWith(BoardFile.AfterHash)) throw Wrong("is not a commit with its hash");
        hash = Encoding.ASCII.GetString(rest.Slice(BoardFile.BeforeHash.Length, BoardFile.HashDigits));
        if (Convert.ToHexStringLower(SHA256.HashData(payload)) != hash) throw Wrong("is not what was written: its hash does not fit");
        return Parse(payload);
    }

    /// <summary>A commit that this version understands wholly: written again in its own form it gives the same bytes.</summary>
    private Commit Parse(ReadOnlySpan<byte> payload)
    {
        Commit commit;
        try
        {
            commit = CommitForms.Read(payload.ToArray());
        }
        catch (NewerVersionException newer)
        {
            throw Wrong(newer.Found > 0
                ? $"holds a commit of version {newer.Found}: a newer version of the server wrote it. This one reads up to version {newer.Known}"
                : "holds a kind of change that this version of the server does not know: a newer version wrote it");
        }
        catch (JsonException)
        {
            // What the parser says may quote the line.
            throw Wrong("is no commit that this version of the server can read");
        }

        try
        {
            if (CommitForms.IsWhole(commit) && StoredCommit.From(commit).Payload.AsSpan().SequenceEqual(payload)) return commit;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new RefusedException($"Line {Line} holds no commit that a store can keep.", e);
        }

        throw Wrong("holds a commit that is not in its canonical form, or more in it than this version of the server knows");
    }

    private static T? TryParse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return ChangeJson.Read(line, type);
        }
        catch (JsonException)
        {
            // The caller says which line is none of these.
            return null;
        }
    }
}
