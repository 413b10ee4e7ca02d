using System.Text.Json.Serialization;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>A new note (P1, P11).</summary>
/// <param name="Note">Its id, made by the replica (see <see cref="Ids"/>).</param>
/// <param name="Place">Where it goes.</param>
/// <param name="Text">Its words; not blank.</param>
/// <param name="Category">A category of that column, or null.</param>
/// <param name="Voice">Whose words they are, when they are not the author's own; a note-taker always says.</param>
/// <param name="Circle">Who sees it: the id of a circle of the author's.</param>
public sealed record AddNote(
    string Note,
    Place Place,
    string Text,
    string? Category = null,
    Voice? Voice = null,
    [property: JsonRequired] string Circle = Circles.Everyone) : Change
{
    public static ChangeKind<AddNote> Kind { get; } = new("add-note", "P1", "P11")
    {
        Says = (added, board) => Messages.Done.Added(board.Template[added.Place.Column].ShortLabel),
    };

    public override string? Subject => Note;

    public override string? Adds => Note;

    public override string AuthorsWords => Text;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.Open(board, stamp, Circle)
        ?? Rules.Writes(board, stamp)
        ?? Rules.WritesFor(board, stamp, Circle)
        ?? (Voice is null && board.Participant(stamp.By) is { Role: Role.NoteTaker } ? Refusal.NeedsAVoice : null)
        ?? Rules.NewId(board, Note)
        ?? Rules.APlace(Place)
        ?? Rules.Category(board, Category, Place.Column)
        ?? (string.IsNullOrWhiteSpace(Text) ? Refusal.Blank : null)
        ?? Rules.Text(Text, Bounds.NoteText)
        ?? (Voice is null ? null : (Rules.Line(Voice.Name) ?? Rules.LineOrNothing(Voice.Who)))
        ?? (board.Notes.Count >= Bounds.Notes ? Refusal.TooManyNotes : null);

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Notes.ContainsKey(Note) || !Enum.IsDefined(Place.Column)) return board;
        var note = new Note { Id = Note, Text = Text, Category = Category, Author = stamp.By, AddedAt = stamp.At, Voice = Voice, Circle = Circle };
        return (board with { Notes = board.Notes.Add(Note, note) }).Placed(Note, Place);
    }

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Notes.ContainsKey(Note) ? null : new RemoveNote(Note);

    /// <summary>False when somebody else has written in the note since: their words would go with it.</summary>
    public override bool StillStands(Board now, Stamp stamp) =>
        now.Note(Note) is { IsRemoved: false } note && (note.Edited is null || note.Edited.By == stamp.By);

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) =>
        viewer.Sees(Circle) ? At(Place.SeenBy(ApplyTo(before, stamp), Note, viewer)) : null;

    public override Change CarriedOnto(Board view) => At(Place.CarriedOnto(view, Note));

    private AddNote At(Place place) => ReferenceEquals(place, Place) ? this : this with { Place = place };
}
