using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// One act at the doors of a board, and its line of the access log with it (A10). Made once; what was done is taken out
/// once, when its board is destroyed (K3).
/// </summary>
internal sealed record ActDocument
{
    /// <summary>Made of the number, so that a board's doors have each number once: making the document decides who was first.</summary>
    public required string Id { get; init; }

    /// <summary>The board's id.</summary>
    public required string Partition { get; init; }

    /// <summary>1, 2, 3 … without gaps. It has an index.</summary>
    public required long Number { get; init; }

    /// <summary>Names the one call that made the document, as in <see cref="CommitDocument.Attempt"/>.</summary>
    public required string Attempt { get; init; }

    public required AdmissionAct Act { get; init; }

    /// <summary>Where its line stands (see <see cref="AccessLines"/>); null when it has none. It has an index.</summary>
    public string? Line { get; init; }

    public AccessEntry? Entry { get; init; }

    public static string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"act-{number}");
}

/// <summary>A line of the access log that decides nothing and has no other write to go with. Made once, never changed.</summary>
internal sealed record LineDocument
{
    public required string Id { get; init; }

    /// <summary>The board's id.</summary>
    public required string Partition { get; init; }

    /// <summary>Where it stands; see <see cref="AccessLines"/>. It has an index.</summary>
    public required string Line { get; init; }

    /// <summary>Who did what: by it, together with the time, is found whether they did it lately. It has an index.</summary>
    public required string Did { get; init; }

    public required AccessEntry Entry { get; init; }

    public static string DidOf(AccessEntry entry) => $"{entry.What} {entry.Participant}";
}

/// <summary>What the access log needs of a document, whichever of the two it is.</summary>
internal sealed record LinedDocument(string Line, AccessEntry Entry);

/// <summary>
/// A name and who somebody is, for as long as it is needed. Made once, destroyed, never changed: other names are another
/// document.
/// </summary>
internal sealed record NamesDocument
{
    public required string Id { get; init; }

    /// <summary>The board's id.</summary>
    public required string Partition { get; init; }

    /// <summary>When it was made, UTC, in the order of time when sorted as text. Only names are found by it. It has an index.</summary>
    public required string Named { get; init; }

    public required NamesOf Kind { get; init; }

    /// <summary>The id of the invitation or the request.</summary>
    public required string Of { get; init; }

    public string? Name { get; init; }

    public string? Who { get; init; }
}

/// <summary>Whose names a document holds. Kept by its name.</summary>
internal enum NamesOf
{
    Invitation,
    Request,
}

/// <summary>Leads from a hash or an id to the board where it means something. Alone in its partition.</summary>
internal sealed record KeyDocument
{
    /// <summary>Which kind of key it is; see <see cref="AdmissionKey"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The hash or the id.</summary>
    public required string Partition { get; init; }

    /// <summary>The board's id.</summary>
    public required string Board { get; init; }

    /// <summary>The id of what it leads to on that board.</summary>
    public required string To { get; init; }

    /// <summary>Seconds after which Cosmos DB takes it away by itself; null for never.</summary>
    public int? Ttl { get; init; }
}

/// <summary>A meeting on the list of a member of staff. Made once, never changed.</summary>
internal sealed record MeetingDocument
{
    /// <summary>Made of the board's id, so that each meeting is on a list once.</summary>
    public required string Id { get; init; }

    /// <summary>See <see cref="ListedMeeting.Staff"/>.</summary>
    public required string Partition { get; init; }

    /// <summary>When it came on the list, and the board, which decides between two of one moment. It has an index.</summary>
    public required string Listed { get; init; }

    public required string Board { get; init; }

    public required string Participant { get; init; }

    public required DateTimeOffset Created { get; init; }

    public static string IdOf(string board) => $"meeting-{board}";
}

/// <summary>What the list of all meetings knows of a board: replaced, and only by what is newer.</summary>
internal sealed record SummaryDocument
{
    public const string IdOfAll = "summary";

    /// <summary>Stands in <see cref="Quiet"/> while the board's destruction has begun and has not come to its end. After every time.</summary>
    public const string Unfinished = "unfinished";

    /// <summary><see cref="IdOfAll"/>: a board has one.</summary>
    public required string Id { get; init; }

    /// <summary>The board's id.</summary>
    public required string Partition { get; init; }

    /// <summary>The last commit that is in it. Not called number: only acts are found by that.</summary>
    public required long At { get; init; }

    /// <summary>Since when nothing was accepted, in the order of time when sorted as text; or <see cref="Unfinished"/>. Only summaries are found by it. It has an index.</summary>
    public string? Quiet { get; init; }

    /// <summary>Null when it only keeps the place.</summary>
    public MeetingSummary? Summary { get; init; }

    /// <summary>Whether it only keeps the place, so that no summary of a destroyed board comes back; see <see cref="SnapshotDocument.AfterAll"/>.</summary>
    [JsonIgnore]
    public bool IsClosed => At == SnapshotDocument.AfterAll;

    /// <summary>What takes the place of a destroyed board's summary for good.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="quiet"><see cref="Unfinished"/> for as long as there is no proof.</param>
    public static SummaryDocument ClosedOf(string board, string? quiet = null) => new() { Id = IdOfAll, Partition = board, At = SnapshotDocument.AfterAll, Quiet = quiet };

    /// <summary>Null when it is of no form that this version knows: it is made again.</summary>
    public static SummaryDocument? TryRead(Stream content)
    {
        try
        {
            return ChangeJson.Read(content, AdmissionJson.Plain.SummaryDocument) is var there && (there.Summary is not null || there.IsClosed) ? there : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The proof that a board was destroyed (K3), in the partition of its doors. Made once, never changed.</summary>
internal sealed record ProofDocument
{
    public const string IdOfAll = "destroyed";

    /// <summary><see cref="IdOfAll"/>: a board is destroyed once.</summary>
    public required string Id { get; init; }

    /// <summary>The board's id.</summary>
    public required string Partition { get; init; }

    public required DestructionProof Proof { get; init; }
}

/// <summary>Where a document is, whatever it is: what is needed to destroy it.</summary>
internal sealed record PlacedDocument(string Id, string Partition);

/// <summary>How documents of the doors are written and read.</summary>
[JsonSerializable(typeof(ActDocument))]
[JsonSerializable(typeof(LineDocument))]
[JsonSerializable(typeof(NamesDocument))]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(MeetingDocument))]
[JsonSerializable(typeof(SummaryDocument))]
[JsonSerializable(typeof(ProofDocument))]
[JsonSerializable(typeof(Page<ActDocument>))]
[JsonSerializable(typeof(Page<LinedDocument>))]
[JsonSerializable(typeof(Page<NamesDocument>))]
[JsonSerializable(typeof(Page<MeetingDocument>))]
[JsonSerializable(typeof(Page<SummaryDocument>))]
[JsonSerializable(typeof(Page<PlacedDocument>))]
internal sealed partial class AdmissionJson : JsonSerializerContext
{
    public static AdmissionJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Cosmos DB may order properties as it likes.
        AllowOutOfOrderMetadataProperties = true,
        Converters =
        {
            new JsonStringEnumConverter<Role>(namingPolicy: null, allowIntegerValues: false),
            new JsonStringEnumConverter<LobbyState>(namingPolicy: null, allowIntegerValues: false),
            new JsonStringEnumConverter<AccessKind>(namingPolicy: null, allowIntegerValues: false),
            new JsonStringEnumConverter<NamesOf>(namingPolicy: null, allowIntegerValues: false),
        },
    });

    /// <summary>Reads a document or a page of them.</summary>
    /// <exception cref="StoreUnavailableException">It has no form that this version knows.</exception>
    public static T Parse<T>(Stream content, JsonTypeInfo<T> type)
    {
        try
        {
            return ChangeJson.Read(content, type);
        }
        catch (JsonException)
        {
            // What the parser says may quote the document.
            throw Unreadable();
        }
    }

    private static StoreUnavailableException Unreadable() => new("A document in Cosmos DB has a form that this version cannot read.");
}
