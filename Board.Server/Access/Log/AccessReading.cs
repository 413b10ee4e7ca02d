using System.Security.Claims;
using MappingBoard.Server.Access.Waiting;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Access.Log;

/// <summary>Reads the access log of a board for those who may: its chairs, and information governance. Thread-safe.</summary>
public sealed class AccessReading(IAccessLog log, RoomDirectory rooms, IWaitingRoom waiting, IGovernance governance, TimeProvider time)
{
    /// <summary>Lines that are read at once; a page says so where there are more.</summary>
    public const int Most = 2_000;

    /// <summary>The log with the names that there are; null for a board that there is not and for one whose log this person may not read.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<ReadLog?> Read(ClaimsPrincipal who, string board, long? before, CancellationToken cancel)
    {
        if (!Ids.IsWellFormed(board) || await rooms.Read(board, cancel) is not var (read, _) || !MayRead(who, read)) return null;
        var lines = await log.Read(board, before, Most, cancel);
        var people = (await waiting.ReadNamed(board, cancel)).ToDictionary(r => r.Participant, r => r.Name!, StringComparer.Ordinal);
        foreach (var person in read.Participants) people[person.Id] = person.Name;
        return new(lines, people);
    }

    /// <summary>Somebody takes the log along: noted, durably, before they get it.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task NoteExport(ClaimsPrincipal who, string board, CancellationToken cancel) =>
        log.Append(new(board, time.GetUtcNow(), AccessKind.Exported, By: ParticipantClaims.ParticipantOf(who, board), Detail: "this list"), cancel);

    private bool MayRead(ClaimsPrincipal who, Board board) =>
        board.Participant(ParticipantClaims.ParticipantOf(who, board.Id)) is { IsChair: true, IsAtTheMeeting: true } || governance.Includes(who);
}

/// <param name="Lines">The latest first.</param>
/// <param name="People">Names by participant.</param>
public sealed record ReadLog(IReadOnlyList<NumberedEntry> Lines, IReadOnlyDictionary<string, string> People);
