namespace MappingBoard.Shared.Log;

/// <summary>
/// Verifies a log commit by commit, from commit 1 on (O5). Of what it has taken it keeps the board, two numbers and a
/// hash, however long the log is. Used by one thread.
/// </summary>
public sealed class ChainVerifier
{
    private ChainVerdict _verdict = ChainVerdict.Whole;
    private string? _board;
    private bool _doubted;

    /// <summary>The number of the last commit that was taken; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>The sequence number of its last change.</summary>
    public long Last { get; private set; }

    /// <summary>Its hash; <see cref="Commit.NoPrevious"/> before the first.</summary>
    public string Hash { get; private set; } = Commit.NoPrevious;

    /// <summary>Takes the next commit.</summary>
    /// <returns>
    /// The first commit that is known not to fit, at every call from then on. One whose content was changed is known when
    /// the second one after it has come.
    /// </returns>
    /// <exception cref="FormatException">The commit has no canonical form.</exception>
    public ChainVerdict Take(Commit commit)
    {
        if (!_verdict.IsWhole) return _verdict;
        if (_doubted) return _verdict = Settle(vouchedFor: commit.Previous == Hash);
        if (FaultOf(commit) is var fault and not ChainFault.None) return _verdict = new(Number + 1, fault);
        _doubted = commit.Previous != Hash;
        if (_doubted && Number == 0) return _verdict = new(1, ChainFault.Previous);
        (_board, Number, Last, Hash) = (commit.Board, Number + 1, commit.Last, CommitHash.Of(commit));
        return _verdict;
    }

    /// <summary>The verdict on the log if it ends here.</summary>
    /// <param name="head">The hash of the last commit as it was noted elsewhere, or null; see <see cref="Chain.Verify"/>.</param>
    public ChainVerdict End(string? head = null)
    {
        if (!_verdict.IsWhole) return _verdict;
        if (_doubted) return Settle(vouchedFor: head == Hash);
        return head is null || head == Hash ? ChainVerdict.Whole : new(Math.Max(Number, 1), ChainFault.Content);
    }

    /// <summary>
    /// The last commit does not name the hash of the one before it. When what follows vouches for the last one itself, it
    /// is the one before it that was changed.
    /// </summary>
    private ChainVerdict Settle(bool vouchedFor) =>
        vouchedFor ? new(Number - 1, ChainFault.Content) : new(Number, ChainFault.Previous);

    private ChainFault FaultOf(Commit commit) =>
        _board is not null && commit.Board != _board ? ChainFault.Board
        : commit.Number != Number + 1 ? ChainFault.Number
        : commit.First != Last + 1 ? ChainFault.First
        : ChainFault.None;
}
