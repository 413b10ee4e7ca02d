using System.Text.Json;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Golden;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>What an earlier version wrote is read for ever, as what it was.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. GoldenBoard.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void G1_an_old_log_replays_to_the_same_board(string name)
    {
        var golden = GoldenBoard.Read(name);
        var ledger = golden.Replay();
        var expected = golden.Expected;

        Assert.Equal(expected.GetProperty("commits").GetInt64(), ledger.Number);
        Assert.Equal(expected.GetProperty("changes").GetInt64(), ledger.Sequence);
        Assert.Equal(expected.GetProperty("hash").GetString(), ledger.Hash);
        IsStill(expected.GetProperty("whole").GetProperty("board"), ledger.Board, "the whole board");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void G1_everybody_sees_of_an_old_board_what_they_saw(string name)
    {
        var golden = GoldenBoard.Read(name);
        var ledger = golden.Replay();
        var seen = golden.Expected.GetProperty("seen").EnumerateArray().ToList();
        Assert.Equal(seen.Count, ledger.Board.Participants.Count);
        foreach (var viewer in seen)
        {
            var participant = viewer.GetProperty("participant").GetString()!;
            if (golden.Projection == ProjectionVersion.Current) Assert.Equal(viewer.GetProperty("stream").GetInt64(), ledger.StreamOf(participant));
            IsStill(viewer.GetProperty("board"), ledger.SeenBy(participant), $"the board as {participant} sees it");
        }
    }

    /// <summary>Whoever raises the projection's version writes down what the new one counts: a golden log with <c>projection</c> in what is expected.</summary>
    [Fact]
    public void G1_the_numbers_of_todays_projection_stand_in_a_golden_log() =>
        Assert.Contains(GoldenBoard.Names, name => GoldenBoard.Read(name).Projection == ProjectionVersion.Current);

    [Theory]
    [MemberData(nameof(Names))]
    public void G1_a_batch_of_an_old_log_gets_its_first_answer_again(string name)
    {
        var golden = GoldenBoard.Read(name);
        var ledger = golden.Replay();
        var expected = golden.Expected.GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal(expected.Count, ledger.Replicas.Count);
        foreach (var was in expected)
        {
            var now = ledger.Replicas[was.GetProperty("replica").GetString()!];
            Assert.Equal(was.GetProperty("by").GetString(), now.By);
            Assert.Equal(was.GetProperty("n").GetInt64(), now.Answer.N);
            if (golden.Projection == ProjectionVersion.Current) Assert.Equal(was.GetProperty("first").GetInt64(), now.Answer.First);
            Assert.Equal(was.GetProperty("count").GetInt32(), now.Answer.Count);
            Assert.Equal(
                was.GetProperty("refused").EnumerateArray().Select(r => (r.GetProperty("index").GetInt32(), r.GetProperty("code").GetString()!)),
                now.Answer.Refused.Select(r => (r.Index, r.Code)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void G1_the_chain_of_an_old_log_is_whole_over_its_own_bytes(string name)
    {
        var golden = GoldenBoard.Read(name);
        Assert.Equal(golden.Hashes, golden.Commits.Select(bytes => CommitHash.Of(bytes)));
        Assert.Equal(ChainVerdict.Whole, Chain.Verify(golden.Commits.Select(CommitForms.Read), golden.Hashes[^1]));
        var previous = Commit.NoPrevious;
        foreach (var (bytes, hash) in golden.Commits.Zip(golden.Hashes))
        {
            using var commit = JsonDocument.Parse(bytes);
            Assert.Equal(previous, commit.RootElement.GetProperty("previous").GetString());
            previous = hash;
        }
    }

    private static void IsStill(JsonElement was, Shared.Model.Board board, string what)
    {
        var now = JsonSerializer.SerializeToElement(BoardSnapshot.Of(board), BoardJson.Default.BoardSnapshot);
        Assert.Null(JsonSubset.Difference(was, now, what));
    }
}
