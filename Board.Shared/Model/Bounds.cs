namespace MappingBoard.Shared.Model;

/// <summary>The explicit bounds of a board (B5). Texts are counted in UTF-16 units.</summary>
public static class Bounds
{
    /// <summary>The words of one note. About a page and a half: a statement, not a report.</summary>
    public const int NoteText = 4_000;

    /// <summary>A reason, what one point higher looks like, one end of a scale.</summary>
    public const int ShortText = 1_000;

    /// <summary>A title, a name, who somebody is, who does a step.</summary>
    public const int Line = 120;

    /// <summary>Notes of one board, removed ones included.</summary>
    public const int Notes = 2_000;

    public const int Scales = 40;

    /// <summary>Closed parts of one meeting, and addenda to one record.</summary>
    public const int Few = 100;

    /// <summary>People who ever joined one board.</summary>
    public const int Participants = 300;

    /// <summary>How often somebody corrects their own name at one meeting: each name that they had is kept.</summary>
    public const int EarlierNames = 20;

    /// <summary>Changes in one batch.</summary>
    public const int BatchChanges = 100;

    /// <summary>
    /// The latest edits of one note onto which a late one is carried (R2), and about how many bytes of memory they may take:
    /// of one note, and of all notes of a board together. Whoever comes back with an older one keeps their words.
    /// </summary>
    public const int HistoryEdits = 5_000;

    /// <inheritdoc cref="HistoryEdits"/>
    public const int HistoryBytes = 512 * 1024;

    /// <inheritdoc cref="HistoryEdits"/>
    public const int HistoriesBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Pages from which one person ever wrote on one board. The answer to each one's latest batch is kept for good (I1): none
    /// can be forgotten, so no more of them are taken.
    /// </summary>
    public const int ReplicasPerPerson = 500;

    /// <summary>One message from a client, in bytes of UTF-8.</summary>
    public const int MessageBytes = 128 * 1024;

    /// <summary>One commit as a room writes it, in bytes of JSON: whatever it is made of, every home of boards can keep it.</summary>
    public const int CommitBytes = 1_400_000;
}
