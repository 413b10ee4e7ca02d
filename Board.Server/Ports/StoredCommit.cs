using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Ports;

/// <summary>A commit in the form in which every home keeps it. Immutable.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Number">The commit's number.</param>
/// <param name="Format">The version of the payload's form: today's, or an older one that a log still holds.</param>
/// <param name="First">The sequence number of its first change.</param>
/// <param name="Last">The sequence number of its last change; one less than <paramref name="First"/> when it has none.</param>
/// <param name="Hash">SHA-256 of the payload, 32 bytes: what the next commit names (O5).</param>
/// <param name="Payload">The commit as canonical JSON.</param>
public sealed record StoredCommit(string Board, long Number, int Format, long First, long Last, byte[] Hash, byte[] Payload)
{
    /// <summary>The most bytes of canonical JSON that one commit may have, so that every home can keep it in one piece.</summary>
    public const int MostBytes = 2_000_000;

    /// <exception cref="ArgumentException">Not a commit that a store can keep. The message holds nothing of it.</exception>
    public static StoredCommit From(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Require(commit.V == Commit.Version, "The commit is of another format.");
        Require(Ids.IsWellFormed(commit.Board), "The commit's board has no well-formed id.");
        Require(commit.Number >= 1, "Commits are numbered from 1.");
        Require(commit.First >= 1, "Changes are numbered from 1.");
        Require(HexHash.IsWellFormed(commit.Previous), "The commit does not name the one before it.");
        Require(!commit.Batches.IsDefaultOrEmpty, "A commit holds at least one batch.");

        var payload = CommitForms.Bytes(commit);
        Require(payload.Length <= MostBytes, "The commit is too large.");
        return new(commit.Board, commit.Number, commit.Stored?.Form ?? commit.V, commit.First, commit.Last, SHA256.HashData(payload), payload);

        static void Require(bool holds, string otherwise)
        {
            if (!holds) throw new ArgumentException(otherwise, nameof(commit));
        }
    }

    /// <summary>The commit again, in today's form, with the bytes that were stored.</summary>
    /// <exception cref="NewerLogException">A newer version of the server wrote it.</exception>
    /// <exception cref="DamagedLogException">The payload is not what was written, or no commit.</exception>
    public Commit Read()
    {
        if (Format > Commit.Version) throw new NewerLogException(Board, Number);
        if (!SHA256.HashData(Payload).AsSpan().SequenceEqual(Hash)) throw Damaged("is not what was written");
        var commit = Parse();
        return commit.Board == Board && commit.Number == Number ? commit : throw Damaged("stands in the wrong place");
    }

    private Commit Parse()
    {
        try
        {
            return CommitForms.Read(Payload);
        }
        catch (NewerVersionException)
        {
            throw new NewerLogException(Board, Number);
        }
        catch (JsonException)
        {
            // What the parser says may quote the payload.
            throw Damaged("cannot be read by this version of the server");
        }
    }

    private DamagedLogException Damaged(string what) => new(Board, Number, what);
}
