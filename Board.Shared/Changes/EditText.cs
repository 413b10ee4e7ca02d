using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Changes;

/// <summary>An edit of a note's words, live, as one types. Everybody at the meeting may write in a note at once.</summary>
/// <param name="Note">Which note.</param>
/// <param name="Base">
/// The note's text version that the edit was made on (R2). Several edits of one note in one batch name the same one:
/// each stands on the edits before it in the batch.
/// </param>
/// <param name="Edit">What was typed.</param>
public sealed record EditText(string Note, int Base, TextEdit Edit) : Change
{
    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.OnTheBoard(board, Note)
        ?? (board.Note(Note) is { } note && Edit.Fits(note.Text) ? CheckResult(Edit.Apply(note.Text)) : Refusal.EditDoesNotFit);

    public override Board ApplyTo(Board board, Stamp stamp) => board.With(Note, note => Edit.Fits(note.Text)
        ? note with { Text = Edit.Apply(note.Text), TextVersion = note.TextVersion + 1, Edited = stamp }
        : note);

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { } note && Edit.Fits(note.Text) && !Edit.IsIdentity
            ? new EditText(Note, Base, Edit.Invert(note.Text))
            : null;

    public override bool StillStands(Board now, Stamp stamp) => now.Note(Note) is { IsRemoved: false };

    private static Refusal? CheckResult(string text) => Rules.Text(text, Bounds.NoteText);
}
