using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>A page whose every batch is refused does not write the log full (B5), and what was answered once stays answered (I1, I3).</summary>
public sealed class RefusedFloodTests
{
    private static readonly Change Refused = new RemoveNote(SeededIds.Named("nothing"));

    [Fact]
    public void B5_I3_past_the_bound_a_batch_that_is_wholly_refused_leaves_nothing_and_is_judged_later()
    {
        var bench = new RoomBench(new() { RefusedBytes = 2 * 1024, RefusedBytesPerSecond = 16 });
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        var n = 0L;
        while (ada.Got<SlowDown>().ToList() is []) ada.Sends(++n, Refused);
        Assert.InRange(n, 5, 40);
        Assert.Equal(n - 1, ada.Got<Answered>().Last().Answer.N);
        var commits = bench.Log.Count;
        for (var i = 0; i < 1_000; i++) ada.Sends(n, Refused);
        Assert.Equal(commits, bench.Log.Count);
        Assert.All(ada.Got<SlowDown>(), s => Assert.Equal(n, s.N));

        // It was not answered; what was before it still is, and always the same.
        ada.Sends(n - 1, Refused);
        Assert.Equal((n - 1, 0), (ada.Got<Answered>().Last().Answer.N, ada.Got<Answered>().Last().Answer.Count));

        // Nobody else is held up, and neither is what Ada may do.
        ben.Does(RoomBench.Note("Ben goes on"));
        Assert.Empty(ben.Got<SlowDown>());
        ada.Sends(n, RoomBench.Note("and so does Ada"));
        Assert.Equal((n, 1), (ada.Got<Answered>().Last().Answer.N, ada.Got<Answered>().Last().Answer.Count));

        // After a while there is room for a refusal again, which then is the answer for good, also after a restart.
        bench.Pass(TimeSpan.FromMinutes(5));
        ada.Sends(n + 1, Refused);
        var first = ada.Got<Answered>().Last().Answer;
        Assert.Equal((n + 1, 0), (first.N, first.Count));
        bench.Open();
        ada.Enter();
        ada.Sends(n + 1, Refused);
        Assert.Equal(first.Refused, ada.Got<Answered>().Last().Answer.Refused);
    }

    [Fact]
    public void B5_I1_a_batch_that_was_not_taken_takes_effect_once_when_it_may_meanwhile()
    {
        var bench = new RoomBench(new() { RefusedBytes = 1024, RefusedBytesPerSecond = 16 });
        var (ada, chair) = (bench.Page("Ada"), bench.Page("chair"));
        chair.Does(new HoldBoard());
        var n = 0L;
        while (ada.Got<SlowDown>().ToList() is []) ada.Sends(++n, RoomBench.Note("held " + n));
        chair.Does(new ReleaseBoard());
        for (var i = 0; i < 3; i++) ada.Sends(n, RoomBench.Note("held " + n));
        Assert.Equal(["held " + n], bench.Durable.Notes.Values.Select(note => note.Text));
        Assert.Equal((n, 1), (ada.Got<Answered>().Last().Answer.N, ada.Got<Answered>().Last().Answer.Count));
    }
}
