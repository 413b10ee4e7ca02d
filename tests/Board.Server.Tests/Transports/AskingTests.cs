using System.Text.Json;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>V1: requests to join are for the chair alone.</summary>
public sealed class AskingTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Planted = "Unmistakable Sam";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task V1_the_chair_sees_who_waits_and_no_frame_to_anybody_else_holds_it(bool onACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var (chair, ada, ben) = (bench.Comes("chair", onACircuit), bench.Comes("Ada", onACircuit), bench.Comes("Ben", onACircuit));
        var raw = await bench.Raw("Ben");
        await Task.WhenAll(chair.IsIn(), ada.IsIn(), ben.IsIn());
        await raw.Enter(bench.Board, SeededIds.Named("Ben's page by hand"));
        var made = await Invite(chair, bench);

        var id = await bench.Asks(made, Planted);
        await chair.Gets<Asking>(a => a.Requests is [{ Name: Planted, Who: "made up", Role: Role.Family, Circles: { Ids: ["everyone"] } }]);
        await chair.Connection.Ask(new Decline(id));
        await chair.Until(_ => chair.Received.OfType<Asking>().Last().Requests.IsEmpty);
        var second = await bench.Asks(made, Planted + " again");
        await chair.Gets<Asking>(a => a.Requests is [{ Name: Planted + " again" }]);

        // Something that everybody gets comes after it, so that the silence about it means something.
        await chair.Does(Rooms.RoomBench.Note("after it"));
        await Task.WhenAll(ada.Sees("after it"), ben.Sees("after it"));
        foreach (var person in new[] { ada, ben })
            Assert.All(person.Received, m => Assert.DoesNotContain(Planted, JsonSerializer.Serialize(m, BoardJson.Default.ServerMessage), StringComparison.Ordinal));
        await raw.Until(f => f.Contains("after it", StringComparison.Ordinal));
        Assert.All(raw.Frames, f => Assert.DoesNotContain(Planted, f, StringComparison.Ordinal));
        Assert.All(raw.Frames, f => Assert.DoesNotContain("asking", f, StringComparison.Ordinal));
        Assert.DoesNotContain(Planted, JsonSerializer.Serialize(BoardSnapshot.Of((await bench.Rooms.Read(bench.Board, HubBench.Cancel))!.Value.Board), BoardJson.Default.BoardSnapshot), StringComparison.Ordinal);
        await chair.Connection.Ask(new Decline(second));
    }

    [Fact]
    public async Task V1_a_chair_who_comes_in_or_is_made_one_is_shown_who_waits()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (chair, ben, ada) = (bench.InABrowser("chair"), bench.InABrowser("Ben"), bench.OnACircuit("Ada"));
        await Task.WhenAll(chair.IsIn(), ben.IsIn(), ada.IsIn());
        await bench.Asks(await Invite(chair, bench), Planted);
        await chair.Gets<Asking>();

        await chair.Does(new AppointChair(ben.Participant));
        await ben.Gets<Asking>(a => a.Requests is [{ Name: Planted }]);
        var again = bench.OnACircuit("chair");
        await again.Gets<Asking>(a => a.Requests is [{ Name: Planted }]);
        await chair.Connection.Resume();
        await chair.Until(_ => chair.Received.OfType<Asking>().Count() == 2);
        Assert.DoesNotContain(ada.Received, m => m is Asking);
        Assert.Single(ben.Received.OfType<Asking>());
    }

    [Fact]
    public async Task V1_who_waited_while_nobody_was_there_is_shown_when_the_chair_comes()
    {
        await using var bench = await HubBench.Start("--Rooms:IdleTime=00:00:01");
        var chair = bench.InABrowser("chair");
        await chair.IsIn();
        var made = await Invite(chair, bench);
        await chair.DisposeAsync();
        await bench.Asks(made, Planted);
        await Waits.For(() => bench.Store.ReadSnapshot(bench.Board, HubBench.Cancel), seen => seen is not null);

        var back = bench.InABrowser("chair");
        await back.Gets<Asking>(a => a.Requests is [{ Name: Planted }]);
    }

    [Fact]
    public async Task B4_who_asked_while_the_board_could_not_be_opened_is_shown_as_soon_as_it_can()
    {
        await using var bench = await HubBench.Start("--Rooms:IdleTime=00:00:01");
        var chair = bench.InABrowser("chair");
        await chair.IsIn();
        var made = await Invite(chair, bench);
        await chair.DisposeAsync();
        await Waits.For(() => bench.Store.ReadSnapshot(bench.Board, HubBench.Cancel), seen => seen is not null);
        bench.Store.IsAvailable = false;
        await bench.Asks(made, Planted);
        bench.Store.IsAvailable = true;
        var back = bench.InABrowser("chair");
        await back.Gets<Asking>(a => a.Requests is [{ Name: Planted }]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task V6_whoever_is_sent_out_is_gone_at_once_on_all_their_devices_and_nobody_else_is(bool chairOnACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var chair = bench.Comes("chair", chairOnACircuit);
        var (phone, laptop, ben) = (bench.InABrowser("Ada"), bench.OnACircuit("Ada"), bench.InABrowser("Ben"));
        await Task.WhenAll(chair.IsIn(), phone.IsIn(), laptop.IsIn(), ben.IsIn());
        await chair.Does(new SendOut(phone.Participant));
        await Task.WhenAll(phone.Is(LinkState.Ended), laptop.Is(LinkState.Ended));
        foreach (var device in new[] { phone, laptop })
        {
            var closed = Assert.IsType<Closed>(device.Received[^1]);
            Assert.Equal("sent-out", closed.Code);
            Assert.Contains("What you wrote stays", closed.Sentence(), StringComparison.Ordinal);
        }

        // A stale cookie, a page by hand, and what was asked before: all of it is over.
        var again = bench.InABrowser("Ada");
        await again.Is(LinkState.Ended);
        Assert.Equal("not-here", Assert.IsType<Closed>(Assert.Single(again.Received)).Code);
        Assert.Equal("not-here", Assert.IsType<AdmissionRefused>(await bench.Admission.Answer(bench.Board, phone.Participant, new LinkDevice("https://board.example/"), HubBench.Cancel)).Code);
        await ben.Does(Rooms.RoomBench.Note("goes on"));
        await ben.IsSaved();
        Assert.DoesNotContain(ben.Received, m => m is Closed);
    }

    private static async Task<InvitationMade> Invite(BoardPerson chair, HubBench bench) =>
        Assert.IsType<InvitationMade>(await chair.Connection.Ask(new MakeInvitation(Role.Family, bench.Address.AbsoluteUri)));
}
