namespace MappingBoard.Shared.Records;

/// <summary>Verifies that a log is the one that was written (O5). Pure; reads the log once; safe on any thread.</summary>
public static class Chain
{
    /// <summary>Recomputes the chain of a whole log, from commit 1 on, and names the first commit that does not fit.</summary>
    /// <param name="commits">All commits of one board, in the order of the log.</param>
    /// <param name="head">
    /// The hash of the last commit as it was noted elsewhere, or null. Nothing inside a log vouches for its last commit,
    /// for commits cut off its end, or for a log that was written anew from some commit to its end: only this does.
    /// </param>
    public static ChainVerdict Verify(IEnumerable<Commit> commits, string? head = null)
    {
        Commit? last = null;
        var (place, hash, doubted) = (0L, Commit.NoPrevious, false);
        foreach (var commit in commits)
        {
            if (doubted) return Settle(place, vouchedFor: commit.Previous == hash);
            place++;
            if (FaultOf(commit, last, place) is var fault and not ChainFault.None) return new(place, fault);
            doubted = commit.Previous != hash;
            if (doubted && last is null) return new(place, ChainFault.Previous);
            (last, hash) = (commit, CommitHash.Of(commit));
        }

        if (doubted) return Settle(place, vouchedFor: head == hash);
        return head is null || head == hash ? ChainVerdict.Whole : new(Math.Max(place, 1), ChainFault.Content);
    }

    /// <summary>
    /// A commit does not name the hash of the one before it. When what follows vouches for the commit itself, it is the
    /// one before it that was changed.
    /// </summary>
    private static ChainVerdict Settle(long place, bool vouchedFor) =>
        vouchedFor ? new(place - 1, ChainFault.Content) : new(place, ChainFault.Previous);

    private static ChainFault FaultOf(Commit commit, Commit? last, long place) =>
        last is not null && commit.Board != last.Board ? ChainFault.Board
        : commit.Number != place ? ChainFault.Number
        : commit.First != (last?.Last ?? 0) + 1 ? ChainFault.First
        : ChainFault.None;
}

/// <param name="Number">The number that the first commit that does not fit has or should have, from 1; null when all fit.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record ChainVerdict(long? Number, ChainFault Fault)
{
    /// <summary>Every commit fits.</summary>
    public static ChainVerdict Whole { get; } = new(null, ChainFault.None);

    public bool IsWhole => Fault == ChainFault.None;
}

/// <summary>How a commit does not fit.</summary>
public enum ChainFault
{
    None,

    /// <summary>It belongs to another board than the ones before it.</summary>
    Board,

    /// <summary>Its number is not the next one: a commit is missing, doubled or out of order.</summary>
    Number,

    /// <summary>The sequence number of its first change does not go on from the commit before (O1).</summary>
    First,

    /// <summary>It does not name the hash of the commit before, and nothing vouches for itself.</summary>
    Previous,

    /// <summary>It is not what the commit after it, or the noted head, says that it was.</summary>
    Content,
}
