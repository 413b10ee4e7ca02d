using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What Cosmos DB and the network do to an act at the doors, and what the stores make of it.</summary>
public sealed class CosmosAdmissionFaultTests : TwoCosmosServers
{
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SampleLog.Id(7);

    private readonly IssuedInvitation _invitation = Invitation("for one");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True(await Here.Invitations.Create(_invitation, Entry(AccessKind.Invited), Cancel));
    }

    public static TheoryData<string, CosmosFault> AnswersLost => new()
    {
        { "dropped", CosmosFault.DroppedAfter },
        { "503", CosmosFault.UnavailableAfter },
        { "408", CosmosFault.TimedOutAfter },
        { "429, and sent again by the SDK", CosmosFault.Throttled with { TookEffect = true } },
    };

    public static TheoryData<string, CosmosFault> NeverArrived => new()
    {
        { "dropped", CosmosFault.DroppedBefore },
        { "503", CosmosFault.Unavailable },
        { "408", CosmosFault.TimedOut },
    };

    [Theory, MemberData(nameof(AnswersLost))]
    public async Task O2_an_act_whose_answer_was_lost_is_settled_by_reading_and_never_doubled(string how, CosmosFault fault)
    {
        Account.Script(fault);
        Assert.True(await Revoke(Here), how);
        Assert.False(await Revoke(Here));
        Assert.False(await Revoke(There));
        Assert.Equal([AccessKind.Revoked, AccessKind.Invited], await Lines());
    }

    [Theory, MemberData(nameof(NeverArrived))]
    public async Task O2_an_act_that_never_arrived_is_not_acknowledged_and_can_be_done_again(string how, CosmosFault fault)
    {
        Account.Script(fault);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Revoke(Here));
        Assert.Equal([AccessKind.Invited], await Lines());
        Assert.True(await Revoke(Here), how);
        Assert.Equal([AccessKind.Revoked, AccessKind.Invited], await Lines());
    }

    [Theory, MemberData(nameof(NeverArrived))]
    public async Task A6_a_lost_decision_and_then_anothers_in_its_place_is_no_acknowledgement(string how, CosmosFault fault)
    {
        var request = Request("Kev");
        await Here.WaitingRoom.Ask(request, Entry(AccessKind.Asked), Cancel);
        Account.Script(fault with { Meanwhile = async () => Assert.True(await Decide(There, LobbyState.Declined)) });
        Assert.False(await Decide(Here, LobbyState.Admitted), how);
        Assert.Equal(LobbyState.Declined, (await Here.WaitingRoom.Find(request.Id, Cancel))!.State);
        Assert.Equal([AccessKind.Declined, AccessKind.Asked, AccessKind.Invited], await Lines());

        Task<bool> Decide(CosmosServer server, LobbyState state) =>
            server.WaitingRoom.Decide(request.Id, state, Entry(state == LobbyState.Admitted ? AccessKind.LetIn : AccessKind.Declined), Cancel);
    }

    /// <summary>Between the judgement and the writing another server gives the last use away.</summary>
    [Fact]
    public async Task A4_the_last_use_that_another_server_gave_away_in_between_is_gone()
    {
        var taken = Asked.Full;
        // The key, the names and then the act: before the act arrives, somebody else is first.
        Account.Script(Well, Well, CosmosFault.DroppedBefore with { Meanwhile = async () => taken = await Ask(There, "Rhea") });
        Assert.Equal(Asked.InvitationIsOver, await Ask(Here, "Kev"));
        Assert.Equal(Asked.Waits, taken);
        Assert.Equal("Rhea", Assert.Single(await Here.WaitingRoom.ReadWaiting(Board, Cancel)).Name);
        Assert.Equal([AccessKind.Asked, AccessKind.Invited], await Lines());

        // The name of whoever was too late is of no use to anybody, and goes with the next that are swept out.
        Assert.Contains(Account.All(Board), d => d.GetRawText().Contains("Kev", StringComparison.Ordinal));
        await There.WaitingRoom.ForgetNames(Noon, Cancel);
        Assert.DoesNotContain(Account.All(Board), d => d.GetRawText().Contains("Kev", StringComparison.Ordinal));
        Assert.Equal("Rhea", Assert.Single(await Here.WaitingRoom.ReadNamed(Board, Cancel)).Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task I1_who_asks_again_after_an_unknown_outcome_asks_once(int lost)
    {
        Account.Script([.. Enumerable.Repeat(Well, lost), CosmosFault.DroppedBefore]);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Ask(Here, "Kev"));
        Assert.Equal(Asked.Waits, await Ask(There, "Kev"));
        Assert.Equal(Asked.Waits, await Ask(Here, "Kev"));
        Assert.Equal("Kev", Assert.Single(await Here.WaitingRoom.ReadWaiting(Board, Cancel)).Name);
        Assert.Equal([AccessKind.Asked, AccessKind.Invited], await Lines());
    }

    [Fact]
    public async Task B4_while_the_account_is_away_everything_says_so_and_nothing_is_lost()
    {
        await Ask(Here, "Kev");
        Account.IsAvailable = false;
        var token = InvitationToken.HashOf(InvitationToken.New())!;
        Func<Task>[] all =
        [
            () => Ask(Here, "Rhea"),
            () => Revoke(Here),
            () => Here.Invitations.Create(Invitation("another"), Entry(AccessKind.Invited), Cancel),
            () => Here.Invitations.Find(_invitation.TokenHash, Cancel),
            () => Here.Invitations.ReadOpen(Board, Noon, Cancel),
            () => Here.Invitations.ForgetNames(Noon, Cancel),
            () => Here.WaitingRoom.ReadWaiting(Board, Cancel),
            () => Here.WaitingRoom.Lapse(Noon, Noon, Cancel),
            () => Here.DeviceLinks.Create(token, new DeviceLink(Board, SampleLog.Id(1), Noon.AddMinutes(10)), Entry(AccessKind.DeviceLinkMade), Cancel),
            () => Here.DeviceLinks.Find(token, Noon, Cancel),
            () => Here.AccessLog.Append(Entry(AccessKind.Opened), Cancel),
            () => Here.AccessLog.Read(Board, null, 10, Cancel),
            () => Here.MeetingList.Add(new(new('a', 64), Board, SampleLog.Id(1), Noon), Cancel),
            () => Here.MeetingList.Read(new('a', 64), 0, 10, Cancel),
        ];
        foreach (var one in all) await Assert.ThrowsAsync<StoreUnavailableException>(one);

        Account.IsAvailable = true;
        Assert.Equal("Kev", Assert.Single(await Here.WaitingRoom.ReadWaiting(Board, Cancel)).Name);
        Assert.Equal([AccessKind.Asked, AccessKind.Invited], await Lines());
    }

    [Fact]
    public async Task B4_a_throttled_act_is_sent_again_by_the_sdk_and_its_reads_as_well()
    {
        Account.Script(CosmosFault.Throttled, CosmosFault.Throttled);
        Account.ScriptReads(CosmosFault.Unavailable, CosmosFault.Throttled, CosmosFault.TimedOut);
        Assert.True(await Revoke(Here));
        Assert.Equal(3, Account.Asked.Count(asked => asked == "create act-2"));
        Assert.Equal([AccessKind.Revoked, AccessKind.Invited], await Lines());
    }

    [Fact]
    public async Task B4_a_board_that_is_away_holds_up_no_other_boards_doors()
    {
        Account.Away(Board);
        var away = Revoke(Here);
        var elsewhere = Invitation("elsewhere") with { Board = SampleLog.Id(9) };
        Assert.True(await Here.Invitations.Create(elsewhere, Entry(AccessKind.Invited) with { Board = elsewhere.Board }, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => away);
        Account.Away(Board, away: false);
        Assert.True(await Revoke(Here));
    }

    [Theory, MemberData(nameof(AnswersLost))]
    public async Task A10_a_line_whose_answer_was_lost_is_there_once(string how, CosmosFault fault)
    {
        Account.Script(fault);
        await Here.AccessLog.Append(Entry(AccessKind.Opened), Cancel);
        Assert.True((await Lines()).Count(l => l == AccessKind.Opened) == 1, how);
    }

    private static CosmosFault Well { get; } = CosmosFault.Slow(TimeSpan.Zero);

    private static IssuedInvitation Invitation(string name) => new(
        SeededIds.Named(name),
        InvitationToken.HashOf(InvitationToken.New())!,
        Board,
        SampleLog.Id(1),
        Noon,
        Role.Family,
        TestCircles.Family,
        Noon.AddDays(14),
        Uses: 1);

    private static LobbyRequest Request(string name) => new(
        SeededIds.Named(name),
        Board,
        SeededIds.Named("for one"),
        SeededIds.Named(name + "'s own id"),
        name,
        "uncle",
        Role.Family,
        TestCircles.Family,
        Noon);

    private static AccessEntry Entry(AccessKind what) => new(Board, Noon, what, By: SampleLog.Id(1));

    private static Task<Asked> Ask(CosmosServer server, string name) => server.WaitingRoom.Ask(Request(name), Entry(AccessKind.Asked), Cancel);

    private Task<bool> Revoke(CosmosServer server) => server.Invitations.Revoke(_invitation.Id, Entry(AccessKind.Revoked), Cancel);

    private async Task<IEnumerable<AccessKind>> Lines() =>
        (await There.AccessLog.Read(Board, null, 100, Cancel)).Select(l => l.Entry.What);
}
