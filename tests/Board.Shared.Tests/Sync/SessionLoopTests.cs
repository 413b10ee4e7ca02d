using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>G3: a page's line ends and begins again; what any of it throws ends one session and nothing else.</summary>
public sealed class SessionLoopTests : IDisposable
{
    private readonly LoopBench _bench = new();

    [Fact]
    public void A_page_is_told_that_it_connects_and_its_first_session_begins_at_once()
    {
        _bench.Begun();
        Assert.Equal([LinkState.Connecting], _bench.Links);
        Assert.Equal(7, Assert.Single(_bench.Sessions).Page.Position().Stream);
    }

    [Fact]
    public void Whoever_is_sent_away_does_not_come_back()
    {
        _bench.Begun().Ends(SessionEnd.SentAway);
        Assert.Equal([LinkState.Connecting, LinkState.Ended], _bench.Links);
        Assert.True(_bench.IsOver);
        _bench.Pass(100_000);
        Assert.Single(_bench.Sessions);
    }

    [Fact]
    public void B2_a_line_that_is_lost_comes_back_after_a_moment_however_often_it_goes()
    {
        _bench.Begun();
        for (var i = 1; i <= 5; i++)
        {
            _bench.Ends(SessionEnd.Lost);
            Assert.Equal(LinkState.Away, _bench.Links[^1]);
            Assert.Equal(250, _bench.NextComesAfter(1_000));
        }

        Assert.Equal(6, _bench.Links.Count);
    }

    [Fact]
    public void A_server_that_is_not_reached_is_asked_ever_more_rarely_until_it_is()
    {
        _bench.Begun();
        foreach (var pause in new[] { 500, 1_000, 2_000, 4_000, 5_000, 5_000 })
        {
            _bench.Ends(SessionEnd.NotReached);
            Assert.Equal(LinkState.Away, _bench.Links[^1]);
            Assert.Equal(pause, _bench.NextComesAfter(10_000));
        }

        _bench.Ends(SessionEnd.Lost);
        Assert.Equal(250, _bench.NextComesAfter(10_000));
        _bench.Ends(SessionEnd.NotReached);
        Assert.Equal(500, _bench.NextComesAfter(10_000));
    }

    [Fact]
    public void A_pause_is_longer_by_chance()
    {
        _bench.Chance = 0.5;
        _bench.Begun().Ends(SessionEnd.NotReached);
        Assert.Equal(750, _bench.NextComesAfter(1_000));
        _bench.Ends(SessionEnd.OutOfStep);
        Assert.Equal(375, _bench.NextComesAfter(1_000));
    }

    [Fact]
    public void B2_who_falls_out_of_step_enters_where_they_stand_then_with_the_whole_board_and_ever_more_rarely()
    {
        _bench.Begun();
        foreach (var (pause, stream) in new (double, long)[] { (250, 7), (500, -1), (1_000, -1), (2_000, -1), (4_000, -1), (8_000, -1), (16_000, -1), (30_000, -1), (30_000, -1) })
        {
            _bench.Ends(SessionEnd.OutOfStep);
            Assert.Equal(LinkState.OutOfStep, _bench.Links[^1]);
            Assert.Equal(pause, _bench.NextComesAfter(60_000));
            Assert.Equal(new("the board", "the replica", stream), _bench.Last.Page.Position());
        }

        Assert.Empty(_bench.Faults);
    }

    [Theory]
    [InlineData(59_999, -1)]
    [InlineData(60_000, 7)]
    public void A_session_that_lasted_a_minute_was_in_step_whatever_was_before(double lasted, long stream)
    {
        _bench.Begun();
        FallsTwice();
        _bench.Pass(lasted);
        _bench.Ends(SessionEnd.Lost);
        _bench.NextComesAfter(1_000);
        Assert.Equal(stream, _bench.Last.Page.Position().Stream);
    }

    [Fact]
    public void Falling_out_of_step_after_a_good_while_counts_as_the_first_time()
    {
        _bench.Begun();
        FallsTwice();
        _bench.Pass(60_000);
        _bench.Ends(SessionEnd.OutOfStep);
        Assert.Equal(250, _bench.NextComesAfter(60_000));
        Assert.Equal(7, _bench.Last.Page.Position().Stream);
    }

    [Fact]
    public void A_page_that_has_missed_something_ends_its_session_and_is_out_of_step_however_that_ends()
    {
        _bench.Begun();
        _bench.Loop.FallBehind();
        Assert.True(_bench.Last.Cancel.IsCancellationRequested);
        _bench.IsCancelled();
        Assert.Equal(LinkState.OutOfStep, _bench.Links[^1]);

        _bench.NextComesAfter(1_000);
        _bench.Loop.FallBehind();
        _bench.Ends(SessionEnd.Lost);
        Assert.Equal(LinkState.OutOfStep, _bench.Links[^1]);

        // What was missed once is forgotten with the next session.
        _bench.NextComesAfter(1_000);
        _bench.Ends(SessionEnd.Lost);
        Assert.Equal(LinkState.Away, _bench.Links[^1]);
        Assert.Empty(_bench.Faults);
    }

    [Fact]
    public void The_servers_last_word_counts_for_a_page_that_has_missed_something_too()
    {
        _bench.Begun();
        _bench.Loop.FallBehind();
        _bench.Ends(SessionEnd.SentAway);
        Assert.Equal(LinkState.Ended, _bench.Links[^1]);
        Assert.True(_bench.IsOver);
    }

    [Fact]
    public void Without_a_network_the_session_ends_and_that_is_no_fault()
    {
        _bench.Begun();
        Assert.False(_bench.Last.Cancel.IsCancellationRequested);
        _bench.Loop.Lose();
        Assert.True(_bench.Last.Cancel.IsCancellationRequested);
        _bench.IsCancelled();
        Assert.Equal(LinkState.Away, _bench.Links[^1]);
        Assert.Equal(250, _bench.NextComesAfter(1_000));
        Assert.Empty(_bench.Faults);
    }

    [Fact]
    public async Task Somebody_who_looks_at_the_page_does_not_wait_for_the_pause_to_end()
    {
        await _bench.Begun().Comes();
        _bench.Ends(SessionEnd.NotReached);
        Assert.Single(_bench.Sessions);
        _bench.Loop.Hurry();
        await _bench.Comes();
        Assert.False(_bench.IsOver);

        // It ended that pause, not the next.
        _bench.Loop.Hurry();
        _bench.Ends(SessionEnd.NotReached);
        Assert.Equal(2, _bench.Sessions.Count);
    }

    [Fact]
    public void Signals_that_come_when_there_is_nothing_to_end_end_nothing()
    {
        _bench.Loop.Hurry();
        _bench.Loop.Lose();
        _bench.Begun().Ends(SessionEnd.Lost);
        _bench.Loop.Lose();
        _bench.Loop.FallBehind();
        Assert.Equal(250, _bench.NextComesAfter(1_000));
        _bench.Ends(SessionEnd.Lost);
        Assert.Equal(LinkState.Away, _bench.Links[^1]);
    }

    [Fact]
    public void A_page_that_is_closed_has_no_further_session_and_is_told_nothing_more()
    {
        _bench.Begun().Close();
        Assert.True(_bench.Last.Cancel.IsCancellationRequested);
        _bench.IsCancelled();
        Assert.True(_bench.IsOver);
        Assert.Equal([LinkState.Connecting], _bench.Links);
        Assert.Single(_bench.Sessions);
    }

    [Fact]
    public async Task A_page_that_is_closed_in_a_pause_or_before_it_began_has_no_further_session()
    {
        _bench.Begun().Ends(SessionEnd.Lost);
        _bench.Close();
        await _bench.Over();
        Assert.Single(_bench.Sessions);

        using var other = new LoopBench();
        other.Close();
        Assert.True(other.Begun().IsOver);
        Assert.Empty(other.Sessions);
    }

    public void Dispose() => _bench.Dispose();

    private void FallsTwice()
    {
        for (var i = 0; i < 2; i++)
        {
            _bench.Ends(SessionEnd.OutOfStep);
            _bench.NextComesAfter(1_000);
        }
    }
}
