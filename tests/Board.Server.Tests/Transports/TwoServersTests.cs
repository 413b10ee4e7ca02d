using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Bus;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>Two whole servers with one store, and Redis between them: the chair and Ben are at the one, Ada and whoever comes at the other.</summary>
public sealed class TwoServersTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private RunningServer _first = null!;
    private RunningServer _second = null!;
    private HubBench _here = null!;
    private HubBench _there = null!;

    public async ValueTask InitializeAsync()
    {
        string[] settings = ["--Redis:Connection=" + _redis.Connection];
        _first = await RunningServer.Start(settings);
        _second = await RunningServer.Start(settings, beside: _first);
        _here = await HubBench.On(_first);
        _there = _here.At(_second);
        await Waits.Until(() => Bus(_first).State == BusState.Carrying && Bus(_second).State == BusState.Carrying);
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        _redis.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B6_people_at_two_servers_write_on_one_map_and_see_each_other(bool onACircuit)
    {
        var (chair, ada) = (_here.Comes("chair", onACircuit), _there.Comes("Ada", onACircuit));
        await Task.WhenAll(chair.IsIn(), ada.IsIn());
        await Task.WhenAll(chair.Does(RoomBench.Note("from the one")), ada.Does(RoomBench.Note("from the other")));
        await Task.WhenAll(chair.Sees("from the other"), ada.Sees("from the one"));
        // Who came first is told of the other; who came second is welcomed with them.
        await chair.Gets<ServerMessage>(m => (m is PresenceChanged p ? p.People : m is Welcome w ? w.Presence : []).Any(a => a.Participant == ada.Participant && a.Here));
        Assert.Equal(["from the one", "from the other"], _here.TextsInTheLog().Order());
    }

    [Fact]
    public async Task B6_somebody_who_waits_at_the_other_server_is_seen_let_in_and_on_the_map_at_once()
    {
        var chair = _here.InABrowser("chair");
        await chair.IsIn();
        var made = Assert.IsType<InvitationMade>(await chair.Connection.Ask(new MakeInvitation(Role.Family, _here.Address.AbsoluteUri)));
        var id = await _there.Asks(made, "Sam");
        await chair.Gets<Asking>(a => a.Requests is [{ Name: "Sam" }]);

        using var look = _second.App.Services.GetRequiredService<Server.Admission.Lobby.Answered>().To(id);
        Assert.IsType<AdmissionDone>(await chair.Connection.Ask(new Admit(id)));
        await look.Within(TimeSpan.FromSeconds(20), HubBench.Cancel);
        var reception = _second.App.Services.GetRequiredService<Reception>();
        Assert.Equal(Standing.LetIn, await reception.StandingOf((await _there.Request(id))!, HubBench.Cancel));
        var sam = _there.InABrowser("Sam");
        await sam.IsIn();
        await chair.Gets<PresenceChanged>(p => p.People.Any(a => a.Participant == sam.Participant && a.Here));
        Assert.Single(_here.Store.Log(_here.Board).SelectMany(c => c.Batches).SelectMany(b => b.Changes).OfType<JoinBoard>(), j => j.Name == "Sam");
    }

    [Fact]
    public async Task V6_B6_whoever_is_sent_out_at_one_server_is_out_at_the_other()
    {
        var (chair, ada) = (_here.InABrowser("chair"), _there.InABrowser("Ada"));
        await Task.WhenAll(chair.IsIn(), ada.IsIn());
        await chair.Does(new SendOut(ada.Participant));
        await ada.Gets<Closed>(c => c.Code == "sent-out");
        var again = _there.InABrowser("Ada");
        await again.Gets<Closed>(c => c.Code == "not-here");
    }

    [Fact]
    public async Task B6_without_redis_the_meeting_goes_on_and_with_it_again_as_before()
    {
        var (chair, ada) = (_here.InABrowser("chair"), _there.InABrowser("Ada"));
        await Task.WhenAll(chair.IsIn(), ada.IsIn());
        _redis.Stop();
        await Waits.Until(() => Bus(_first).State == BusState.Away && Bus(_second).State == BusState.Away);
        await Task.WhenAll(chair.Does(RoomBench.Note("redis is away")), ada.Does(RoomBench.Note("and here as well")));
        await Task.WhenAll(chair.Sees("and here as well"), ada.Sees("redis is away"));
        Assert.Equal(2, _here.TextsInTheLog().Length);

        _redis.Start();
        await Waits.Until(() => Bus(_first).State == BusState.Carrying && Bus(_second).State == BusState.Carrying);
        await ada.Does(RoomBench.Note("redis is back"));
        await chair.Sees("redis is back");
    }

    private static IBoardBus Bus(RunningServer server) => server.App.Services.GetRequiredService<IBoardBus>();
}
