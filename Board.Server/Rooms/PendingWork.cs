using System.Collections.Immutable;
using System.Diagnostics;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Something that waits to become part of a commit. May be taken more than once, when another server was first; told once.</summary>
/// <param name="by">The author.</param>
/// <param name="bytes">About how much it adds to a commit.</param>
internal abstract class PendingWork(string by, int bytes)
{
    public string By => by;

    public int Bytes => bytes;

    /// <summary>When it came, for the metrics alone.</summary>
    public long Arrived { get; } = Stopwatch.GetTimestamp();

    /// <summary>The trace that it belongs to; none when nobody listens.</summary>
    public ActivityContext Trace { get; init; }

    public virtual bool NeedsHistory(Ledger ledger) => false;

    /// <summary>Decides what it does, as part of a draft; or nothing, when the draft is full.</summary>
    public abstract void Take(CommitDraft draft);

    /// <summary>Says what came of it. Called once the draft is durable (O2), after the commit was sent out.</summary>
    public abstract void Tell(Broadcaster to);

    /// <summary>The room ended before anything came of it.</summary>
    public abstract void GiveUp();
}

/// <summary>A batch of a replica's. A new batch is answered with the commit that holds it; this tells only the rest.</summary>
/// <param name="mayLeave">Whether a refusal of everything, of so many bytes, may be kept (B5).</param>
/// <param name="failed">Told of a change that broke instead of refusing: a fault of ours, of which only this batch may suffer.</param>
internal sealed class PendingBatch(string by, string replica, Batch batch, int bytes, Func<int, bool> mayLeave, Action<Exception> failed) : PendingWork(by, bytes)
{
    /// <summary>When so much of somebody's was refused that nothing more of it is kept: when to send again, in milliseconds.</summary>
    private const int SlowDownMs = 1_000;

    private BatchOutcome? _outcome;

    public override bool NeedsHistory(Ledger ledger) => ledger.NeedsHistory(batch, By);

    public override void Take(CommitDraft draft)
    {
        try
        {
            _outcome = draft.Take(replica, By, batch, mayLeave: mayLeave);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The draft is as it was before: it takes a batch in only at the end. The author is answered as for any
            // refusal, and the room lives on (B5).
            failed(fault);
            _outcome = draft.Take(replica, By, batch, Refusal.Broken, mayLeave);
        }
    }

    public override void Tell(Broadcaster to)
    {
        if (_outcome is not { IsNew: false } || to.PageOf(replica, By) is not { } connection) return;
        if (_outcome.IsTooSoon) connection.Outbox.TryWrite(new SlowDown(batch.N, SlowDownMs));
        else if (_outcome.Answer is { } first) to.Answer(connection, first);
        else if (_outcome.Disorder is { } disorder) connection.Outbox.TryWrite(new Unreadable(disorder.Code, disorder.Args));
    }

    public override void GiveUp()
    {
        // Nothing was acknowledged: its replica sends it again (I1).
    }
}

/// <summary>Something that the server does on somebody's behalf.</summary>
internal sealed class PendingAct(string by, ImmutableArray<Change> changes, Func<Board, bool>? onlyIf, int bytes) : PendingWork(by, bytes)
{
    private readonly TaskCompletionSource<Refusal?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Refusal? _refusal;

    /// <summary>The refusal, or null once it is durable.</summary>
    public Task<Refusal?> Outcome => _outcome.Task;

    public override void Take(CommitDraft draft) =>
        _refusal = onlyIf?.Invoke(draft.Ledger.Board) == false ? Refusal.IdTaken : draft.TakeOwn(By, changes);

    public override void Tell(Broadcaster to) => _outcome.TrySetResult(_refusal);

    public override void GiveUp() => _outcome.TrySetCanceled();
}
