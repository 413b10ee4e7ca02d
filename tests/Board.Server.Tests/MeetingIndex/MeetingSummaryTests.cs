using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.MeetingIndex;

public sealed class MeetingSummaryTests
{
    private static readonly string Board = SampleLog.Id(1);
    private static readonly Gen<string> Person = Gen.Int[1, 4].Select(i => SampleLog.Id(100 + i));

    /// <summary>What a summary follows, often, and everything else now and then.</summary>
    private static readonly Gen<Change> AnyChange = Gen.Frequency(
        (1, Gen.Const<Change>(new StartBoard("Robin and Sky", MeetingTemplates.All[0], Practice: true))),
        (6, LogGens.Words.Select(name => (Change)new JoinBoard(name, name, Role.Family))),
        (3, Gen.Const<Change>(new LeaveBoard())),
        (2, Person.Select(p => (Change)new SendOut(p))),
        (2, Person.Select(p => (Change)new AppointChair(p))),
        (3, Gen.Const<Change>(new HoldBoard())),
        (2, Gen.Const<Change>(new ReleaseBoard())),
        (1, Gen.Const<Change>(new LockBoard())),
        (6, LogGens.Change));

    private static readonly Gen<Commit[]> Log = Gen.Select(LogGens.At, Gen.Select(Person, AnyChange.Array[0, 3]).Array[1, 3]).Array[1, 12].Select(parts =>
    {
        var log = new List<Commit>();
        foreach (var (at, batches) in parts)
        {
            // The first change of every board is that it starts.
            ImmutableArray<Change> first = log.Count == 0 ? [new StartBoard("Wren", MeetingTemplates.All[1], Practice: false)] : [];
            log.Add(LogGens.Next(Board, log.LastOrDefault(), at, [.. batches.Select((b, i) => new CommittedBatch(b.Item1, b.Item1, 1, i == 0 ? [.. first, .. b.Item2] : [.. b.Item2], []))]));
        }

        return log.ToArray();
    });

    [Fact]
    public void K1_a_summary_that_follows_the_log_says_what_the_board_says() => Log.Sample(log =>
    {
        var (board, summary, lastAt) = (MappingBoard.Shared.Model.Board.Empty(Board), MeetingSummary.Empty(Board), default(DateTimeOffset));
        foreach (var commit in log)
        {
            foreach (var batch in commit.Batches)
            {
                foreach (var change in batch.Changes) board = board.Apply(change, new(batch.By, commit.At));
            }

            if (commit.ChangeCount > 0) lastAt = commit.At;
            // Kept and read again each time, as an index does.
            summary = MeetingSummaryJson.Read(MeetingSummaryJson.Write(summary.After(commit)))!;
            Assert.Equal(Text(MeetingSummary.Of(board, commit.Number, lastAt)), Text(summary));
        }
    });

    [Fact]
    public void A_commit_that_is_not_the_next_one_changes_nothing()
    {
        var log = SampleLog.Of(Board, 3);
        var first = MeetingSummary.Empty(Board).After(log[0]);
        Assert.Same(first, first.After(log[0]));
        Assert.Same(first, first.After(log[2]));
        Assert.Same(first, first.After(SampleLog.Of(SampleLog.Id(2), 2)[1]));
        Assert.Equal(2, first.After(log[1]).Number);
    }

    [Fact]
    public void A_summary_names_nobody()
    {
        var joined = LogGens.Next(
            Board,
            null,
            DateTimeOffset.UnixEpoch,
            new CommittedBatch(SampleLog.Id(9), "", 0, [new StartBoard("Wren", MeetingTemplates.All[0], false), new JoinBoard("Ada Lovelace", "a neighbour", Role.Family)], []));
        var text = Text(MeetingSummary.Empty(Board).After(joined));
        Assert.Contains(SampleLog.Id(9), text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("neighbour", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void What_cannot_be_read_is_made_again(string json) => Assert.Null(MeetingSummaryJson.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    private static string Text(MeetingSummary summary) => JsonSerializer.Serialize(summary);
}
