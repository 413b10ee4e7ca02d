using AngleSharp.Dom;
using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>The doors of the meeting on the page: who waits, whom one invites, one's own other device.</summary>
public sealed class AdmissionTests : PageTest
{
    private static readonly JoinRequest Sam = new(Id("Sam's request"), "Sam Marsh", "grandparent", Role.Family, TestCircles.Family, SampleBoards.Noon);
    private static readonly JoinRequest Bea = new(Id("Bea's request"), "Bea Lowe", "advocate", Role.Observer, TestCircles.Staff, SampleBoards.Noon.AddMinutes(1));
    private static readonly OpenInvitation Family = new(Id("for the family"), Role.Family, TestCircles.Family, 2, SampleBoards.Noon.AddHours(12));
    private static readonly OpenInvitation ForJo = new(Id("for Jo"), Role.NoteTaker, TestCircles.Staff, 0, SampleBoards.Noon.AddDays(14), "Jo Field", 1);

    [Fact]
    public async Task V1_who_waits_stands_on_top_of_the_people_and_is_said_once()
    {
        var page = await OpenAsTheChair();
        await Connection.Say(new Asking([Sam]));
        var asker = page.Find(".rail .asker");
        Assert.Equal("Sam Marsh, grandparent, asks to come in. Comes as family", Said(asker.QuerySelector("p")!));
        Assert.Equal("Sam Marsh, grandparent, asks to come in, as family.", State.Announcement());
        Assert.All(page.FindAll("[role=alert]"), a => Assert.DoesNotContain("Sam", a.TextContent, StringComparison.Ordinal));

        var said = State.Announced.Number;
        await Connection.Say(new Asking([Sam]));
        Assert.Equal(said, State.Announced.Number);
        await Connection.Say(new Asking([Sam, Bea]));
        Assert.Equal("Bea Lowe, advocate, asks to come in, as helper.", State.Announcement());
        Assert.Contains("Comes as a helper who sees what professionals see", page.FindAll(".rail .asker")[1].TextContent, StringComparison.Ordinal);
        await Connection.Say(new Asking([]));
        Assert.Empty(page.FindAll(".asker, .knock"));
    }

    [Fact]
    public async Task One_tap_lets_somebody_in_and_until_it_is_answered_the_tap_does_nothing_more()
    {
        var answer = new TaskCompletionSource<AdmissionAnswer>();
        Connection.AnswersLater = _ => answer.Task;
        var page = await OpenAsTheChair();
        await Connection.Say(new Asking([Sam]));
        Button(page.Find(".rail"), "Let in").Click();
        Assert.Equal(new Admit(Sam.Id), Assert.Single(Connection.Asked));
        Assert.True(Button(page.Find(".rail"), "Let in").HasAttribute("disabled"));
        await page.InvokeAsync(() => answer.SetResult(new AdmissionDone()));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".asker")));
    }

    [Fact]
    public async Task Declining_takes_two_taps_and_says_what_it_does()
    {
        var page = await OpenAsTheChair();
        await Connection.Say(new Asking([Sam]));
        Button(page.Find(".rail .asker"), "Decline").Click();
        Assert.Contains("told kindly that they cannot come in now", page.Find(".rail .asker").TextContent, StringComparison.Ordinal);
        Assert.Empty(Connection.Asked);
        Button(page.Find(".rail .asker"), "Leave it").Click();
        Assert.Empty(Connection.Asked);
        Button(page.Find(".rail .asker"), "Decline").Click();
        page.Find(".rail .asker .two .btn").Click();
        Assert.Equal(new Decline(Sam.Id), Assert.Single(Connection.Asked));
    }

    [Fact]
    public async Task A6_all_are_let_in_whom_the_chair_sees()
    {
        var page = await OpenAsTheChair();
        await Connection.Say(new Asking([Sam]));
        Assert.DoesNotContain("Let all", page.Find(".rail").TextContent, StringComparison.Ordinal);
        await Connection.Say(new Asking([Sam, Bea]));
        Button(page.Find(".rail"), "Let all 2 in").Click();
        Assert.Equal([Sam.Id, Bea.Id], Assert.IsType<AdmitAll>(Assert.Single(Connection.Asked)).Ids);
    }

    [Fact]
    public async Task What_could_not_be_done_is_said_beside_it_and_the_person_goes_on_waiting()
    {
        Connection.Answers = _ => new AdmissionRefused(Refusal.TooManyPeople.Code);
        var page = await OpenAsTheChair();
        await Connection.Say(new Asking([Sam]));
        Button(page.Find(".rail"), "Let in").Click();
        Assert.Contains(Refusal.TooManyPeople.Sentence(), page.Find(".rail .askers").TextContent, StringComparison.Ordinal);
        Assert.Equal(Refusal.TooManyPeople.Sentence(), State.Announcement());
        Assert.False(Button(page.Find(".rail"), "Let in").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Where_the_list_of_people_is_a_tap_away_one_line_says_who_waits_and_leads_there()
    {
        var page = await OpenAsTheChair();
        await Connection.Say(new Asking([Sam]));
        Assert.Equal("Sam Marsh, grandparent, asks to come in. Comes as family", Said(page.Find(".knock p")));
        Button(page.Find(".knock"), "Let in").Click();
        Assert.Equal(new Admit(Sam.Id), Assert.Single(Connection.Asked));

        await Connection.Say(new Asking([Sam, Bea]));
        Assert.Equal("2 people ask to come in", Said(page.Find(".knock p")));
        Button(page.Find(".knock"), "See who").Click();
        Assert.Equal(2, page.FindAll("dialog .asker").Count);
    }

    [Fact]
    public async Task After_the_connection_came_back_nobody_is_shown_who_waits_no_more()
    {
        var page = await OpenAsTheChair();
        await Connection.Say(new Asking([Sam]));
        var said = State.Announced.Number;
        await Connection.Enter(Chaired());
        Assert.Empty(page.FindAll(".asker"));
        await Connection.Say(new Asking([Sam]));
        Assert.Single(page.FindAll(".rail .asker"));
        Assert.Equal(said, State.Announced.Number);
    }

    [Theory]
    [InlineData(Role.Professional)]
    [InlineData(Role.Family)]
    [InlineData(Role.Observer)]
    [InlineData(Role.NoteTaker)]
    public async Task V6_whoever_is_no_chair_is_offered_nothing_that_is_for_chairs(Role role)
    {
        var page = await Open(BoardFor(role));
        Assert.Empty(page.FindAll("[title='Invite people'], .person-more, .asker, .knock"));
        Assert.DoesNotContain("Who opened this map", page.Find(".rail").TextContent, StringComparison.Ordinal);
        Assert.Contains("Use another device too", page.Find(".rail").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chair_invites_a_role_and_the_link_is_shown_once_with_its_picture()
    {
        Connection.Answers = Admission;
        var page = await OpenAsTheChair();
        Button(page.Find(".head"), "Invite").Click();
        Assert.IsType<ListInvitations>(Assert.Single(Connection.Asked));
        Assert.Equal(
            ["For the family|Until Tue 24 Nov, 00:00; 2 people have come by it", "For Jo Field, as a note-taker on the professionals’ side|Until Mon 7 Dec, 12:00; it has not been used yet"],
            page.FindAll("dialog .open li").Select(li => $"{li.QuerySelector("b")!.TextContent}|{li.QuerySelector(".about")!.TextContent}"));

        page.Find("dialog input[value=Professional]").Change("Professional");
        Radio(page, "3 days").Change("on");
        page.Find("dialog form:not([method=dialog])").Submit();
        Assert.Equal(new MakeInvitation(Role.Professional, "http://localhost/", Hours: 72), Connection.Asked[^1]);
        Assert.Equal("http://localhost/join/made-up", page.Find("dialog .link input").GetAttribute("value"));
        Assert.NotNull(page.Find("dialog .qr svg"));
        Button(page.Find("dialog"), "Copy the link").Click();
        Assert.Equal("Copied. Paste it into a message.", page.Find(".copied").TextContent);

        Button(page.Find("dialog"), "Make another link").Click();
        Assert.DoesNotContain("join/made-up", page.Markup, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("dialog .open li").Count);
        page.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);
        Assert.Empty(page.FindAll("dialog"));
        Assert.Null(State.Admission.Made);
    }

    [Fact]
    public async Task A3_a_helper_is_on_one_side_and_an_invitation_may_be_for_one_person()
    {
        Connection.Answers = Admission;
        var page = await OpenAsTheChair();
        Button(page.Find(".head"), "Invite").Click();
        Assert.DoesNotContain("On whose side", page.Find("dialog").TextContent, StringComparison.Ordinal);
        page.Find("dialog input[value=Observer]").Change("Observer");
        Assert.Contains("On whose side are they?", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Radio(page, "The professionals’.").Change("on");
        page.Find("#invite-name").Input(" Bea Lowe ");
        page.Find("#invite-who").Input("advocate");
        page.Find("dialog form:not([method=dialog])").Submit();
        Assert.Equal(new MakeInvitation(Role.Observer, "http://localhost/", TestCircles.Staff, "Bea Lowe", "advocate", Hours: 336), Connection.Asked[^1]);
    }

    [Fact]
    public async Task A_code_is_shown_large_with_where_it_is_typed_and_until_when()
    {
        Connection.Answers = Admission;
        var page = await OpenAsTheChair();
        Button(page.Find(".head"), "Invite").Click();
        Button(page.FindAll("dialog .open li")[0], "Code to read out").Click();
        Assert.Equal(new MakeCode(Family.Id), Connection.Asked[^1]);
        var code = page.Find("dialog .open li .code");
        Assert.Equal("7kq-2mx-9dt", code.QuerySelector(".signs")!.TextContent);
        Assert.Contains("They type it on localhost, under “I was invited”. It works until 12:30.", Said(code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A4_an_invitation_is_taken_back_by_two_taps()
    {
        Connection.Answers = Admission;
        var page = await OpenAsTheChair();
        Button(page.Find(".head"), "Invite").Click();
        Button(page.FindAll("dialog .open li")[0], "Take it back").Click();
        Assert.Contains("Nobody can come by this link any more.", page.FindAll("dialog .open li")[0].TextContent, StringComparison.Ordinal);
        page.Find("dialog .open .two .btn").Click();
        Assert.Equal(new RevokeInvitation(Family.Id), Connection.Asked[^1]);
        Assert.Single(page.FindAll("dialog .open li"));
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_asked_and_that_is_said()
    {
        Connection.Answers = _ => throw new InvalidOperationException("There is no connection.");
        var page = await OpenAsTheChair();
        Button(page.Find(".head"), "Invite").Click();
        Assert.Contains("There is no connection at the moment.", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chair_makes_somebody_a_chair_or_ends_their_part_and_is_told_first_what_that_does()
    {
        var page = await OpenAsTheChair();
        Assert.Single(page.FindAll(".rail .person-more"));
        Button(page.Find(".rail"), "More about Sandra Marsh").Click();
        Button(page.Find(".rail .person-more"), "End their part in this meeting").Click();
        Assert.Contains("The map closes for Sandra Marsh (professional) at once, on all their devices. What they wrote stays", page.Find(".rail .person-more .two").TextContent, StringComparison.Ordinal);
        Assert.Empty(Connection.Changes);
        Button(page.Find(".rail .person-more .two"), "End Sandra Marsh’s part").Click();
        Assert.Equal(new SendOut(Sandra), Assert.Single(Connection.Changes));
        Assert.Equal("Sandra Marsh (professional) is not at the meeting any more.", State.Announcement());
        Assert.Empty(page.FindAll(".rail .person-more"));
    }

    [Fact]
    public async Task What_a_chair_has_opened_about_somebody_stays_open_when_they_go_and_come()
    {
        var page = await OpenAsTheChair();
        Button(page.Find(".rail"), "More about Sandra Marsh").Click();
        Button(page.Find(".rail .person-more"), "End their part in this meeting").Click();
        foreach (var isHere in new[] { false, true })
        {
            await Connection.Say(new PresenceChanged([new(Sandra, isHere)]));
            Assert.Equal(!isHere, page.FindAll(".rail h3").Count == 1);
            Assert.Contains("The map closes for Sandra Marsh (professional) at once", page.Find(".rail .person-more .two").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Somebody_who_came_for_the_family_cannot_be_made_a_chair_and_a_chair_cannot_be_sent_out()
    {
        var kev = Id("Kev Marsh");
        var page = await OpenAsTheChair(Chaired().Apply(new JoinBoard("Kev Marsh", "uncle", Role.Family), new(kev, SampleBoards.Noon)));
        Button(page.Find(".rail"), "More about Kev Marsh").Click();
        Assert.DoesNotContain("Make a chair", page.Find(".rail .person-more .under").TextContent, StringComparison.Ordinal);
        Button(page.Find(".rail .person-more .under"), "Close").Click();

        Button(page.Find(".rail"), "More about Sandra Marsh").Click();
        Button(page.Find(".rail .person-more .under"), "Make a chair").Click();
        Button(page.Find(".rail .person-more .two"), "Make a chair").Click();
        Assert.Equal(new AppointChair(Sandra), Assert.Single(Connection.Changes));
        Assert.Throws<InvalidOperationException>(() => Button(page.Find(".rail"), "More about Sandra Marsh"));
    }

    [Fact]
    public async Task A9_anybody_gets_a_link_to_their_own_other_device()
    {
        Connection.Answers = Admission;
        var page = await Open(BoardWith());
        Button(page.Find(".rail"), "Use another device too").Click();
        Assert.Equal(new LinkDevice("http://localhost/"), Assert.Single(Connection.Asked));
        Assert.Equal("http://localhost/device/made-up", page.Find("dialog .link input").GetAttribute("value"));
        Assert.Contains("It is for you alone. Whoever opens it is you. It works once, until 12:10.", Said(page.Find("dialog .only")), StringComparison.Ordinal);
        page.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);
        Assert.Null(State.Admission.DeviceLink);
    }

    private static AdmissionAnswer Admission(AdmissionRequest request) => request switch
    {
        ListInvitations => new InvitationList([Family, ForJo]),
        MakeInvitation made => new InvitationMade(new(Id("made"), made.Role, made.Circles ?? TestCircles.Family, 0, SampleBoards.Noon.AddHours(made.Hours!.Value), made.Name), "join/made-up", "<svg></svg>"),
        MakeCode => new CodeMade("7kq-2mx-9dt", SampleBoards.Noon.AddMinutes(30)),
        LinkDevice => new DeviceLinkMade("device/made-up", "<svg></svg>", SampleBoards.Noon.AddMinutes(10)),
        _ => new AdmissionDone(),
    };

    /// <summary>A meeting that Ruth alone leads.</summary>
    private static Board Chaired() => BoardFor(Role.Chair);

    private Task<IRenderedComponent<BoardPage>> OpenAsTheChair(Board? board = null) => Open(board ?? Chaired());

    private static IElement Radio(IRenderedComponent<BoardPage> page, string says) =>
        page.FindAll("dialog label.pick").First(l => l.TextContent.Contains(says, StringComparison.Ordinal)).QuerySelector("input")!;

    private static string Said(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal);
}
