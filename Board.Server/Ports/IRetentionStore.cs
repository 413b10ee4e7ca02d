namespace MappingBoard.Server.Ports;

/// <summary>
/// How long boards are kept: legal holds, and the destruction of one board. Each act is a line of the access log, written
/// with it (A10). Of a hold and a destruction that come at once one is first, and the other is told so (K4). Thread-safe.
/// </summary>
public interface IRetentionStore
{
    /// <summary>How it stands with a board; null when there never was one, or none that has a commit.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<BoardStanding?> Read(string board, CancellationToken cancel);

    /// <summary>Puts a board under legal hold: until it ends, nothing destroys it.</summary>
    /// <returns>Why not, or null.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is on hold is unknown.</exception>
    Task<RetentionRefusal?> Hold(DestructionOrder order, CancellationToken cancel);

    /// <summary>Ends a legal hold.</summary>
    /// <returns>Why not, or null.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is on hold is unknown.</exception>
    Task<RetentionRefusal?> EndHold(DestructionOrder order, CancellationToken cancel);

    /// <summary>
    /// Destroys a board (K3): its log, its snapshot, what is kept of its doors with all names, and its places on lists. Its
    /// lines of the access log stay; they name nobody. Once it has begun it is carried to its end by whoever orders it
    /// again. When it returns a proof, nothing of the board can be read from the store.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="hash">
    /// The hash of the last commit as whoever orders it knows it, 64 lower-case hex digits: so nobody destroys what they
    /// have not looked at. Null where a rule orders it.
    /// </param>
    /// <param name="cancel">Gives up; what has been destroyed by then stays so.</param>
    /// <returns>The proof, the same when it was destroyed before; or why not.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer: it may have begun. Order it again.</exception>
    Task<DestructionAnswer> Destroy(DestructionOrder order, string? hash, CancellationToken cancel);

    /// <summary>The boards whose destruction has begun and has not come to its end: whoever orders it again carries it on.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    IAsyncEnumerable<string> ReadUnfinished(CancellationToken cancel);
}

/// <summary>Who wants something of how long a board is kept.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reference">
/// The number of the decision in the council's own files, see <see cref="IsReference"/>; null where a rule decided.
/// </param>
public sealed record DestructionOrder(string Board, DateTimeOffset At, string? Reference = null)
{
    /// <summary>What stands in the access log and in a proof where no reference was given.</summary>
    public const string ByRule = "the retention period";

    private const int LongestReference = 40;

    /// <summary>What stands there instead.</summary>
    internal string Ground => Reference ?? ByRule;

    /// <summary>Up to 40 letters of a to z, digits, and <c>- / . _ :</c> without spaces: the number of a file, no sentence about people.</summary>
    public static bool IsReference(string text) =>
        text.Length is > 0 and <= LongestReference && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.' or '_' or ':');
}

/// <summary>How it stands with a board.</summary>
/// <param name="Commits">How many commits its log has, or had.</param>
/// <param name="Changes">The sequence number of the last change.</param>
/// <param name="Hash">The hash of the last commit.</param>
/// <param name="HeldSince">Since when it is under legal hold, UTC; null when it is not.</param>
/// <param name="Proof">The proof that it was destroyed; null while it is there, and while its destruction has not come to an end.</param>
public sealed record BoardStanding(long Commits, long Changes, string Hash, DateTimeOffset? HeldSince, DestructionProof? Proof);

/// <summary>Either of the two.</summary>
public sealed record DestructionAnswer(DestructionProof? Proof, RetentionRefusal? Refusal)
{
    public static implicit operator DestructionAnswer(DestructionProof proof) => new(proof, null);

    public static implicit operator DestructionAnswer(RetentionRefusal refusal) => new(null, refusal);

    public static DestructionAnswer FromDestructionProof(DestructionProof proof) => proof;

    public static DestructionAnswer FromKeepingRefusal(RetentionRefusal refusal) => refusal;
}

/// <summary>Why something cannot be done with a board.</summary>
public enum RetentionRefusal
{
    /// <summary>There is no such board.</summary>
    NoBoard,

    /// <summary>It is under legal hold.</summary>
    Held,

    /// <summary>It is not under legal hold.</summary>
    NotHeld,

    /// <summary>It was destroyed, or its destruction has begun.</summary>
    Destroyed,

    /// <summary>Its last commit is another than the one that was named.</summary>
    OtherHash,
}
