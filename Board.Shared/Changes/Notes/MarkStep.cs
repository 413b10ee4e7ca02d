using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>Says that a next step has been done, or that it has not (P10).</summary>
public sealed record MarkStep(string Note, bool Done) : Change
{
    public static ChangeKind<MarkStep> Kind { get; } = new("mark-step", "P10")
    {
        OnNote = note => new(note.Id, Done: true),
        Undone = Messages.Undo.StepMarked,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? AgreeStep.CheckStep(board, Note);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.With(Note, n => n with { Step = (n.Step ?? Step.None) with { Done = Done ? n.Step?.Done ?? stamp : null } });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { } note && note.Step?.Done is not null != Done ? new MarkStep(Note, !Done) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Note(Note) is { IsRemoved: false } note && note.Step?.Done is not null == Done;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}
