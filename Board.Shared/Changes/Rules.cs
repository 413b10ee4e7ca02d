using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// The questions that several changes ask before they are accepted. Asked one after the other with <c>??</c>, so that
/// each may rely on those before it.
/// </summary>
public static class Rules
{
    /// <summary>The board runs and the author is at the meeting.</summary>
    public static Refusal? AtTheMeeting(Board board, Stamp stamp) =>
        !board.IsStarted ? Refusal.NotStarted
        : board.Participant(stamp.By) is { LeftAt: null } ? null
        : Refusal.UnknownPerson;

    /// <summary>As <see cref="Open(Board, Stamp, string)"/>, for what the whole meeting shares.</summary>
    public static Refusal? Open(Board board, Stamp stamp) => Open(board, stamp, Circles.Everyone);

    /// <summary>
    /// The author may change something for this circle now: at the meeting, which is not locked (L2) nor held (L1), and not
    /// while the circle has people on both sides of a part that goes on (C22).
    /// </summary>
    public static Refusal? Open(Board board, Stamp stamp, string circle) =>
        AtTheMeeting(board, stamp)
        ?? (board.IsLocked ? Refusal.Locked : null)
        ?? Outside(board, stamp)
        ?? (board.Held is not null && board.Participant(stamp.By) is not { IsChair: true } ? Refusal.Held : null)
        ?? (board.SpansTheBorder(circle) ? Refusal.FamilyOutside : null);

    /// <summary>As <see cref="Open(Board, Stamp, string)"/>, for a note that is on the board, by somebody who writes.</summary>
    public static Refusal? OpenNote(Board board, Stamp stamp, string noteId) =>
        OpenFor(board, stamp, noteId) ?? OnTheBoard(board, noteId);

    /// <summary>As <see cref="OpenNote"/>, for a note that may have been taken off.</summary>
    public static Refusal? OpenFor(Board board, Stamp stamp, string noteId) =>
        Open(board, stamp, board.Note(noteId)?.Circle ?? Circles.Everyone)
        ?? Writes(board, stamp);

    /// <summary>As <see cref="Open(Board, Stamp, string)"/>, for a scale that is in use.</summary>
    public static Refusal? OpenScale(Board board, Stamp stamp, string scaleId) =>
        Open(board, stamp, board.Scale(scaleId)?.Circle ?? Circles.Everyone)
        ?? InUse(board, scaleId);

    /// <summary>Those who do not see what is said in a closed part wait until it ends.</summary>
    public static Refusal? Outside(Board board, Stamp stamp) =>
        board.Participant(stamp.By) is { } author && board.IsOutside(author) ? Refusal.Outside : null;

    public static Refusal? Writes(Board board, Stamp stamp) => RoleOf(board, stamp).Writes() ? null : Refusal.NotYourPart;

    public static Refusal? Judges(Board board, Stamp stamp) => RoleOf(board, stamp).Judges() ? null : Refusal.NotYourPart;

    public static Refusal? Arranges(Board board, Stamp stamp) => RoleOf(board, stamp).Arranges() ? null : Refusal.NotYourPart;

    /// <summary>The author is in this circle. One that they are not in might as well not be.</summary>
    public static Refusal? WritesFor(Board board, Stamp stamp, string circle) => board.SetOf(stamp.By).Contains(circle) ? null : Refusal.NotYourCircle;

    /// <summary>Own words are worded by their author, or by the chair with the original kept; joint statements by everybody who writes.</summary>
    public static Refusal? Rewords(Board board, Stamp stamp, Note note) =>
        note.IsExact ? Refusal.ExactWords
        : board.KindOf(note) != NoteKind.Words ? null
        : AuthorOrChair(board, stamp, note);

    /// <summary>The author of a note, or the chair.</summary>
    public static Refusal? AuthorOrChair(Board board, Stamp stamp, Note note) =>
        note.Author == stamp.By || board.Participant(stamp.By) is { IsChair: true } ? null : Refusal.NotYourNote;

    /// <summary>Who puts a note at another place or under another heading: its author, or those who look after the map.</summary>
    public static Refusal? Sorts(Board board, Stamp stamp, string noteId) =>
        board.Note(noteId)?.Author == stamp.By || RoleOf(board, stamp) == Role.NoteTaker ? null : Arranges(board, stamp);

    /// <summary>The author leads the meeting.</summary>
    public static Refusal? IsTheChair(Board board, Stamp stamp) =>
        board.Participant(stamp.By) is { IsChair: true } ? null : Refusal.ChairOnly;

    public static Refusal? APersonHere(Board board, string participant) =>
        board.Participant(participant) is { LeftAt: null } ? null : Refusal.NobodyHere;

    /// <summary>A meeting is never without somebody who can lead it.</summary>
    public static bool IsLastChair(Board board, string participant) =>
        board.Participants.TrueForAll(p => (p is { IsChair: true, LeftAt: null }) == (p.Id == participant));

    public static Refusal? NewId(string id) => Ids.IsWellFormed(id) ? null : Refusal.BadId;

    /// <summary>An id for something new, which nothing on the board has.</summary>
    public static Refusal? NewId(Board board, string id) => NewId(id) ?? (board.Has(id) ? Refusal.IdTaken : null);

    public static Refusal? OnTheBoard(Board board, string noteId) => board.Note(noteId) switch
    {
        null => Refusal.UnknownNote,
        { IsRemoved: true } => Refusal.NoteRemoved,
        _ => null,
    };

    public static Refusal? InUse(Board board, string scaleId) =>
        board.Scale(scaleId) is { SetAside: null } ? null : Refusal.UnknownScale;

    /// <summary>A text of any number of lines, empty allowed.</summary>
    public static Refusal? Text(string text, int most) =>
        text.Length > most ? Refusal.TooLong(most) : Words.AreClean(text) ? null : Refusal.BadText;

    /// <summary>A name or a title: one line, with something in it that can be read.</summary>
    public static Refusal? Line(string text) =>
        !CleanText.HasLetterOrDigit(text) ? Refusal.Blank : LineOrNothing(text);

    /// <summary>As <see cref="Line"/>, where nothing may be said.</summary>
    public static Refusal? LineOrNothing(string text) =>
        text.Length == 0 ? null
        : text.Length > Bounds.Line ? Refusal.TooLong(Bounds.Line)
        : Words.AreALine(text) ? null : Refusal.BadText;

    public static Refusal? Wording(ScaleWording wording) =>
        (string.IsNullOrWhiteSpace(wording.Question) ? Refusal.Blank : null)
        ?? Text(wording.Question, Bounds.ShortText)
        ?? Text(wording.Ten, Bounds.ShortText)
        ?? Text(wording.Zero, Bounds.ShortText);

    /// <summary>
    /// A column, which is an enumeration on the wire that a number could still step out of, and neighbours that a log can
    /// keep. They need not be there (R3).
    /// </summary>
    public static Refusal? APlace(Place place) =>
        Enum.IsDefined(place.Column) && IsANeighbour(place.After) && IsANeighbour(place.Before) ? null : Refusal.WrongPlace;

    /// <summary>No category, or one that belongs to the column.</summary>
    public static Refusal? Category(Board board, string? category, Column column) =>
        category is null || board.Template.ColumnOf(category) == column ? null : Refusal.UnknownCategory;

    private static Role RoleOf(Board board, Stamp stamp) => board.Participant(stamp.By)?.Role ?? Role.Observer;

    private static bool IsANeighbour(string? id) => id is null || Ids.IsWellFormed(id);
}
