using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>Who does a next step, and by when (P10).</summary>
/// <param name="Note">The step's note.</param>
/// <param name="Who">In words; empty when nobody is named.</param>
/// <param name="By">The day by which; null when none is agreed.</param>
/// <param name="Showing">The note's showing on which the words were typed: they never arrive before others (C17).</param>
public sealed record AgreeStep(string Note, string Who, DateOnly? By = null, string? Showing = null) : Change
{
    public static ChangeKind<AgreeStep> Kind { get; } = new("agree-step", "P10")
    {
        OnNote = note => new(note.Id, "", Showing: note.Showing),
        Undone = Messages.Undo.StepAgreed,
    };

    public override string? Subject => Note;

    public override string AuthorsWords => Who;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? CheckStep(board, Note)
        ?? (board.Notes[Note].Showing == Showing ? null : Refusal.ShownAnew)
        ?? Rules.LineOrNothing(Who);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.With(Note, n => n with { Step = (n.Step ?? Step.None) with { Who = Who, By = By } });

    public override Change? Invert(Board before, Stamp stamp) => before.Note(Note) is { } note
        ? new AgreeStep(Note, note.Step?.Who ?? "", note.Step?.By, note.Showing)
        : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Note(Note) is { IsRemoved: false, Step: { } step } && step.Who == Who && step.By == By;

    internal static Refusal? CheckStep(Board board, string noteId) =>
        Rules.OnTheBoard(board, noteId) ?? (board.KindOf(board.Notes[noteId]) == NoteKind.NextStep ? null : Refusal.NotAStep);

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}
