using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>One commit. Made once, never changed.</summary>
internal sealed record CommitDocument
{
    /// <summary>Made of the number, so that a board has each number once: making the document decides who was first (O1).</summary>
    public required string Id { get; init; }

    /// <summary>The board's id and the partition's key: all of a board lies together and is read in one place.</summary>
    public required string BoardId { get; init; }

    /// <summary>It has an index: a board's log is read from a number on, in order.</summary>
    public required long Number { get; init; }

    /// <summary>See <see cref="StoredCommit.Format"/>.</summary>
    public required int Format { get; init; }

    public required long First { get; init; }

    public required long Last { get; init; }

    /// <summary>SHA-256 of the payload's bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>
    /// Names the one call of <see cref="IBoardStore.TryAppend"/> that made the document. Whether a write whose answer was
    /// lost took effect is read from it; the hash alone would take the same commit, sent by somebody else, for ours.
    /// </summary>
    public required string Attempt { get; init; }

    /// <summary>
    /// Where the commit stands in the access log, when it says who comes or goes (A10); see <see cref="Doors.AccessLines.MarkOf"/>.
    /// So these lines are written with the commit, by construction. It has an index.
    /// </summary>
    public string? Line { get; init; }

    /// <summary>The payload where it is readable; see <see cref="PackedPayload"/>.</summary>
    public string? Json { get; init; }

    /// <summary>The payload where it is compressed.</summary>
    public byte[]? Brotli { get; init; }

    public static string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"commit-{number}");

    public static CommitDocument From(StoredCommit commit, string attempt, string? line)
    {
        var packed = PackedPayload.Of(commit.Payload);
        return new()
        {
            Id = IdOf(commit.Number),
            BoardId = commit.Board,
            Number = commit.Number,
            Format = commit.Format,
            First = commit.First,
            Last = commit.Last,
            Hash = commit.Hash,
            Attempt = attempt,
            Line = line,
            Json = packed.Json,
            Brotli = packed.Brotli,
        };
    }

    /// <summary>The commit in the form that all homes share. A payload that cannot be unpacked is empty, which fits no hash.</summary>
    public StoredCommit ToStored() => new(BoardId, Number, Format, First, Last, Hash, new PackedPayload(Json, Brotli).Unpack() ?? []);
}

/// <summary>The latest snapshot of a board: replaced, and only by a newer one (O3).</summary>
internal sealed record SnapshotDocument
{
    public const string IdOfAll = "snapshot";

    /// <summary><see cref="IdOfAll"/>: a board has one.</summary>
    public required string Id { get; init; }

    /// <summary>The board's id and the partition's key.</summary>
    public required string BoardId { get; init; }

    /// <summary>The last commit that is in it. Not called number: only commits are found by that.</summary>
    public required long At { get; init; }

    /// <summary>See <see cref="StoredSnapshot.Format"/>.</summary>
    public required int Format { get; init; }

    /// <summary>SHA-256 of the payload's bytes.</summary>
    public required byte[] Hash { get; init; }

    public string? Json { get; init; }

    public byte[]? Brotli { get; init; }

    public static SnapshotDocument From(StoredSnapshot snapshot)
    {
        var packed = PackedPayload.Of(snapshot.Payload);
        return new()
        {
            Id = IdOfAll,
            BoardId = snapshot.Board,
            At = snapshot.Number,
            Format = snapshot.Format,
            Hash = snapshot.Hash,
            Json = packed.Json,
            Brotli = packed.Brotli,
        };
    }

    public StoredSnapshot ToStored() => new(BoardId, At, Format, Hash, new PackedPayload(Json, Brotli).Unpack() ?? []);
}

/// <summary>What the list of changed boards needs of a document of the change feed; a snapshot has no number.</summary>
internal sealed record ChangedDocument(string BoardId, long? Number)
{
    /// <summary>The documents of a page of the feed.</summary>
    /// <exception cref="StoreUnavailableException">It has no form that this version knows.</exception>
    public static List<ChangedDocument> ReadPage(Stream content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, CosmosJson.Plain.PageChangedDocument)!.Documents;
        }
        catch (JsonException)
        {
            // What the parser says may quote a document.
            throw new StoreUnavailableException("Cosmos DB's change feed came in a form that this version cannot read.");
        }
    }

    /// <summary>Keeps each board's highest number; passes over what is no commit.</summary>
    public static void Fold(IEnumerable<ChangedDocument> documents, Dictionary<string, long> latest)
    {
        foreach (var (board, number) in documents)
        {
            if (number is { } there) latest[board] = Math.Max(there, latest.GetValueOrDefault(board));
        }
    }
}

/// <summary>A page of a query or of the change feed.</summary>
internal sealed record Page<T>(List<T> Documents);

/// <summary>How documents are written. Without escapes that JSON does not ask for: they would count towards the 2 MB.</summary>
[JsonSerializable(typeof(CommitDocument))]
[JsonSerializable(typeof(SnapshotDocument))]
[JsonSerializable(typeof(Page<CommitDocument>))]
[JsonSerializable(typeof(Page<ChangedDocument>))]
internal sealed partial class CosmosJson : JsonSerializerContext
{
    public static CosmosJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
