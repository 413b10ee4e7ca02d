using System.Collections.Immutable;
using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.State.Reducers;

/// <summary>What happens to the meeting as a whole: paused, a part without the family, locked. Each is said once.</summary>
internal static class MeetingReducers
{
    public static void AddTo(ReducerTable table) => table.On<BackAgainSeen>(Reduce);

    public static BoardState Reduce(BoardState state, BackAgainSeen action) => state with { IsBackAgain = false };

    /// <summary>The state after a message, with what it means for the meeting in words.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="after">The state with it.</param>
    public static BoardState Told(BoardState before, BoardState after)
    {
        if (!before.IsReady) return after;
        ImmutableArray<Message> news = [.. News(before, after)];
        if (news.IsEmpty) return after;
        var wasOutside = before.IsOutside();
        var next = after with { IsBackAgain = (after.IsBackAgain || wasOutside) && !after.IsOutside() && !after.IsFinal() };

        // What the message said besides is said as well.
        return next.Saying(next.Announced.Number == before.Announced.Number ? news : [.. next.Announced.Messages, .. news]);
    }

    private static IEnumerable<Message> News(BoardState before, BoardState after)
    {
        if (after.IsFinal() && !before.IsFinal()) yield return Sentences.IsLocked;
        if (after.IsOutside() != before.IsOutside()) yield return after.IsOutside() ? Sentences.AreOutside : Sentences.AreBack;
        else if (IsClosed(after) != IsClosed(before)) yield return IsClosed(after) ? Sentences.FamilyIsOutside : Sentences.FamilyIsBack;

        // Of one's own doing one has been told when one did it; and nobody needs to hear of a pause who does not see the map.
        var (was, holds) = (before.Board.Held, after.Board.Held);
        if (was is null == holds is null || after.IsFinal() || after.IsOutside()) yield break;
        yield return holds is null ? Sentences.MayWriteAgain : Sentences.IsPaused;
    }

    private static bool IsClosed(BoardState state) =>
        state.Replica.Confirmed.ClosedNow is { } part && state.Me?.IsIn(part.Circle) == true;
}
