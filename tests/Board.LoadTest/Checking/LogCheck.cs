using MappingBoard.LoadTest.Driving;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.LoadTest.Checking;

/// <summary>
/// Holds what pages were told against the log, which the server has left behind: every acknowledged batch is in it,
/// once and with what was sent; its chain is whole; replayed, it gives the board that everybody had.
/// </summary>
internal static class LogCheck
{
    /// <param name="store">What servers that have ended left behind.</param>
    /// <param name="boards">What pages had at the end.</param>
    /// <param name="verdict">Gets what is wrong.</param>
    public static async Task Judge(IBoardStore store, IEnumerable<BoardCheck> boards, Verdict verdict)
    {
        foreach (var board in boards) Judge(board, await store.ReadCommits(board.Board, 0, CancellationToken.None), verdict);
    }

    private static void Judge(BoardCheck board, IReadOnlyList<Commit> log, Verdict verdict)
    {
        verdict.Commits += log.Count(c => c.Batches.Any(b => b.Replica.Length > 0));
        verdict.Logged += log.Sum(c => c.Batches.Where(b => b.Replica.Length > 0).Sum(b => b.Changes.Length));
        if (Chain.Verify(log) is { IsWhole: false } broken)
        {
            verdict.Differ($"The chain of a log breaks at commit {broken.Number} ({broken.Fault}).");
            return;
        }

        var ledger = Ledger.Empty(board.Board);
        foreach (var commit in log) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        var (end, seen) = (ledger.Views.Numbers.Common(TestCircles.Staff), ledger.Views.For(TestCircles.Staff));
        if (end != board.Stream) verdict.Differ($"A log ends at {end} for its pages, and they are at {board.Stream}.");
        if (!BoardCheck.Bytes(seen).AsSpan().SequenceEqual(board.Fresh)) verdict.Differ("A log gives another board than its pages had.");

        verdict.HostileEffects += log.SelectMany(c => c.Batches).Where(b => board.Intruders.Contains(b.By)).Sum(b => b.Changes.Count(c => c is not (JoinBoard or RenamePerson)));
        var logged = Logged(log, verdict);
        foreach (var sent in board.Pages.SelectMany(p => p.Proposals.Sent)) Judge(sent, logged, verdict);
    }

    /// <summary>Every batch of the log with the number of its first change in its author's stream, once.</summary>
    private static Dictionary<(string Replica, long N), (long First, CommittedBatch Batch)> Logged(IReadOnlyList<Commit> log, Verdict verdict)
    {
        var ledger = Ledger.Empty(log[0].Board);
        var logged = new Dictionary<(string, long), (long, CommittedBatch)>();
        foreach (var commit in log)
        {
            var answers = new Queue<ReplicaAnswer>(SeenCommit.Of(ledger, commit).Answers);
            foreach (var batch in commit.Batches.Where(b => b.Replica.Length > 0))
            {
                if (!logged.TryAdd((batch.Replica, batch.N), (answers.Dequeue().Answer.First, batch)))
                    verdict.Double(batch.Changes.Length, $"Batch {batch.N} of a replica is in the log twice, again in commit {commit.Number}.");
            }

            ledger = ledger.Replay(commit, CommitHash.Of(commit));
        }

        return logged;
    }

    private static void Judge(SentBatch sent, Dictionary<(string Replica, long N), (long First, CommittedBatch Batch)> logged, Verdict verdict)
    {
        if (sent.Answer is not { } answer)
        {
            verdict.Lose(sent.Batch.Changes.Length, $"Batch {sent.Batch.N} of a replica was never acknowledged.");
            return;
        }

        if (!logged.TryGetValue((sent.Replica, sent.Batch.N), out var found))
        {
            verdict.Lose(answer.Count, $"Batch {answer.N} of a replica was acknowledged and is not in the log.");
            return;
        }

        var accepted = sent.Accepted.Select(i => sent.Batch.Changes[i]).ToList();
        if (found.Batch.Changes.Length != accepted.Count || found.First != answer.First || accepted.Count != answer.Count)
        {
            verdict.Lose(accepted.Count, $"Batch {answer.N} of a replica stands elsewhere in the log than was answered.");
            return;
        }

        var other = accepted.Zip(found.Batch.Changes).Count(pair => !SaysTheSame(pair.First, pair.Second));
        if (other > 0) verdict.Lose(other, $"{other} changes of batch {answer.N} of a replica are not in the log as they were sent.");
    }

    /// <summary>
    /// A change is committed as it was sent; of a text edit the places may differ, not a character of what was typed, and a
    /// note's neighbours are those of its author's view (C12).
    /// </summary>
    private static bool SaysTheSame(Change sent, Change committed) => (sent, committed) switch
    {
        (EditText mine, EditText theirs) => mine.Note == theirs.Note && Typed(mine.Edit) == Typed(theirs.Edit),
        (AddNote mine, AddNote theirs) => mine with { Place = new(mine.Place.Column) } == theirs with { Place = new(theirs.Place.Column) },
        (MoveNote mine, MoveNote theirs) => mine with { Place = new(mine.Place.Column) } == theirs with { Place = new(theirs.Place.Column) },
        _ => sent == committed,
    };

    private static string Typed(TextEdit edit) => string.Concat(edit.Splices().Select(s => s.Insert));
}
