using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// The questions that several changes ask before they are accepted. Asked one after the other with <c>??</c>, so that
/// each may rely on those before it.
/// </summary>
internal static class Rules
{
    /// <summary>The board runs and the author is at the meeting.</summary>
    public static Refusal? AtTheMeeting(Board board, Stamp stamp) =>
        !board.IsStarted ? Refusal.NotStarted
        : board.Participant(stamp.By) is { LeftAt: null } ? null
        : Refusal.UnknownPerson;

    /// <summary>The author leads the meeting.</summary>
    public static Refusal? IsTheChair(Board board, Stamp stamp) =>
        board.Participant(stamp.By) is { IsChair: true } ? null : Refusal.ChairOnly;

    public static Refusal? APersonHere(Board board, string participant) =>
        board.Participant(participant) is { LeftAt: null } ? null : Refusal.NobodyHere;

    /// <summary>A meeting is never without somebody who can lead it.</summary>
    public static bool IsLastChair(Board board, string participant) =>
        board.Participants.TrueForAll(p => (p is { IsChair: true, LeftAt: null }) == (p.Id == participant));

    public static Refusal? NewId(string id) => Ids.IsWellFormed(id) ? null : Refusal.BadId;

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

    /// <summary>A name or a title: one line, not blank.</summary>
    public static Refusal? Line(string text) =>
        string.IsNullOrWhiteSpace(text) ? Refusal.Blank
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

    private static bool IsANeighbour(string? id) => id is null || Ids.IsWellFormed(id);
}
