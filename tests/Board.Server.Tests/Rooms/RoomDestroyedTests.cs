using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>What becomes of a room whose board is destroyed beside it (K3).</summary>
public sealed class RoomDestroyedTests
{
    [Fact]
    public void K3_a_room_whose_board_is_destroyed_takes_nothing_more_tells_its_pages_and_ends()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.Destroy(RoomBench.Board);
        ada.Does(RoomBench.Note("too late"));
        bench.Pump.Run();
        Assert.True(bench.Running.IsCompletedSuccessfully);
        foreach (var page in new[] { ada, ben }) Assert.Equal("no-board", page.Got<Closed>().Single().Code);
        Assert.Empty(ada.Got<Answered>());
        Assert.Empty(bench.Snapshots);
    }

    [Fact]
    public void K3_a_room_where_people_only_read_learns_of_it_too_though_there_is_no_other_server()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        bench.Store.Destroy(RoomBench.Board);
        for (var second = 0; second < 16; second++)
        {
            bench.Pass(TimeSpan.FromSeconds(1));
            bench.Room.GoRound();
            bench.Pump.Run();
        }

        Assert.Equal("no-board", ada.Got<Closed>().Single().Code);
        Assert.True(bench.Running.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task K3_a_destroyed_board_is_no_board_to_whoever_comes()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        await bench.Add("one");
        bench.Store.Destroy(DirectoryBench.Board);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Add("two"));
        Assert.Null(await bench.Directory.Open(DirectoryBench.Board, DirectoryBench.Cancel));
        Assert.Null(await bench.Directory.Read(DirectoryBench.Board, DirectoryBench.Cancel));
        Assert.Equal(Refusal.NotStarted, await bench.Add("three"));
    }

    [Fact]
    public async Task K3_a_room_where_nobody_is_shows_a_destroyed_board_to_nobody()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        bench.Store.Destroy(DirectoryBench.Board);
        Assert.NotNull(bench.Directory.ReadIfOpen(DirectoryBench.Board));
        bench.Time.Advance(TimeSpan.FromSeconds(15));
        bench.Directory.GoRound();
        await Waits.For(() => bench.Directory.ReadIfOpen(DirectoryBench.Board), seen => seen is null);
        Assert.Null(await bench.Directory.Read(DirectoryBench.Board, DirectoryBench.Cancel));
    }
}
