using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>G3: whose fault it was, the page's or the line's, decides what comes next; either way something does.</summary>
public sealed class SessionFaultTests : IDisposable
{
    private static readonly InvalidOperationException Ill = new("The page is ill.");

    private readonly LoopBench _bench = new();

    [Fact]
    public void G3_what_a_line_throws_is_reported_and_it_is_tried_again_after_a_pause()
    {
        var fault = new TimeoutException();
        _bench.Begun().Breaks(fault);
        Assert.Equal([fault], _bench.Faults);
        Assert.Equal(LinkState.Away, _bench.Links[^1]);
        Assert.Equal(500, _bench.NextComesAfter(1_000));
    }

    [Fact]
    public void G3_something_else_that_was_cancelled_is_a_fault_of_the_line()
    {
        _bench.Begun().IsCancelled();
        Assert.IsType<OperationCanceledException>(Assert.Single(_bench.Faults));
        Assert.Equal(LinkState.Away, _bench.Links[^1]);
        Assert.Equal(500, _bench.NextComesAfter(1_000));
    }

    [Fact]
    public void G3_what_could_not_be_taken_in_is_reported_and_the_page_is_out_of_step()
    {
        var fault = new OutOfStepException("A message could not be read.");
        _bench.Begun().Breaks(fault);
        Assert.Equal([fault], _bench.Faults);
        Assert.Equal(LinkState.OutOfStep, _bench.Links[^1]);
        Assert.Equal(250, _bench.NextComesAfter(1_000));
    }

    [Fact]
    public async Task What_a_session_says_to_its_page_reaches_it()
    {
        var page = _bench.Begun().Last.Page;
        await page.LinkChanged(LinkState.Live);
        await page.Receive(new SlowDown(1, 5));
        Assert.Equal([LinkState.Connecting, LinkState.Live], _bench.Links);
        Assert.Equal([new SlowDown(1, 5)], _bench.Received);
    }

    [Fact]
    public async Task G3_a_fault_of_the_pages_is_told_from_one_of_the_lines()
    {
        var page = _bench.Begun().Last.Page;
        _bench.Fails = Ill;
        Assert.Same(Ill, Assert.Throws<OutOfStepException>(page.Position).InnerException);
        Assert.Same(Ill, (await Assert.ThrowsAsync<OutOfStepException>(() => page.Receive(new SlowDown(1, 5)))).InnerException);
        Assert.Same(Ill, (await Assert.ThrowsAsync<OutOfStepException>(() => page.LinkChanged(LinkState.Live))).InnerException);
    }

    [Fact]
    public void G3_a_page_that_cannot_hear_of_its_link_keeps_its_line()
    {
        _bench.Fails = Ill;
        _bench.Begun().Ends(SessionEnd.Lost);
        Assert.Equal([Ill, Ill], _bench.Faults.Select(f => Assert.IsType<OutOfStepException>(f).InnerException));
        Assert.Equal(250, _bench.NextComesAfter(1_000));
    }

    [Fact]
    public void What_is_written_down_of_a_fault_is_its_kind_and_its_causes_and_nobodys_words()
    {
        Assert.Equal("InvalidOperationException", FaultKind.Of(Ill));
        var within = new OutOfStepException("Robin wrote this.", new TimeoutException("Late.", Ill));
        Assert.Equal("OutOfStepException: TimeoutException: InvalidOperationException", FaultKind.Of(within));
    }

    public void Dispose() => _bench.Dispose();
}
