using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>Connections that are opened and never come in (B5).</summary>
public sealed class NeverEnteredTests
{
    [Fact]
    public async Task B5_a_connection_that_does_not_come_in_is_dropped_and_one_that_has_stays()
    {
        await using var bench = await HubBench.Start("--Connections:EnterWithin=00:00:02");
        var came = await bench.Raw("Ada");
        await came.Enter(bench.Board, Random.Shared.Id());
        var never = await bench.Raw("Ben");
        var stranger = await bench.Raw(null);
        await never.Ends();
        await stranger.Ends();
        await came.Invoke(Shared.Sync.HubContract.Submit, "{\"n\":1,\"changes\":[]}");
        await came.Next<Shared.Sync.Unreadable>();
    }
}
