using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Log;

/// <summary>
/// One atomic write of a board's log: the changes of one or more batches, what makes each batch take effect once (I3),
/// and the hash of the commit before (O5).
/// </summary>
/// <param name="V">The version of this form; older ones are lifted when they are read (<see cref="CommitForms"/>).</param>
/// <param name="Board">The board's id.</param>
/// <param name="Number">1, 2, 3 … without gaps: writing this number decides who was first.</param>
/// <param name="First">The sequence number of the first change (O1), or of the next one when every change was refused.</param>
/// <param name="At">When the server accepted it, UTC.</param>
/// <param name="Previous">SHA-256 of the commit before as 64 lower-case hex digits; 64 zeros before the first.</param>
/// <param name="Batches">In order.</param>
public sealed record Commit(
    int V,
    string Board,
    long Number,
    long First,
    DateTimeOffset At,
    string Previous,
    ImmutableArray<CommittedBatch> Batches)
{
    /// <summary>Raised with whatever a log may hold that an earlier version would not understand: a field, a kind of change, another form.</summary>
    public const int Version = 3;

    /// <summary>What stands in <see cref="Previous"/> of the first commit.</summary>
    public const string NoPrevious = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>A changed copy is another commit than the one that was stored.</summary>
    private Commit(Commit original) =>
        (V, Board, Number, First, At, Previous, Batches) = original;

    /// <summary>The bytes as which it was stored, over which its hash is (O5); null for one that was made here and not read.</summary>
    [JsonIgnore]
    public StoredBytes? Stored { get; private init; }

    public int ChangeCount => Batches.Sum(b => b.Changes.Length);

    /// <summary>The sequence number of the last change up to this commit.</summary>
    public long Last => First + ChangeCount - 1;

    internal Commit AsStored(StoredBytes stored) => new(this) { Stored = stored };
}

/// <summary>A commit as it was stored.</summary>
/// <param name="Form">The version of its form; <see cref="Commit.V"/> is that of today's, into which it was lifted.</param>
/// <param name="Json">Its canonical JSON, not to be changed.</param>
public sealed record StoredBytes(int Form, byte[] Json);

/// <summary>What one batch left in the log.</summary>
/// <param name="By">The author.</param>
/// <param name="Replica">The author's replica; empty for what the server itself did.</param>
/// <param name="N">The batch's number (I1); 0 for what the server itself did.</param>
/// <param name="Changes">The accepted changes in the form in which they were committed.</param>
/// <param name="Refused">The others: the first answer, kept to be given again (I1).</param>
public sealed record CommittedBatch(
    string By,
    string Replica,
    long N,
    ImmutableArray<Change> Changes,
    ImmutableArray<RefusedChange> Refused);

/// <summary>A cache of the log up to a commit (O3): losing it loses nothing.</summary>
/// <param name="V">The version of this form; one of another version is passed over for the log.</param>
/// <param name="Number">The last commit that is in it.</param>
/// <param name="Sequence">The last change that is in it.</param>
/// <param name="Hash">The hash of that commit, which the next one will name.</param>
/// <param name="Board">The board.</param>
/// <param name="Replicas">The latest answer of every replica that ever wrote.</param>
/// <param name="Streams">Where each stream stands.</param>
/// <param name="Projection">The version of what the streams count; where it is another one the log is read instead.</param>
public sealed record Snapshot(
    int V,
    long Number,
    long Sequence,
    string Hash,
    BoardSnapshot Board,
    ImmutableArray<ReplicaAnswer> Replicas,
    StoredStreams Streams,
    int Projection)
{
    /// <summary>
    /// Raised whenever replaying a log gives a board or answers that say more, or other, than before: a snapshot of an
    /// earlier version would lack it (O3).
    /// </summary>
    public const int Version = 3;
}

/// <summary>The latest batch of one replica and its answer.</summary>
/// <param name="By">The participant to whom the replica belongs; nobody else may use it.</param>
public sealed record ReplicaAnswer(string Replica, string By, BatchAnswer Answer);

/// <summary>Where the streams stand (V3), as a snapshot keeps them.</summary>
/// <param name="Sets">The last number of what those have in common who are in the same circles.</param>
/// <param name="Own">In the order of the ids.</param>
public sealed record StoredStreams(ImmutableArray<SetCount> Sets, ImmutableArray<OwnCount> Own);

/// <summary>How many changes those got in common who are in the same circles.</summary>
public sealed record SetCount(CircleSet Circles, long Number);

/// <summary>How many changes of their own somebody got beyond what their audience has in common.</summary>
public sealed record OwnCount(string Participant, long Count);
