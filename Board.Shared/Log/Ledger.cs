using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Log;

/// <summary>
/// A board together with all that decides what the next batch does to it: where its log stands, which batches have been
/// answered (I1), and the text edits onto which late ones are carried (R2). A pure, immutable value: a function of the
/// log alone, the same on every server.
/// </summary>
public sealed record Ledger
{
    private Ledger()
    {
    }

    /// <summary>The whole board, hidden parts and sealed numbers included.</summary>
    public required Model.Board Board { get; init; }

    /// <summary>What each set of circles sees of it.</summary>
    public required Views Views { get; init; }

    /// <summary>The last commit; 0 before the first.</summary>
    public long Number { get; private init; }

    /// <summary>The last change (O1); 0 before the first.</summary>
    public long Sequence { get; private init; }

    /// <summary>The hash of the last commit (O5).</summary>
    public string Hash { get; private init; } = Commit.NoPrevious;

    /// <summary>The latest answer to every replica that ever wrote, by replica.</summary>
    public ImmutableDictionary<string, ReplicaAnswer> Replicas { get; private init; } =
        ImmutableDictionary.Create<string, ReplicaAnswer>(StringComparer.Ordinal);

    /// <summary>From how many replicas each person ever wrote.</summary>
    private ImmutableDictionary<string, int> ReplicasOf { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    private ImmutableDictionary<string, NoteHistory> Histories { get; init; } =
        ImmutableDictionary.Create<string, NoteHistory>(StringComparer.Ordinal);

    /// <summary>About how much memory all histories take; never more than <see cref="Model.Bounds.HistoriesBytes"/>.</summary>
    public long HistoryBytes { get; private init; }

    /// <summary>The ledger of a board that has no commit yet.</summary>
    public static Ledger Empty(string board) => At(Model.Board.Empty(board), StreamNumbers.None);

    /// <summary>The ledger at a snapshot. It knows no text edits from before it; see <see cref="WithHistoryOf"/>.</summary>
    /// <exception cref="FormatException">The snapshot does not make a board.</exception>
    public static Ledger From(Snapshot snapshot) => At(snapshot.Board.ToBoard(), StreamNumbers.Of(snapshot.Streams)) with
    {
        Number = snapshot.Number,
        Sequence = snapshot.Sequence,
        Hash = snapshot.Hash,
        Replicas = ImmutableDictionary.CreateRange(
            StringComparer.Ordinal,
            snapshot.Replicas.Select(r => KeyValuePair.Create(r.Replica, r))),
        ReplicasOf = ImmutableDictionary.CreateRange(
            StringComparer.Ordinal,
            snapshot.Replicas.CountBy(r => r.By, StringComparer.Ordinal)),
    };

    public Snapshot ToSnapshot() => new(
        Snapshot.Version,
        Number,
        Sequence,
        Hash,
        BoardSnapshot.Of(Board),
        [.. Replicas.Values.OrderBy(r => r.Replica, StringComparer.Ordinal)],
        Views.Numbers.ToStored(),
        ProjectionVersion.Current);

    /// <summary>The number of the last change that somebody got (V3).</summary>
    public long StreamOf(string participant) => Views.Numbers.Of(participant, Board.SetOf(participant));

    /// <summary>The board as somebody sees it (V2), their own sealed numbers included.</summary>
    public Model.Board SeenBy(string participant) => Board.SeenBy(new(participant, Board.SetOf(participant)));

    /// <summary>
    /// The board on which somebody's changes are judged, as they see it: a refusal tells nothing of what they may not see (V5).
    /// </summary>
    internal Model.Board JudgedFor(string participant)
    {
        var set = Board.SetOf(participant);
        var view = Views.For(set);
        foreach (var scale in Board.Scales)
        {
            if (scale.Placed > 0 && scale.JudgementOf(participant) is { Unseen: true })
                view = view.WithScale(scale.Id, s => s with { Judgements = scale.SeenBy(new(participant, set)).Judgements });
        }

        return view;
    }

    /// <summary>The ledger after one more commit of the log (O3).</summary>
    /// <param name="commit">The next one.</param>
    /// <param name="hash">Its hash.</param>
    /// <exception cref="InvalidOperationException">It is not the next commit of this board, or does not name the one before.</exception>
    public Ledger Replay(Commit commit, string hash) => Replay(commit, hash, null);

    /// <summary>As <see cref="Replay(Commit, string)"/>, and what viewers get of the commit.</summary>
    /// <inheritdoc cref="Replay(Commit, string)"/>
    public (Ledger After, SeenCommit Seen) Follow(Commit commit, string hash)
    {
        var seen = new SeenBatches(Board);
        return (Replay(commit, hash, seen), seen.ToCommit());
    }

    internal Ledger Sealed(long number, string hash) => this with { Number = number, Hash = hash };

    /// <summary>The ledger after a batch that was written, without asking any rule again.</summary>
    internal Ledger Written(CommittedBatch batch, DateTimeOffset at, SeenBatches? seen)
    {
        var ledger = this;
        var stamp = new Model.Stamp(batch.By, at);
        var changes = new List<SeenChange>(batch.Changes.Length);
        foreach (var change in batch.Changes)
        {
            (ledger, var seenChange) = ledger.Applied(change, stamp);
            changes.Add(seenChange);
        }

        return ledger.Answered(batch, StreamOf(batch.By) + 1, at, changes, seen);
    }

    /// <summary>This ledger, which has a batch's changes in it already, with the answer to the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="first">The number of its first change in its author's stream.</param>
    /// <param name="at">The time of its commit.</param>
    /// <param name="changes">What is seen of its changes.</param>
    /// <param name="seen">Told of it, where anybody wants to know.</param>
    internal Ledger Answered(CommittedBatch batch, long first, DateTimeOffset at, IReadOnlyList<SeenChange> changes, SeenBatches? seen)
    {
        var answer = batch.Replica.Length == 0
            ? null
            : new ReplicaAnswer(batch.Replica, batch.By, new(batch.N, first, batch.Changes.Length, batch.Refused));
        seen?.Add(batch, at, changes, answer);
        if (answer is null) return this;
        var ofPerson = ReplicasOf.GetValueOrDefault(batch.By) + (Replicas.ContainsKey(batch.Replica) ? 0 : 1);
        return this with { Replicas = Replicas.SetItem(batch.Replica, answer), ReplicasOf = ReplicasOf.SetItem(batch.By, ofPerson) };
    }

    /// <summary>Whether somebody may write from one more replica (B5).</summary>
    internal bool HasRoomForAReplica(string by) => ReplicasOf.GetValueOrDefault(by) < Model.Bounds.ReplicasPerPerson;

    internal (Ledger After, SeenChange Seen) Applied(Change change, Model.Stamp stamp)
    {
        var after = Board.Apply(change, stamp);
        var seen = SeenChange.Of(change, stamp, Board, after, Views.Numbers.Sets.Keys);
        var ledger = this with { Board = after, Views = Views.With(Board, after, seen), Sequence = Sequence + 1 };
        if (change is SetCircle shown) return (ledger.Forgetting(shown.Note), seen);
        if (change is not EditText edit) return (ledger, seen);
        var (before, now) = (HistoryOf(edit.Note), HistoryOf(edit.Note).With(edit.Edit));
        ledger = ledger with { Histories = Histories.SetItem(edit.Note, now), HistoryBytes = HistoryBytes + now.Bytes - before.Bytes };
        return (ledger.Bounded(), seen);
    }

    /// <summary>
    /// The same ledger, knowing the text edits of the log, of too many the latest. Needed when <see cref="NeedsHistory"/> says so.
    /// </summary>
    /// <param name="log">All commits of this board from the first to <see cref="Number"/>.</param>
    public Ledger WithHistoryOf(IEnumerable<Commit> log)
    {
        var edits = log.TakeWhile(c => c.Number <= Number)
            .SelectMany(c => c.Batches)
            .SelectMany(b => b.Changes)
            .OfType<EditText>()
            .GroupBy(e => e.Note, StringComparer.Ordinal)
            // Those since its latest showing: as many as its version counts (C16).
            .Select(g => KeyValuePair.Create(g.Key, NoteHistory.Of(g.Select(e => e.Edit).TakeLast(Board.Note(g.Key)?.TextVersion ?? 0))));
        var histories = ImmutableDictionary.CreateRange(StringComparer.Ordinal, edits);
        return (this with { Histories = histories, HistoryBytes = histories.Values.Sum(h => h.Bytes) }).Bounded();
    }

    /// <summary>Whether a batch holds a text edit on a version so old that the edits after it are not at hand.</summary>
    public bool NeedsHistory(Batch batch, string by) => batch.Changes.OfType<EditText>().Any(e =>
        e.Base >= 0 && JudgedFor(by).Note(e.Note) is { } note && e.Showing == note.Showing && e.Base < note.TextVersion && !HistoryOf(e.Note).Covers(e.Base));

    /// <summary>Edits from before a note came before another circle carry nobody's any more (C16).</summary>
    private Ledger Forgetting(string note)
    {
        var gone = Histories.Where(h => Board.Note(h.Key) is { TextVersion: 0 } && (h.Key == note || h.Value.Version > 0)).ToList();
        return this with { Histories = Histories.RemoveRange(gone.Select(h => h.Key)), HistoryBytes = HistoryBytes - gone.Sum(h => h.Value.Bytes) };
    }

    private Ledger Replay(Commit commit, string hash, SeenBatches? seen)
    {
        if (commit.Board != Board.Id || commit.Number != Number + 1 || commit.First != Sequence + 1 || commit.Previous != Hash)
            throw new InvalidOperationException($"Commit {commit.Number} does not follow commit {Number} of this board.");

        var ledger = this;
        foreach (var batch in commit.Batches) ledger = ledger.Written(batch, commit.At, seen);
        return ledger.Sealed(commit.Number, hash);
    }

    private static Ledger At(Model.Board board, StreamNumbers numbers) => new() { Board = board, Views = Views.Of(board, numbers) };

    internal NoteHistory HistoryOf(string note) =>
        Histories.TryGetValue(note, out var history) ? history : NoteHistory.At(Board.Note(note)?.TextVersion ?? 0);

    /// <summary>When all histories together are too large, each loses its older half.</summary>
    private Ledger Bounded()
    {
        var ledger = this;
        while (ledger.HistoryBytes > Model.Bounds.HistoriesBytes)
        {
            var halves = ledger.Histories.Select(h => KeyValuePair.Create(h.Key, h.Value.Halved())).Where(h => !h.Value.Edits.IsEmpty);
            var histories = ImmutableDictionary.CreateRange(StringComparer.Ordinal, halves);
            ledger = ledger with { Histories = histories, HistoryBytes = histories.Values.Sum(h => h.Bytes) };
        }

        return ledger;
    }
}
