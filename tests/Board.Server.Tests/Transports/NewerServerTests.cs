using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>G1: a server that meets what a newer one wrote says so: to the page, and to whoever operates it. Nothing is called damaged.</summary>
public sealed class NewerServerTests
{
    private static CancellationToken Cancel => HubBench.Cancel;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task G1_a_board_that_a_newer_server_wrote_to_is_not_opened_and_the_page_and_the_operator_are_told_so(bool onACircuit)
    {
        await using var before = await HubBench.Start();
        before.Store.NewerVersionWrites(before.Board);
        before.Store.DropSnapshots();
        await using var server = await RunningServer.Start(beside: before.Server);
        await using var bench = before.At(server);
        Assert.Equal("Healthy", await Ready(server));

        var ada = bench.Comes("Ada", onACircuit);
        await ada.Gets<Closed>(c => c.Code == "newer-log");
        await ada.Is(LinkState.Ended);
        Assert.Equal("Degraded", await Ready(server));
    }

    /// <summary>An old server among new ones: whoever is in its room is told, and what they wrote is not acknowledged.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task G1_O2_an_open_room_whose_board_goes_on_at_a_newer_server_closes_and_says_why(bool onACircuit)
    {
        await using var bench = await HubBench.Start();
        var ada = bench.Comes("Ada", onACircuit);
        await ada.IsIn();
        bench.Store.NewerVersionWrites(bench.Board);

        await ada.Does(RoomBench.Note("on its way"));
        await ada.Gets<Closed>(c => c.Code == "newer-log");
        Assert.False(ada.Replica.IsSaved);
        Assert.DoesNotContain(ada.Received, m => m is Answered);
    }

    private static async Task<string> Ready(RunningServer server)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        return await client.GetStringAsync(new Uri("health/ready", UriKind.Relative), Cancel);
    }
}
