using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Sync;

/// <summary>What came of undo or redo.</summary>
public enum UndoOutcome
{
    /// <summary>It was taken back (or done again).</summary>
    Undone,

    /// <summary>There is nothing more of this person's own to take back.</summary>
    Nothing,

    /// <summary>Somebody has changed the same thing since. It was left as it is, and the next one down is next.</summary>
    Overtaken,

    /// <summary>The meeting stands in the way at the moment (see <see cref="Refusal.IsOfTheMeeting"/>). It can be taken back later.</summary>
    NotNow,
}

public sealed partial record Replica
{
    public bool CanUndo => !History.Done.IsEmpty;

    public bool CanRedo => !History.Undone.IsEmpty;

    /// <summary>Takes back this person's own latest change, by an inverse change. Never takes back anybody else's.</summary>
    public (Replica Next, UndoOutcome Outcome, Change? Change) Undo(DateTimeOffset at)
    {
        var (next, outcome, change, reverse) = Reverse(History.Done, at);
        if (outcome == UndoOutcome.NotNow) return (this, outcome, change);
        var history = new UndoHistory(Popped(History.Done), reverse is null ? History.Undone : UndoHistory.Pushed(History.Undone, reverse));
        return (next with { History = Settled(history, outcome, change) }, outcome, change);
    }

    /// <summary>Does again what was undone last, as long as nothing else was done since.</summary>
    public (Replica Next, UndoOutcome Outcome, Change? Change) Redo(DateTimeOffset at)
    {
        var (next, outcome, change, reverse) = Reverse(History.Undone, at);
        if (outcome == UndoOutcome.NotNow) return (this, outcome, change);
        var history = new UndoHistory(reverse is null ? History.Done : UndoHistory.Pushed(History.Done, reverse), Popped(History.Undone));
        return (next with { History = Settled(history, outcome, change) }, outcome, change);
    }

    private (Replica Next, UndoOutcome Outcome, Change? Change, UndoStep? Reverse) Reverse(ImmutableArray<UndoStep> steps, DateTimeOffset at)
    {
        if (steps.IsEmpty) return (this, UndoOutcome.Nothing, null, null);
        var step = steps[^1];
        var stamp = new Stamp(Me, at);
        var refusal = step.Inverse.Check(Shown, stamp);
        if (refusal is { IsOfTheMeeting: true }) return (this, UndoOutcome.NotNow, step.Change, null);
        var stands = step.Change.IsTakenBackBy(step.Inverse, Shown, stamp)
            && refusal is null
            && step.Inverse is not EditText { Edit.IsIdentity: true };
        if (!stands || step.Inverse.Invert(Shown, stamp) is not { } back) return (this, UndoOutcome.Overtaken, step.Change, null);

        // A step that was undone long ago must not be taken for typing that goes on.
        var reverse = new UndoStep(step.Inverse, back, DateTimeOffset.MinValue);
        return (Added(step.Inverse, stamp), UndoOutcome.Undone, step.Inverse, reverse);
    }

    /// <summary>The steps beneath a text edit that was passed over stand on its text, so they go with it.</summary>
    private static UndoHistory Settled(UndoHistory history, UndoOutcome outcome, Change? change) =>
        outcome == UndoOutcome.Overtaken && change is EditText edit ? history.Without(edit.Note) : history;

    private static ImmutableArray<UndoStep> Popped(ImmutableArray<UndoStep> steps) => steps.IsEmpty ? steps : steps.RemoveAt(steps.Length - 1);
}
