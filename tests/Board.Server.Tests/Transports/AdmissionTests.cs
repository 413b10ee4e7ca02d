using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>What people at a meeting ask at its doors, over the hub and on server circuits.</summary>
public sealed class AdmissionTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Origin = "https://board.example/";

    /// <summary>Everything that is for chairs alone.</summary>
    public static TheoryData<string> ForChairs =>
    [
        """{"kind":"invite","role":"family","origin":"https://board.example/"}""",
        """{"kind":"invitations"}""",
        $$"""{"kind":"code","invitation":"{{SeededIds.Named("invitation")}}"}""",
        $$"""{"kind":"revoke","invitation":"{{SeededIds.Named("invitation")}}"}""",
        $$"""{"kind":"admit","id":"{{SeededIds.Named("request")}}"}""",
        $$"""{"kind":"admit-all","ids":["{{SeededIds.Named("request")}}"]}""",
        $$"""{"kind":"decline","id":"{{SeededIds.Named("request")}}"}""",
    ];

    public static TheoryData<string, string> Bad => new()
    {
        { "malformed", "17" },
        { "malformed", "null" },
        { "malformed", "\"https://board.example/\"" },
        { "malformed", "{}" },
        { "malformed", "[]" },
        { "unknown-kind", """{"kind":"open-sesame"}""" },
        { "malformed", """{"kind":"invite"}""" },
        { "malformed", """{"kind":"invite","role":"boss","origin":"https://board.example/"}""" },
        { "malformed", """{"kind":"invite","role":"family","origin":null}""" },
        { "malformed", """{"kind":"invite","role":"family","origin":"https://board.example/","uses":"many"}""" },
        { "malformed", """{"kind":"invite","role":"family","origin":"https://board.example/","hours":1.5}""" },
        { "malformed", """{"kind":"invite","role":"family","origin":"half \ud83d"}""" },
        { "malformed", """{"kind":"invite","role":"family","origin":"javascript:alert(1)"}""" },
        { "malformed", """{"kind":"link-device","origin":"ftp://board.example/"}""" },
        { "malformed", """{"kind":"link-device"}""" },
        { "malformed", """{"kind":"admit"}""" },
        { "malformed", """{"kind":"admit","id":null}""" },
        { "malformed", """{"kind":"admit-all","ids":null}""" },
        { "malformed", """{"kind":"admit-all"}""" },
        { "number-out-of-range", """{"kind":"admit-all","ids":[]}""" },
        { "number-out-of-range", $$"""{"kind":"admit-all","ids":[{{string.Join(',', Enumerable.Repeat("\"x\"", AdmissionBounds.Waiting + 1))}}]}""" },
        { "unknown-request", """{"kind":"admit-all","ids":[null]}""" },
        { "unknown-request", """{"kind":"admit","id":"../../etc/passwd"}""" },
        { "unknown-request", $$"""{"kind":"admit","id":"{{SeededIds.Named("request")}}"}""" },
        { "unknown-request", $$"""{"kind":"decline","id":"{{SeededIds.Named("request")}}"}""" },
        { "unknown-invitation", $$"""{"kind":"revoke","invitation":"{{SeededIds.Named("invitation")}}"}""" },
        { "unknown-invitation", """{"kind":"code","invitation":"' OR 1=1 --"}""" },
        { "not-a-role-to-invite", """{"kind":"invite","role":"chair","origin":"https://board.example/"}""" },
        { "not-a-role-to-invite", """{"kind":"invite","role":17,"origin":"https://board.example/"}""" },
        { "too-large", $$"""{"kind":"admit","id":"{{new string('x', Bounds.MessageBytes)}}"}""" },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chair_makes_a_link_a_code_and_takes_the_link_back(bool onACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var chair = bench.Comes("chair", onACircuit);
        await chair.IsIn();
        var made = Assert.IsType<InvitationMade>(await chair.Connection.Ask(new MakeInvitation(Role.Observer, Origin, TestCircles.Staff, "Bea Lowe", "advocate", Hours: 12)));
        Assert.StartsWith("join/", made.Path, StringComparison.Ordinal);
        Assert.Contains("<svg", made.QrSvg, StringComparison.Ordinal);
        Assert.Equal((Role.Observer, TestCircles.Staff, "Bea Lowe", 1), (made.Invitation.Role, made.Invitation.Circles, made.Invitation.Name, made.Invitation.Uses));
        Assert.Equal([made.Invitation], Assert.IsType<InvitationList>(await chair.Connection.Ask(new ListInvitations())).Invitations);
        Assert.Matches("^[0-9a-z]{3}-[0-9a-z]{3}-[0-9a-z]{3}$", Assert.IsType<CodeMade>(await chair.Connection.Ask(new MakeCode(made.Invitation.Id))).Code);
        Assert.IsType<AdmissionDone>(await chair.Connection.Ask(new RevokeInvitation(made.Invitation.Id)));
        Assert.Empty(Assert.IsType<InvitationList>(await chair.Connection.Ask(new ListInvitations())).Invitations);
        Assert.Equal("unknown-invitation", Assert.IsType<AdmissionRefused>(await chair.Connection.Ask(new RevokeInvitation(made.Invitation.Id))).Code);
    }

    [Theory, MemberData(nameof(ForChairs))]
    public async Task V6_only_a_chair_is_answered_and_by_what_they_are_now(string request)
    {
        await using var bench = await HubBench.On(shared.Running);
        foreach (var name in new[] { "Ada", "Ben" })
        {
            var page = await bench.Raw(name);
            await page.Enter(bench.Board, SeededIds.Named(name + "'s page"));
            Assert.Equal("chair-only", (await Ask(page, request)).GetProperty("code").GetString());
        }

        // Ben is made a chair, and is one from then on; the first chair leaves, and is one no longer.
        var (chair, ben) = (await bench.Raw("chair"), await bench.Raw("Ben"));
        await chair.Enter(bench.Board, SeededIds.Named("the chair's page"));
        await ben.Enter(bench.Board, SeededIds.Named("Ben's other page"));
        Assert.Null(await bench.Rooms.Do(bench.Board, SeededIds.Named("chair"), [new AppointChair(SeededIds.Named("Ben"))], HubBench.Cancel));
        Assert.NotEqual("chair-only", (await Ask(ben, request)).TryGetProperty("code", out var code) ? code.GetString() : null);
        Assert.Null(await bench.Rooms.Do(bench.Board, SeededIds.Named("chair"), [new LeaveBoard()], HubBench.Cancel));
        Assert.Equal("not-here", Assert.IsType<AdmissionRefused>(await bench.Admission.Answer(bench.Board, SeededIds.Named("chair"), Read(request), HubBench.Cancel)).Code);
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task B5_what_cannot_be_read_or_done_gets_a_code_and_a_sentence_and_changes_nothing(string code, string request)
    {
        await using var bench = await HubBench.On(shared.Running);
        var page = await bench.Raw("chair");
        await page.Enter(bench.Board, SeededIds.Named("the chair's page"));
        var refused = await Ask(page, request);
        Assert.Equal(("refused", code), (refused.GetProperty("kind").GetString(), refused.GetProperty("code").GetString()));
        Assert.NotNull(Localizer.Source.Find(new("refusals", code)));
        Assert.DoesNotContain("Exception", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"kind":"invitations","invitations":[]}""", (await Ask(page, """{"kind":"invitations"}""")).GetRawText());
    }

    [Fact]
    public async Task B5_who_has_not_come_in_is_told_so_and_then_dropped_and_who_asks_too_fast_is_slowed()
    {
        await using var bench = await HubBench.Start("--Pace:PerSecond=1", "--Pace:Burst=5", "--Pace:Patience=100");
        var outside = await bench.Raw("chair");
        Assert.Equal("not-entered", (await Ask(outside, """{"kind":"invitations"}""")).GetProperty("code").GetString());

        var page = await bench.Raw("chair");
        await page.Enter(bench.Board, SeededIds.Named("the chair's page"));
        var codes = new List<string?>();
        for (var i = 0; i < 10; i++) codes.Add((await Ask(page, $$"""{"kind":"admit","id":"{{SeededIds.Named("request")}}"}""")).GetProperty("code").GetString());
        Assert.Contains("too-fast", codes);
        Assert.Contains("unknown-request", codes);
    }

    [Fact]
    public async Task V6_requests_and_invitations_of_another_board_are_as_unknown_as_those_that_there_are_not()
    {
        await using var bench = await HubBench.On(shared.Running);
        await using var other = await HubBench.On(shared.Running);
        var (mine, theirs) = (await Chair(bench), await Chair(other));
        var made = Assert.IsType<InvitationMade>(await theirs.Connection.Ask(new MakeInvitation(Role.Family, Origin)));
        var sam = await other.Asks(made, "Sam");
        await theirs.Gets<Asking>(a => a.Requests.Any(r => r.Id == sam));

        foreach (var request in new AdmissionRequest[] { new Admit(sam), new AdmitAll([sam]), new Decline(sam) })
            Assert.Equal("unknown-request", Assert.IsType<AdmissionRefused>(await mine.Connection.Ask(request)).Code);
        foreach (var request in new AdmissionRequest[] { new MakeCode(made.Invitation.Id), new RevokeInvitation(made.Invitation.Id) })
            Assert.Equal("unknown-invitation", Assert.IsType<AdmissionRefused>(await mine.Connection.Ask(request)).Code);

        Assert.DoesNotContain(mine.Received, m => m is Asking);
        Assert.Equal(3, (await other.Rooms.Read(other.Board, HubBench.Cancel))!.Value.Board.Participants.Count);
        Assert.IsType<AdmissionDone>(await theirs.Connection.Ask(new Admit(sam)));
    }

    [Fact]
    public async Task A6_all_who_were_seen_are_let_in_and_nobody_who_came_since_and_one_strange_id_stops_all_of_it()
    {
        await using var bench = await HubBench.On(shared.Running);
        var chair = await Chair(bench);
        var made = Assert.IsType<InvitationMade>(await chair.Connection.Ask(new MakeInvitation(Role.Family, Origin)));
        var (sam, kev, late) = (await bench.Asks(made, "Sam"), await bench.Asks(made, "Kev"), await bench.Asks(made, "Late"));

        Assert.Equal("unknown-request", Assert.IsType<AdmissionRefused>(await chair.Connection.Ask(new AdmitAll([sam, SeededIds.Named("nobody")]))).Code);
        Assert.Equal(3, (await People(bench)).Count);
        Assert.IsType<AdmissionDone>(await chair.Connection.Ask(new AdmitAll([sam, kev])));
        Assert.Equal(["Sam", "Kev"], (await People(bench)).Skip(3).Select(p => p.Name));
        await chair.Until(_ => chair.Received.OfType<Asking>().Last().Requests is [{ Name: "Late" }]);

        // Again, by a second chair who has not seen it yet: done already, and once.
        Assert.IsType<AdmissionDone>(await chair.Connection.Ask(new AdmitAll([sam, kev])));
        Assert.IsType<AdmissionDone>(await chair.Connection.Ask(new Admit(sam)));
        Assert.Equal("not-waiting", Assert.IsType<AdmissionRefused>(await chair.Connection.Ask(new Decline(sam))).Code);
        Assert.IsType<AdmissionDone>(await chair.Connection.Ask(new Decline(late)));
        Assert.Equal("not-waiting", Assert.IsType<AdmissionRefused>(await chair.Connection.Ask(new Admit(late))).Code);
        Assert.Equal(5, (await People(bench)).Count);
    }

    [Fact]
    public async Task B4_while_the_store_is_away_a_decision_stands_and_is_carried_out_when_it_is_back()
    {
        await using var bench = await HubBench.Start();
        var chair = await Chair(bench);
        var made = Assert.IsType<InvitationMade>(await chair.Connection.Ask(new MakeInvitation(Role.Family, Origin)));
        var sam = await bench.Asks(made, "Sam");
        bench.Store.IsAvailable = false;
        Assert.IsType<AdmissionDone>(await chair.Connection.Ask(new Admit(sam)));
        Assert.Equal(3, (await People(bench)).Count);
        bench.Store.IsAvailable = true;
        await chair.Until(r => r.Confirmed.Participants.Count == 4);
        Assert.Equal("Sam", (await People(bench))[^1].Name);
    }

    [Fact]
    public async Task B5_a_meeting_that_holds_as_many_people_as_it_can_says_so_and_the_person_goes_on_waiting()
    {
        await using var bench = await HubBench.Start();
        var chair = await Chair(bench);
        var made = Assert.IsType<InvitationMade>(await chair.Connection.Ask(new MakeInvitation(Role.Family, Origin)));
        var sam = await bench.Asks(made, "Sam");
        await Task.WhenAll(Enumerable.Range(0, Bounds.Participants - 3).Select(i => bench.Joins($"guest {i}", Role.Family)));
        Assert.Equal("too-many-people", Assert.IsType<AdmissionRefused>(await chair.Connection.Ask(new Admit(sam))).Code);
        Assert.Equal(LobbyState.Waiting, (await bench.Request(sam))!.State);
    }

    private static async Task<JsonElement> Ask(RawPage page, string request)
    {
        await page.Send($$"""{"type":1,"invocationId":"7","target":"{{HubContract.Doors}}","arguments":[{{request}}]}""");
        return (await page.Completion()).GetProperty("result");
    }

    private static AdmissionRequest Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ChangeJson.Read(document.RootElement, BoardJson.Default.AdmissionRequest);
    }

    private static async Task<BoardPerson> Chair(HubBench bench)
    {
        var chair = bench.InABrowser("chair");
        await chair.IsIn();
        return chair;
    }

    private static async Task<IReadOnlyList<Participant>> People(HubBench bench) =>
        (await bench.Rooms.Read(bench.Board, HubBench.Cancel))!.Value.Board.Participants;
}
