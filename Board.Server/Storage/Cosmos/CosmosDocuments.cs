using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// One commit. Made once; replaced once, by its husk, when its board is destroyed (K3). What stands after the last commit
/// of such a board is one as well, since it takes that number for good.
/// </summary>
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
    /// Where the commit stands in the access log, when it says who comes or goes (A10); see <see cref="Server.Storage.Cosmos.Admission.AccessLines.MarkOf"/>.
    /// So these lines are written with the commit, by construction. It has an index.
    /// </summary>
    public string? Line { get; init; }

    /// <summary>The payload where it is readable; see <see cref="PackedPayload"/>.</summary>
    public string? Json { get; init; }

    /// <summary>The payload where it is compressed.</summary>
    public byte[]? Brotli { get; init; }

    /// <summary>What is left when the board was destroyed; null while it is there.</summary>
    public Husk? Husk { get; init; }

    /// <summary>Says that the log ended before this number; null of whatever was a commit.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>Whether it says that the board was destroyed.</summary>
    [JsonIgnore]
    public bool IsDestroyed => Husk is not null || Tombstone is not null;

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

    /// <summary>Without anything of the commit that was under this number.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="number">The number.</param>
    /// <param name="line">See <see cref="Line"/>; null when there are no lines.</param>
    /// <param name="lines">The lines of the access log that were the commit's.</param>
    public static CommitDocument HuskOf(string board, long number, string? line, IReadOnlyList<AccessLine> lines) =>
        Empty(board, number) with { Line = line, Husk = new(lines) };

    public static CommitDocument TombstoneOf(string board, Tombstone tombstone) => Empty(board, tombstone.Commits + 1) with { Tombstone = tombstone };

    /// <summary>The commit in the form that all homes share. A payload that cannot be unpacked is empty, which fits no hash.</summary>
    public StoredCommit ToStored() => new(BoardId, Number, Format, First, Last, Hash, new PackedPayload(Json, Brotli).Unpack() ?? []);

    /// <summary>No payload has this hash, so that a server which does not know of husks takes it for damaged, not for a commit.</summary>
    private static CommitDocument Empty(string board, long number) => new()
    {
        Id = IdOf(number),
        BoardId = board,
        Number = number,
        Format = 0,
        First = 0,
        Last = 0,
        Hash = [],
        Attempt = "",
    };
}

/// <summary>
/// What is left of a commit of a destroyed board. It is there so that nobody makes a commit under that number, whatever
/// they have in memory.
/// </summary>
/// <param name="Lines">Its lines of the access log, where they stood.</param>
internal sealed record Husk(IReadOnlyList<AccessLine> Lines);

/// <summary>How far a log goes that ends here: what the proof says of it, besides why and when.</summary>
/// <param name="Commits">How many commits it had.</param>
/// <param name="Changes">The sequence number of the last change.</param>
/// <param name="Hash">The hash of the last commit, 64 hex digits.</param>
internal sealed record Tombstone(long Commits, long Changes, string Hash);

/// <summary>The latest snapshot of a board: replaced, and only by a newer one (O3).</summary>
internal sealed record SnapshotDocument
{
    public const string IdOfAll = "snapshot";

    /// <summary>
    /// After the last commit of any log: nothing is newer than what stands there. Not the largest number that there is,
    /// since Cosmos DB keeps numbers as floating point, exact up to 2 to the power of 53.
    /// </summary>
    public const long AfterAll = 1_000_000_000_000;

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

    /// <summary>Whether it only keeps the place, so that no snapshot of a destroyed board comes back.</summary>
    [JsonIgnore]
    public bool IsClosed => At == AfterAll;

    /// <summary>What takes the place of a destroyed board's snapshot for good.</summary>
    public static SnapshotDocument ClosedOf(string board) => new() { Id = IdOfAll, BoardId = board, At = AfterAll, Format = 0, Hash = [] };

    /// <summary>Null when it is of no form that this version knows. Its caller says that it goes without, or writes over it.</summary>
    public static SnapshotDocument? TryRead(Stream content)
    {
        try
        {
            return ChangeJson.Read(content, CosmosJson.Plain.SnapshotDocument);
        }
        catch (JsonException)
        {
            return null;
        }
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
            return ChangeJson.Read(content, CosmosJson.Plain.PageChangedDocument).Documents;
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
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Page<JsonElement>))]
[JsonSerializable(typeof(Page<ChangedDocument>))]
internal sealed partial class CosmosJson : JsonSerializerContext
{
    public static CosmosJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<Role>(namingPolicy: null, allowIntegerValues: false),
            new JsonStringEnumConverter<AccessKind>(namingPolicy: null, allowIntegerValues: false),
        },
    });
}
