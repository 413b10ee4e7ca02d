using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State;

/// <summary>Everything that the board page shows: the one state of the page. An immutable value.</summary>
public sealed record BoardState
{
    /// <summary>The page before anything was opened.</summary>
    public static BoardState Initial { get; } = new() { Replica = Replica.New("", "") };

    /// <summary>The board as shown, and what is not confirmed yet.</summary>
    public required Replica Replica { get; init; }

    public LinkState Link { get; init; } = LinkState.Connecting;

    /// <summary>How often in a row this page could not take in what it was sent (<see cref="LinkState.OutOfStep"/>).</summary>
    public int TimesBehind { get; init; }

    /// <summary>Why the server closed this page for good; null while it is open.</summary>
    public Closed? Closed { get; init; }

    /// <summary>Whether there is no such board any more: it was destroyed (K3), or its server has lost it.</summary>
    public bool IsGone => Closed is { Code: "no-board" };

    /// <summary>Whether page and server are of different versions, so that opening the page anew is what helps (G1).</summary>
    public bool OpensAnew => Closed is { } closed && VersionClosed.OpensAnew(closed.Code);

    /// <summary>Whether this connection has had its <see cref="Welcome"/>: only then may batches be sent on it.</summary>
    public bool HasEntered { get; init; }

    /// <summary>Who is here and who writes where, by participant.</summary>
    public ImmutableDictionary<string, PersonPresence> Presence { get; init; } =
        ImmutableDictionary.Create<string, PersonPresence>(StringComparer.Ordinal);

    /// <summary>Where this person writes: a note's id, <c>column:worries</c> …, or null.</summary>
    public string? Writing { get; init; }

    /// <summary>Who may know of it (V2).</summary>
    public string WritingFor { get; init; } = Circles.Everyone;

    /// <summary>The column that a phone shows.</summary>
    public BoardTab Tab { get; init; } = BoardTab.Worries;

    /// <summary>The note that is open for writing.</summary>
    public string? EditingNote { get; init; }

    /// <summary>The note whose Move panel is open.</summary>
    public string? MovingNote { get; init; }

    /// <summary>Notes by others that came while this page was open and that this person has not looked at.</summary>
    public ImmutableHashSet<string> Unseen { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>What a screen reader says next, in plain words: moves, refusals, undo.</summary>
    public Announcement Announced { get; init; } = new(0, []);

    /// <summary>Why the last thing that this person did could not be done; until they dismiss it or do something else.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>Since when there has been no connection, by the page's clock; null while there is one.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>The batch in flight has been unanswered for so long that one cannot speak of saving any more (B4).</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Who waits outside, and the links to this meeting, as far as this person sees to them.</summary>
    public AdmissionState Admission { get; init; } = AdmissionState.Shut;

    /// <summary>Whether this person waited outside, is back, and has not read so yet.</summary>
    public bool IsBackAgain { get; init; }

    /// <summary>Whether the page knows that it does not follow the meeting, although there is a connection.</summary>
    public bool IsBehind => Link == LinkState.OutOfStep;

    /// <summary>Whether there is a board to show at all.</summary>
    public bool IsReady => Replica.Shown.IsStarted;

    /// <summary>The board that this person sees (R1).</summary>
    public Shared.Model.Board Board => Replica.Shown;

    /// <summary>This person on the board; null before the first <see cref="Welcome"/>.</summary>
    public Participant? Me => Board.Participant(Replica.Me);

    /// <summary>Whether what this person did is durable, truthfully (B4, O2).</summary>
    public SavedState Saved =>
        Replica.IsSaved ? SavedState.Saved
        : Link == LinkState.Live && !IsOverdue ? SavedState.Saving
        : SavedState.NotSavedYet;
}

/// <summary>What the live region says; the number makes the same twice two announcements.</summary>
public sealed record Announcement(int Number, ImmutableArray<Message> Messages)
{
    public Announcement Next(params ImmutableArray<Message> messages) => new(Number + 1, messages);
}

/// <summary>What a phone shows: one column at a time, or the scales.</summary>
public enum BoardTab
{
    Worries,
    WorkingWell,
    NeedsToHappen,
    Scales,
}

/// <summary>Whether what this person did is durable.</summary>
public enum SavedState
{
    /// <summary>All of it is.</summary>
    Saved,

    /// <summary>It is on its way.</summary>
    Saving,

    /// <summary>It is kept on this page only: there is no connection, or the answer is long overdue.</summary>
    NotSavedYet,
}
