using System.Collections.Immutable;

namespace MappingBoard.Shared.Model;

/// <summary>One note on the map: what somebody said, and who said it.</summary>
public sealed record Note
{
    public required string Id { get; init; }

    /// <summary>The words, in UTF-16 units at most <see cref="Bounds.NoteText"/>, lines divided by \n.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// How many text edits were committed on this note since its <see cref="Showing"/>; an edit names the version it was made
    /// on (R2, C16).
    /// </summary>
    public int TextVersion { get; init; }

    /// <summary>
    /// Names the last time at which the note came before another circle, made by whoever moved it; null while it stands where
    /// it was added. Versions and edits from before it mean nothing to anybody any more (C16).
    /// </summary>
    public string? Showing { get; init; }

    /// <summary>A category of the template's, in the column where the note stands; null when it is not sorted yet.</summary>
    public string? Category { get; init; }

    /// <summary>The participant who added it.</summary>
    public required string Author { get; init; }

    /// <summary>Whose words they are, when they are not the author's own.</summary>
    public Voice? Voice { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    /// <summary>The last edit of the words by anybody, or null when they stand as they were added.</summary>
    public Stamp? Edited { get; init; }

    /// <summary>Who took it off the board and when; null while it is on the board. Nothing is destroyed (R4).</summary>
    public Stamp? Removed { get; init; }

    /// <summary>The safety goal that answers this danger statement.</summary>
    public string? Goal { get; init; }

    /// <summary>Who does this next step, by when, and whether it is done.</summary>
    public Step? Step { get; init; }

    /// <summary>Who sees it: the id of a circle (C2).</summary>
    public required string Circle { get; init; }

    /// <summary>
    /// Who besides its author worded it since its <see cref="Showing"/>, in the order in which they first did: none of them is
    /// to lose sight of their words (C19). Null for nobody.
    /// </summary>
    public ImmutableList<string>? Hands { get; init; }

    /// <summary>
    /// The words as their author had them before somebody else first changed them; null while nobody else has, again once
    /// they read like that, and for good once the note was shown to people who are not to see how it was worded before.
    /// </summary>
    public string? Original { get; init; }

    /// <summary>
    /// Who besides the author last changed the words, and when; null while they are the author's alone, as they first wrote
    /// them or went on writing. It stays where <see cref="Original"/> does not: then nobody can say how they first were.
    /// </summary>
    public Stamp? Reworded { get; init; }

    /// <summary>Who marked the words as exact and when: from then on nobody alters them.</summary>
    public Stamp? Exact { get; init; }

    /// <summary>Whether nobody may alter the words.</summary>
    public bool IsExact => Exact is not null || Voice is { ExactWords: true };

    public bool IsRemoved => Removed is not null;
}

/// <summary>Whose voice a note carries when somebody else entered it.</summary>
/// <param name="Name">Who said it, for example "Robin".</param>
/// <param name="Who">Who that is, for example "8 years old", or how it was said, "told to Mrs Bell".</param>
/// <param name="ExactWords">Whether these are that person's exact words.</param>
public sealed record Voice(string Name, string Who, bool ExactWords);

/// <summary>The agreement about a next step.</summary>
/// <param name="Who">Who does it, in words; empty when nobody is named yet.</param>
/// <param name="By">The day by which; null when none is agreed yet.</param>
/// <param name="Done">Who said that it was done and when; null until then.</param>
public sealed record Step(string Who, DateOnly? By = null, Stamp? Done = null)
{
    public static Step None { get; } = new("");
}

/// <summary>Who did something and when, as the server stamped it (O4). On a replica's own pending changes: its own clock.</summary>
/// <param name="By">The participant's id.</param>
/// <param name="At">UTC.</param>
public sealed record Stamp(string By, DateTimeOffset At);
