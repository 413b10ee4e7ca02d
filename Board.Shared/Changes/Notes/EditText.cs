using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>
/// An edit of a note's words, live, as one types (P2–P4). Joint statements (dangers, goals, next steps) are worded by everybody
/// who writes, at once; own words by their author, and by the chair, with the original kept.
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="Base">
/// The note's text version, since its showing, that the edit was made on (R2). Several edits of one note in one batch name the same one:
/// each stands on the edits before it in the batch.
/// </param>
/// <param name="Edit">What was typed.</param>
/// <param name="Showing">The note's showing on which it was made (C16); null where the note has none.</param>
public sealed record EditText(string Note, int Base, TextEdit Edit, string? Showing = null) : Change
{
    public static ChangeKind<EditText> Kind { get; } = new("edit-text", "P2", "P3", "P4")
    {
        OnNote = note => new(note.Id, note.TextVersion, TextEdit.Identity(note.Text.Length), note.Showing),
        Undone = Messages.Undo.WordsBack,
    };

    public override string? Subject => Note;

    public override string AuthorsWords => Edit.InsertedText;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? Rules.Rewords(board, stamp, board.Notes[Note])
        ?? (board.Note(Note) is { } note && Edit.Fits(note.Text) ? CheckResult(Edit.Apply(note.Text)) : Refusal.EditDoesNotFit);

    public override Board ApplyTo(Board board, Stamp stamp) => board.With(Note, note => Edit.Fits(note.Text)
        ? Reworded(note, Edit.Apply(note.Text), stamp)
        : note);

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { } note && Edit.Fits(note.Text) && !Edit.IsIdentity
            ? new EditText(Note, Base, Edit.Invert(note.Text), Showing)
            : null;

    public override bool StillStands(Board now, Stamp stamp) => now.Note(Note) is { IsRemoved: false };

    private static Note Reworded(Note note, string text, Stamp stamp)
    {
        // Once somebody else had a hand in them, the words are nobody's first ones any more.
        var byAnother = stamp.By != note.Author;
        var original = note.Original ?? (byAnother && note.Reworded is null ? note.Text : null);
        var isAsWritten = original == text;
        return note with
        {
            Text = text,
            TextVersion = note.TextVersion + 1,
            Edited = stamp,
            Original = isAsWritten ? null : original,
            Reworded = isAsWritten ? null : byAnother ? stamp : note.Reworded,
            Hands = !byAnother || note.Hands?.Contains(stamp.By) == true ? note.Hands : (note.Hands ?? []).Add(stamp.By),
        };
    }

    private static Refusal? CheckResult(string text) => Rules.Text(text, Bounds.NoteText);

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}
