using System.Collections.Immutable;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Identity.Staff;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Server.Audit;

/// <summary>
/// Reads the access log of a board for those who may: its chairs, and whoever has signed in as information governance, who
/// need not be at the meeting. Thread-safe.
/// </summary>
internal sealed class AccessReading(IAccessLog log, RoomDirectory rooms, IRetentionStore keeping, ILobbyStore waiting, StaffSession staff, TimeProvider time)
{
    /// <summary>Lines that are read at once; a page says so where there are more.</summary>
    public const int Most = 2_000;

    /// <summary>The log with the names that there are; null for a board that there is not and for one whose log this person may not read.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="UnreadableLogException">The board cannot be read, so whether this person leads its meeting is not known.</exception>
    public async Task<ReadLog?> Read(HttpContext reader, string board, string? before)
    {
        var cancel = reader.RequestAborted;
        var isGovernance = await Governance(reader) is not null;
        if (!Ids.IsWellFormed(board) || (!isGovernance && ParticipantClaims.ParticipantOf(reader.User, board) is null)) return null;
        (Board Board, long Sequence)? whole;
        try
        {
            whole = await rooms.Read(board, cancel);
        }
        catch (UnreadableLogException) when (isGovernance)
        {
            // Who opened a map does not hang on the map: information governance reads it, without names.
            return Nameless(await log.Read(board, before, Most, cancel), proof: null);
        }

        if (whole is not var (read, _)) return isGovernance ? await ReadDestroyed(board, before, cancel) : null;
        if (!isGovernance && !Chairs(reader, read)) return null;
        var lines = await log.Read(board, before, Most, cancel);
        var waited = (await waiting.ReadNamed(board, cancel)).ToDictionary(r => r.Participant, r => r.Name!, StringComparer.Ordinal);
        return new(lines, new(read.Participants, waited));
    }

    /// <summary>Of a board that was destroyed the log stays, for information governance; who was who is not known any more.</summary>
    private async Task<ReadLog?> ReadDestroyed(string board, string? before, CancellationToken cancel) =>
        (await keeping.Read(board, cancel))?.Proof is { } proof ? Nameless(await log.Read(board, before, Most, cancel), proof) : null;

    private static ReadLog Nameless(IReadOnlyList<AccessLine> lines, DestructionProof? proof)
    {
        var ids = lines.SelectMany(l => new[] { l.Entry.Participant, l.Entry.By }).OfType<string>().Distinct(StringComparer.Ordinal);
        return new(lines, new([], ids.ToDictionary(id => id, id => $"Somebody ({id[..4]})", StringComparer.Ordinal)), proof);
    }

    /// <summary>Somebody who may read the log takes it along: noted, durably, before they get it.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task NoteExport(HttpContext reader, string board)
    {
        var participant = ParticipantClaims.ParticipantOf(reader.User, board);
        // Which officer it was can be told from the key, which is the same at each of their sign-ins, and names nobody.
        var officer = participant is null ? await Governance(reader) : null;
        var what = officer is null ? "this list" : $"this list (officer {officer.Key[..12]})";
        await log.Append(new(board, time.GetUtcNow(), AccessKind.Exported, By: participant, Detail: what), reader.RequestAborted);
    }

    private static bool Chairs(HttpContext reader, Board board) =>
        board.Participant(ParticipantClaims.ParticipantOf(reader.User, board.Id)) is { IsChair: true, IsAtTheMeeting: true };

    private async Task<StaffMember?> Governance(HttpContext reader) => await staff.Read(reader) is { IsGovernance: true } officer ? officer : null;
}

/// <param name="Lines">The latest first.</param>
/// <param name="People">Who is who.</param>
/// <param name="Proof">Where the board was destroyed, what is left to say of it.</param>
public sealed record ReadLog(IReadOnlyList<AccessLine> Lines, AccessNames People, DestructionProof? Proof = null);

/// <summary>The names for the lines of an access log, as they were when each line was written (V8).</summary>
/// <param name="atTheBoard">Everybody who ever joined.</param>
/// <param name="elsewhere">The names of those who are not on the board, by participant.</param>
public sealed class AccessNames(ImmutableList<Participant> atTheBoard, IReadOnlyDictionary<string, string> elsewhere)
{
    private readonly Dictionary<string, Participant> _people = atTheBoard.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>What somebody was called at a moment, and what they did at the meeting then; null for nobody that is known.</summary>
    public string? InFull(string participant, DateTimeOffset at) =>
        _people.TryGetValue(participant, out var person) ? Names.InFull(person.At(at), atTheBoard) : NameElsewhere(participant);

    /// <summary>The same without what they did at the meeting.</summary>
    public string? NameOf(string participant, DateTimeOffset at) =>
        _people.TryGetValue(participant, out var person) ? Bidi.Isolate(person.At(at).Name) : NameElsewhere(participant);

    private string? NameElsewhere(string participant) => elsewhere.TryGetValue(participant, out var name) ? Bidi.Isolate(name) : null;
}
