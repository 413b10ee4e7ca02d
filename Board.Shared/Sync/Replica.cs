using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// One open page's copy of a board: what the server has confirmed, what is in flight and what waits (R1). An immutable
/// value without I/O, clock or randomness: each method returns the next state. The same code runs in the browser, on a
/// server circuit, in the load test and in the simulation.
/// </summary>
public sealed partial record Replica
{
    private Replica()
    {
    }

    /// <summary>Names this page; never shown to others.</summary>
    public required string Id { get; init; }

    /// <summary>The participant that this page speaks for; empty until the first <see cref="Welcome"/>.</summary>
    public string Me { get; private init; } = "";

    /// <summary>The board at <see cref="Stream"/>, as the server has it.</summary>
    public required Model.Board Confirmed { get; init; }

    /// <summary>The last number of the stream that was taken in (V3).</summary>
    public long Stream { get; private init; }

    /// <summary>The version of what <see cref="Stream"/> counts, as the server said it.</summary>
    public int Projection { get; private init; }

    /// <summary>What the person sees: confirmed, then in flight, then waiting (R1).</summary>
    public required Model.Board Shown { get; init; }

    public InFlight? InFlight { get; private init; }

    public ImmutableList<Pending> Waiting { get; private init; } = [];

    /// <summary>The number of the last batch that was sent.</summary>
    public long LastBatch { get; private init; }

    /// <summary>What was refused and not yet let go of, oldest first (R5).</summary>
    public ImmutableList<RejectedWords> Kept { get; private init; } = [];

    /// <summary>Something is missing from the stream: the connection must resume before anything more is taken in.</summary>
    public bool HasGap { get; private init; }

    /// <summary>Whether a <see cref="Welcome"/> has been taken in at all.</summary>
    public bool IsOpen => Me.Length > 0;

    /// <summary>Whether everything that this person did is durable.</summary>
    public bool IsSaved => InFlight is null && Waiting.IsEmpty;

    private UndoHistory History { get; init; } = UndoHistory.Empty;

    private long NextKept { get; init; } = 1;

    /// <summary>A page that has nothing yet.</summary>
    public static Replica New(string id, string board)
    {
        var empty = Model.Board.Empty(board);
        return new() { Id = id, Confirmed = empty, Shown = empty };
    }

    /// <summary>A page that was rendered with a board in it, which it shows until the server has spoken.</summary>
    public static Replica New(string id, BoardSnapshot prerendered, long stream, string me, int projection = ProjectionVersion.Current)
    {
        var board = prerendered.ToBoard();
        return new() { Id = id, Confirmed = board, Shown = board, Stream = stream, Me = me, Projection = projection };
    }

    /// <summary>Where this replica stands, for entering.</summary>
    public EnterRequest Position => new(Confirmed.Id, Id, Stream, WireVersion.Current, Projection);

    /// <summary>
    /// This person does something: shown at once (R1). For a text edit use <see cref="Edit"/>.
    /// </summary>
    /// <param name="change">What they do.</param>
    /// <param name="at">The page's clock, UTC.</param>
    /// <returns>The next state, or the same state and the reason why the change cannot be made.</returns>
    public (Replica Next, Refusal? Refusal) Propose(Change change, DateTimeOffset at)
    {
        var stamp = new Stamp(Me, at);
        var refusal = change.ByServerOnly ? Refusal.ServerOnly : change.Check(Shown, stamp);
        if (refusal is not null) return (this, refusal);

        // A showing has no undo, nor has what was written in the note before it (C17).
        var history = change is SetCircle shown ? Tied.To(Shown, shown.Note).Notes.Aggregate(History, (all, note) => all.Without(note.Id)) : History.Did(change, Shown, stamp);
        return (Added(change, stamp) with { History = history }, null);
    }

    /// <summary>
    /// This person types in a note. <paramref name="edit"/> is made on the note's text as <see cref="Shown"/>; which version
    /// of the server's it stands on is said when it is sent.
    /// </summary>
    public (Replica Next, Refusal? Refusal) Edit(string note, TextEdit edit, DateTimeOffset at) => Propose(new EditText(note, 0, edit, Shown.Note(note)?.Showing), at);

    /// <summary>
    /// The next batch to send, if nothing is in flight and something waits. From then on it is frozen.
    /// </summary>
    public (Replica Next, Batch? Batch) Send()
    {
        if (InFlight is not null || Waiting.IsEmpty) return (this, null);
        var count = BatchSize.Of(Waiting);
        var sent = Waiting.GetRange(0, count).ConvertAll(p => p with { Change = OnConfirmed(p.Change) });
        var batch = new Batch(LastBatch + 1, [.. sent.Select(p => p.Change)]);
        return (this with { InFlight = new(batch, sent), Waiting = Waiting.RemoveRange(0, count), LastBatch = batch.N }, batch);
    }

    /// <summary>The batch to send again after a new <see cref="Welcome"/>, unchanged; null when none waits for an answer.</summary>
    public Batch? Unanswered => InFlight is { Answer: null } sent ? sent.Batch : null;

    /// <summary>The person has read why something was refused, and lets go of it.</summary>
    public Replica LetGo(long key) => this with { Kept = Kept.RemoveAll(k => k.Key == key) };

    /// <summary>An edit on a showing that this page itself proposes, and that is not confirmed yet, is on its first text.</summary>
    private Change OnConfirmed(Change change) => change is EditText edit
        ? edit with { Base = Confirmed.Note(edit.Note) is { } note && note.Showing == edit.Showing ? note.TextVersion : 0 }
        : change;

    private Replica Added(Change change, Stamp stamp) => this with
    {
        Waiting = Rebase.Compose(Waiting, new(change, stamp)),
        Shown = Shown.Apply(change, stamp),
    };

    /// <summary>The same state with what is shown computed anew (R1).</summary>
    private Replica Reshown()
    {
        var shown = InFlight is null ? Confirmed : WithAll(Confirmed, InFlight.Changes);
        return this with { Shown = WithAll(shown, Waiting) };
    }

    private static Model.Board WithAll(Model.Board board, ImmutableList<Pending> pending)
    {
        foreach (var p in pending) board = board.Apply(p.Change, p.Stamp);
        return board;
    }
}
