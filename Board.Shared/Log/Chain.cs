namespace MappingBoard.Shared.Log;

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
        var chain = new ChainVerifier();
        foreach (var commit in commits)
        {
            if (chain.Take(commit) is { IsWhole: false } broken) return broken;
        }

        return chain.End(head);
    }
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
