using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// What this person did on this page, newest last, with what takes it back. Others' edits are carried into it, so that
/// undoing takes back one's own words and nobody else's.
/// </summary>
/// <remarks>Arrays, since every edit of anybody's looks through all of it, and only this person's own make it longer.</remarks>
internal sealed record UndoHistory(ImmutableArray<UndoStep> Done, ImmutableArray<UndoStep> Undone)
{
    private const int Most = 200;

    /// <summary>The notes that some step edits, or one did that is gone: most edits of others' are of none of them.</summary>
    private readonly HashSet<string> _edited = new(EditedIn(Done).Concat(EditedIn(Undone)), StringComparer.Ordinal);

    /// <summary>Typing in one note that goes on without a longer pause is one step.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    public static UndoHistory Empty { get; } = new([], []);

    /// <summary>The notes whose text some step would edit, and maybe others.</summary>
    public IEnumerable<string> Notes => _edited;

    /// <summary>After a change by this person's own hand; what had been undone cannot be redone any more.</summary>
    public UndoHistory Did(Change change, Model.Board before, Stamp stamp)
    {
        if (change.Invert(before, stamp) is not { } inverse) return this with { Undone = [] };
        var step = new UndoStep(change, inverse, stamp.At);
        if (Done.IsEmpty || !step.GoesOn(Done[^1], Pause)) return new(Pushed(Done, step), []);
        return new(Done.SetItem(Done.Length - 1, step.After(Done[^1])), []);
    }

    public UndoHistory Over(string note, TextEdit shown) =>
        _edited.Contains(note) ? this with { Done = Over(Done, note, shown), Undone = Over(Undone, note, shown) } : this;

    /// <summary>One edit that takes back everything that was typed in a note, as it applies to the text as shown; null when nothing was.</summary>
    public TextEdit? TakingBack(string note) => Done.Reverse().Where(s => s.IsEditOf(note)).Select(s => ((EditText)s.Inverse).Edit)
        .Aggregate((TextEdit?)null, (all, next) => all is null ? next : all.Then(next));

    /// <summary>Without the edits of a note whose words were refused, or that is gone.</summary>
    public UndoHistory Without(string note) => new(Done.RemoveAll(s => s.IsEditOf(note)), Undone.RemoveAll(s => s.IsEditOf(note)));

    public static ImmutableArray<UndoStep> Pushed(ImmutableArray<UndoStep> steps, UndoStep step) =>
        (steps.Length < Most ? steps : steps.RemoveAt(0)).Add(step);

    private static IEnumerable<string> EditedIn(ImmutableArray<UndoStep> steps) =>
        steps.Select(s => s.Inverse).OfType<EditText>().Select(e => e.Note);

    /// <summary>Each step stands on the text as the steps above it leave it.</summary>
    private static ImmutableArray<UndoStep> Over(ImmutableArray<UndoStep> steps, string note, TextEdit shown)
    {
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            if (steps[i].Inverse is not EditText edit || edit.Note != note) continue;
            (shown, var carried) = TextEdit.Transform(shown, edit.Edit);
            steps = steps.SetItem(i, steps[i] with { Inverse = edit with { Edit = carried } });
        }

        return steps;
    }
}

/// <param name="Change">What was done. Of a text edit only its note is of use later; its places are not kept up.</param>
/// <param name="Inverse">What takes it back, as it applies to the board as shown once the steps above are undone.</param>
/// <param name="At">When, by the page's clock.</param>
internal sealed record UndoStep(Change Change, Change Inverse, DateTimeOffset At)
{
    public bool IsEditOf(string note) => Inverse is EditText edit && edit.Note == note;

    public bool GoesOn(UndoStep before, TimeSpan pause) =>
        Inverse is EditText edit && before.IsEditOf(edit.Note) && At - before.At < pause;

    /// <summary>This step and the one before it as one.</summary>
    public UndoStep After(UndoStep before)
    {
        var last = (EditText)Inverse;
        return this with { Inverse = last with { Edit = last.Edit.Then(((EditText)before.Inverse).Edit) } };
    }
}
