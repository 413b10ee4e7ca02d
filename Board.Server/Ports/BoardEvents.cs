using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Ports;

/// <summary>What a commit says of who is at the meeting. Pure. The store writes these lines together with the commit.</summary>
internal static class BoardEvents
{
    public static IEnumerable<AccessEntry> Of(Commit commit) =>
        from batch in commit.Batches
        from change in batch.Changes
        let entry = Of(change, new(commit.Board, commit.At, default, Participant: batch.By, By: batch.By))
        where entry is not null
        select entry;

    private static AccessEntry? Of(Change change, AccessEntry by) => change switch
    {
        StartBoard => by with { What = AccessKind.Started },
        JoinBoard join => by with { What = AccessKind.Joined, Role = join.Role },
        LeaveBoard => by with { What = AccessKind.Left },
        SendOut sent => by with { What = AccessKind.SentOut, Participant = sent.Participant },
        RenamePerson => by with { What = AccessKind.Renamed },
        AppointChair appointed => by with { What = AccessKind.ChairAppointed, Participant = appointed.Participant },
        _ => null,
    };
}
