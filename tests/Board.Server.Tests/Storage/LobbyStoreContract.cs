using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What every home of the waiting room promises: requests to come in are kept beside the boards, each with its lines of the access log.</summary>
public abstract class LobbyStoreContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SampleLog.Id(7);
    private static readonly string Chair = SampleLog.Id(1);

    private ILobbyStore Room => Here.WaitingRoom;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Invite("for all", uses: null);
        await Invite("for two", uses: 2);
    }

    [Fact]
    public async Task Every_part_of_a_request_comes_back_after_a_restart_too()
    {
        var request = Request("Kev “Kevin” Marsh 🌱") with { Role = Role.NoteTaker, Circles = TestCircles.Staff };
        Assert.Equal(Asked.Waits, await Ask(request));
        Assert.Equal(request, await Room.Find(request.Id, Cancel));
        Assert.Equal(request, await There.WaitingRoom.Find(request.Id, Cancel));
        await Restart();
        Assert.Equal(request, await Room.Find(request.Id, Cancel));
        Assert.Equal(request, Assert.Single(await Room.ReadWaiting(Board, Cancel)));
        Assert.Null(await Room.Find("' OR 1=1 --", Cancel));
        Assert.Empty(await Room.ReadWaiting(SampleLog.Id(9), Cancel));
    }

    [Fact]
    public async Task Those_who_wait_come_in_the_order_of_asking()
    {
        foreach (var (name, minute) in new[] { ("third", 3), ("first", 1), ("second", 2) }) await Ask(Request(name) with { AskedAt = Noon.AddMinutes(minute) });
        Assert.Equal(["first", "second", "third"], (await Room.ReadWaiting(Board, Cancel)).Select(r => r.Name));
    }

    [Fact]
    public async Task I1_the_same_request_again_is_one_and_corrects_only_the_words()
    {
        var request = Request("Kev");
        await Ask(request);
        Assert.Equal(Asked.Waits, await Ask(request with { Name = "Kevin", Who = "uncle", Role = Role.Professional, Participant = SampleLog.Id(5) }));
        Assert.Equal(request with { Name = "Kevin", Who = "uncle" }, Assert.Single(await Room.ReadWaiting(Board, Cancel)));
        Assert.Equal([AccessKind.Asked], await Lines());
    }

    [Theory]
    [InlineData(LobbyState.Admitted)]
    [InlineData(LobbyState.Declined)]
    [InlineData(LobbyState.Withdrawn)]
    public async Task A6_of_several_answers_the_first_counts(LobbyState first)
    {
        var request = Request("Kev");
        await Ask(request);
        Assert.True(await Decide(request, first));
        foreach (var later in new[] { LobbyState.Admitted, LobbyState.Declined, LobbyState.Withdrawn }) Assert.False(await Decide(request, later));
        Assert.Equal(first, (await Room.Find(request.Id, Cancel))!.State);
        Assert.Equal(Asked.Decided, await Ask(request with { Name = "Kevin" }));
        Assert.Equal("Kev", (await Room.Find(request.Id, Cancel))!.Name);
        Assert.Equal(2, (await Lines()).Count);
    }

    [Fact]
    public async Task A6_two_chairs_at_once_are_one_decision()
    {
        var request = Request("Kev");
        await Ask(request);
        var decided = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Decide(request, i % 2 == 0 ? LobbyState.Admitted : LobbyState.Declined)));
        Assert.Single(decided, d => d);
        Assert.Equal(2, (await Lines()).Count);
    }

    [Fact]
    public async Task V6_a_chair_of_another_board_decides_nothing_here()
    {
        var request = Request("Kev");
        await Ask(request);
        Assert.False(await Room.Decide(request.Id, LobbyState.Admitted, Entry(AccessKind.LetIn) with { Board = SampleLog.Id(9) }, Cancel));
        Assert.Equal(LobbyState.Waiting, (await Room.Find(request.Id, Cancel))!.State);
        Assert.Empty(await Here.AccessLog.Read(SampleLog.Id(9), null, 10, Cancel));
    }

    [Fact]
    public async Task A4_an_invitation_for_two_takes_two_even_when_ten_ask_at_once()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Ask(Request($"guest {i}", "for two"))));
        Assert.Equal(2, asked.Count(a => a == Asked.Waits));
        Assert.Equal(8, asked.Count(a => a == Asked.InvitationIsOver));
        var first = (await Room.ReadWaiting(Board, Cancel))[0];
        await Decide(first, LobbyState.Declined);
        Assert.Equal(Asked.Waits, await Ask(Request("one more", "for two")));
        await Decide((await Room.ReadWaiting(Board, Cancel))[0], LobbyState.Admitted);
        Assert.Equal(Asked.InvitationIsOver, await Ask(Request("too late", "for two")));
        Assert.Equal(2, (await Here.Invitations.FindById(SeededIds.Named("for two"), Cancel))!.Used);
    }

    [Fact]
    public async Task A4_an_invitation_that_is_over_unknown_or_of_another_board_takes_nobody()
    {
        Assert.Equal(Asked.InvitationIsOver, await Ask(Request("late") with { AskedAt = Noon.AddDays(1) }));
        Assert.Equal(Asked.InvitationIsOver, await Ask(Request("lost", "no such invitation")));
        Assert.Equal(Asked.InvitationIsOver, await Ask(Request("elsewhere") with { Board = SampleLog.Id(9) }));
        await Here.Invitations.Revoke(SeededIds.Named("for all"), Entry(AccessKind.Revoked), Cancel);
        Assert.Equal(Asked.InvitationIsOver, await Ask(Request("revoked")));
        Assert.Empty(await Room.ReadWaiting(Board, Cancel));
    }

    [Fact]
    public async Task B5_as_many_wait_as_may_and_no_more()
    {
        for (var i = 0; i < AdmissionBounds.WaitingByALink; i++) Assert.Equal(Asked.Waits, await Ask(Request($"guest {i}")));
        Assert.Equal(Asked.Full, await Ask(Request("one more")));
        await Decide((await Room.ReadWaiting(Board, Cancel))[0], LobbyState.Withdrawn);
        Assert.Equal(Asked.Waits, await Ask(Request("one more")));
    }

    [Fact]
    public async Task What_waited_too_long_is_taken_back_and_names_are_destroyed_only_of_what_was_decided()
    {
        await Ask(Request("old") with { AskedAt = Noon.AddHours(-13) });
        await Ask(Request("new"));
        Assert.Equal([Board], await Room.Lapse(Noon.AddHours(-12), Noon, Cancel));
        Assert.Empty(await Room.Lapse(Noon.AddHours(-12), Noon, Cancel));
        Assert.Equal("new", Assert.Single(await Room.ReadWaiting(Board, Cancel)).Name);

        await Room.ForgetNames(Noon, Cancel);
        Assert.Equal(2, (await Room.ReadNamed(Board, Cancel)).Count);
        await Room.ForgetNames(Noon.AddTicks(1), Cancel);
        Assert.Equal("new", Assert.Single(await Room.ReadNamed(Board, Cancel)).Name);
        Assert.Null((await Room.Find(SeededIds.Named("old"), Cancel))!.Who);
        await Home.StopAll();
        var file = await Home.ReadRaw(Board);
        Assert.Contains("new, whoever they are", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A4_two_servers_that_race_for_the_last_use_give_it_to_one()
    {
        await Ask(Request("the first", "for two"));
        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Ask(Request($"guest {i}", "for two"), i % 2 == 0 ? Here : There)));
        Assert.Single(asked, a => a == Asked.Waits);
        Assert.Equal(5, asked.Count(a => a == Asked.InvitationIsOver));
        Assert.Equal(2, (await There.WaitingRoom.ReadWaiting(Board, Cancel)).Count);
        Assert.Equal(2, (await Lines()).Count);
    }

    [Fact]
    public async Task A6_chairs_on_two_servers_are_one_decision()
    {
        var request = Request("Kev");
        await Ask(request);
        var decided = await Task.WhenAll(
            Here.WaitingRoom.Decide(request.Id, LobbyState.Admitted, Entry(AccessKind.LetIn), Cancel),
            There.WaitingRoom.Decide(request.Id, LobbyState.Declined, Entry(AccessKind.Declined), Cancel));
        Assert.Single(decided, d => d);
        var state = decided[0] ? LobbyState.Admitted : LobbyState.Declined;
        Assert.Equal(state, (await Here.WaitingRoom.Find(request.Id, Cancel))!.State);
        Assert.Equal(state, (await There.WaitingRoom.Find(request.Id, Cancel))!.State);
        Assert.Equal(decided[0] ? AccessKind.LetIn : AccessKind.Declined, (await Lines())[0]);
    }

    [Fact]
    public async Task I1_words_that_were_corrected_are_destroyed_with_the_others()
    {
        var request = Request("Kev") with { Name = "Kevin Marsh", Who = "uncle" };
        await Ask(request);
        await Ask(request with { Name = "Kev Marsh" }, There);
        await Ask(request with { Name = "Kev Marsh" });
        Assert.Equal("Kev Marsh", Assert.Single(await Room.ReadNamed(Board, Cancel)).Name);
        await Decide(request, LobbyState.Admitted);
        await There.WaitingRoom.ForgetNames(Noon.AddTicks(1), Cancel);
        Assert.Empty(await Room.ReadNamed(Board, Cancel));
        Assert.Equal((null, null, LobbyState.Admitted), ((await Room.Find(request.Id, Cancel))!.Name, (await Room.Find(request.Id, Cancel))!.Who, (await Room.Find(request.Id, Cancel))!.State));
    }

    private static LobbyRequest Request(string name, string invitation = "for all") => new(
        SeededIds.Named(name),
        Board,
        SeededIds.Named(invitation),
        SeededIds.Named(name + "'s own id"),
        name,
        name + ", whoever they are",
        Role.Family,
        TestCircles.Family,
        Noon);

    private static AccessEntry Entry(AccessKind what) => new(Board, Noon, what, By: Chair);

    private Task<Asked> Ask(LobbyRequest request, AdmissionStores? server = null) =>
        (server ?? Here).WaitingRoom.Ask(request, Entry(AccessKind.Asked) with { Board = request.Board }, Cancel);

    private Task<bool> Decide(LobbyRequest request, LobbyState state) => Room.Decide(request.Id, state, Entry(AccessKind.LetIn), Cancel);

    private Task<bool> Invite(string name, int? uses) => Here.Invitations.Create(
        new(SeededIds.Named(name), InvitationToken.HashOf(InvitationToken.New())!, Board, Chair, Noon.AddDays(-1), Role.Family, TestCircles.Family, Noon.AddDays(1), Uses: uses),
        Entry(AccessKind.Invited),
        Cancel);

    /// <summary>What the access log has of requests.</summary>
    private async Task<IReadOnlyList<AccessKind>> Lines() =>
        [.. (await Here.AccessLog.Read(Board, null, 1000, Cancel)).Select(l => l.Entry.What).Where(w => w is not (AccessKind.Invited or AccessKind.Revoked))];
}
