using System.Collections.Immutable;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.LoadTest.Driving;

/// <summary>A batch that a page sent, and what became of it.</summary>
/// <param name="Replica">The page's replica.</param>
/// <param name="Batch">As it was sent.</param>
/// <param name="Due">For each change of it, when the changes that were composed into it were due.</param>
internal sealed record SentBatch(string Replica, Batch Batch, ImmutableArray<IReadOnlyList<long>> Due)
{
    /// <summary>Null until it was acknowledged.</summary>
    public BatchAnswer? Answer { get; private set; }

    public long AnsweredAt { get; private set; }

    public void Acknowledge(BatchAnswer answer, long at) => (Answer, AnsweredAt) = (answer, at);

    /// <summary>The places of the changes that were accepted.</summary>
    public IEnumerable<int> Accepted => Enumerable.Range(0, Batch.Changes.Length).Where(i => !Answer!.Refused.Any(r => r.Index == i));
}

/// <summary>
/// Follows what one person did through the replica: composed while it waits, sent as part of a batch, answered. The
/// stamps of pending changes, which are each unique here, say which is which. Guarded by its page.
/// </summary>
internal sealed class Proposals
{
    private readonly Dictionary<DateTimeOffset, List<long>> _waiting = [];
    private readonly List<SentBatch> _sent = [];
    private DateTimeOffset _lastStamp;

    public IReadOnlyList<SentBatch> Sent => _sent;

    public int Proposed { get; private set; }

    /// <summary>Changes that did not come to be sent, because what they stood on was refused.</summary>
    public int Fallen { get; private set; }

    /// <summary>A stamp that no other change of this page has.</summary>
    public DateTimeOffset NextStamp()
    {
        var now = DateTimeOffset.UtcNow;
        return _lastStamp = now > _lastStamp ? now : _lastStamp.AddTicks(1);
    }

    /// <summary>A change was proposed.</summary>
    /// <param name="before">The replica before.</param>
    /// <param name="after">And after.</param>
    /// <param name="due">When the change was due.</param>
    public void Add(Replica before, Replica after, long due)
    {
        Proposed++;
        var waits = new List<long>();
        if (after.Waiting.Count == before.Waiting.Count)
        {
            var at = after.Waiting.FindLastIndex(p => p.Stamp.At == _lastStamp);
            if (_waiting.Remove(before.Waiting[at].Stamp.At, out var composed)) waits = composed;
        }

        waits.Add(due);
        _waiting[_lastStamp] = waits;
    }

    public void Send(Replica after, Batch batch)
    {
        var due = after.InFlight!.Changes.Select(p => (IReadOnlyList<long>)Taken(p.Stamp.At));
        _sent.Add(new(after.Id, batch, [.. due]));
    }

    /// <summary>A batch is acknowledged.</summary>
    /// <returns>False when it was before.</returns>
    public bool Acknowledge(BatchAnswer answer, long at)
    {
        if (_sent.Count == 0 || _sent[^1] is not { Answer: null } last || last.Batch.N != answer.N) return false;
        last.Acknowledge(answer, at);
        return true;
    }

    /// <summary>A refusal may have taken away what waited.</summary>
    public void Prune(Replica after)
    {
        var there = after.Waiting.Select(p => p.Stamp.At).ToHashSet();
        foreach (var gone in _waiting.Keys.Where(at => !there.Contains(at)).ToList()) Fallen += Taken(gone).Count;
    }

    private List<long> Taken(DateTimeOffset stamp)
    {
        _waiting.Remove(stamp, out var due);
        return due ?? [];
    }
}
