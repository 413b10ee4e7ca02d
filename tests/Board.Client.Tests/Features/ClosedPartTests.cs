using Bunit;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>The professionals talk alone: for them an unmistakable page, for the family a respectful one.</summary>
public sealed class ClosedPartTests : MeetingPageTest
{
    [Fact]
    public async Task The_chair_says_on_which_ground_and_reads_what_happens_before_the_family_is_asked_out()
    {
        var page = await Open(Meeting(Role.Chair));
        await Connection.Say(new PresenceChanged([new(Jo, true)]));
        Button(Lead(page), "Talk without the family").Click();
        Assert.Contains("Nothing of what you write reaches their devices, now or later.", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.Contains("Jo Marsh (family) will wait outside.", page.Find("dialog").TextContent, StringComparison.Ordinal);
        page.Find("dialog form.closing").Submit();
        Assert.Equal(Refusal.NeedsAGround.Sentence(), page.Find("dialog [role=alert]").TextContent);
        Assert.Empty(Connection.Changes);

        page.FindAll("dialog .pick input")[1].Change(true);
        page.Find("dialog [id$=-words]").Input(" The police asked. ");
        page.Find("dialog form.closing").Submit();
        Assert.Equal([new OpenClosedPart(ClosedGround.CriminalInvestigation, "The police asked.", TestCircles.Professionals)], Connection.Changes);

        // Not before it is so.
        Assert.Contains("Asking the family to wait outside", page.Find(".line.closing").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".map.closed"));
        await Connection.Confirm(SampleBoards.Noon);
        Assert.Contains("Professionals only: the family is outside.", page.Find(".line.closed").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".map.closed"));

        Button(page.Find(".line.closed"), "Ask the family back in").Click();
        await Connection.Confirm(SampleBoards.Noon);
        Assert.Empty(page.FindAll(".line, .map.closed"));
    }

    [Fact]
    public async Task For_professionals_everything_new_is_theirs_alone_and_what_everyone_shares_can_only_be_read()
    {
        var page = await Open(Meeting(Role.Professional, Note("shared"), Closing, Note("inside") with { Circle = TestCircles.Professionals }));
        Assert.Null(Slip(page, "shared").QuerySelector(".acts"));
        Assert.NotNull(Slip(page, "inside").QuerySelector(".acts"));
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("There have been calls.");
        Assert.Contains("Professionals only.", page.Find(".compose .only").TextContent, StringComparison.Ordinal);
        Assert.Contains("The family never sees it.", page.Find(".compose .sees").TextContent, StringComparison.Ordinal);
        Assert.Equal("professionals", page.Find(".compose").GetAttribute("data-audience"));
        page.Find(".compose form").Submit();
        Assert.Equal(TestCircles.Professionals, Assert.IsType<AddNote>(Assert.Single(Connection.Changes)).Circle);
    }

    [Fact]
    public async Task V1_words_begun_without_the_family_stay_without_it_also_when_they_are_added_after_it_came_back()
    {
        var page = await Open(Meeting(Role.Professional, Closing));
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("There have been calls.");
        await SandraDoes(new EndClosedPart());
        Assert.Contains("You began this while the family was outside", page.Find(".compose .sees").TextContent, StringComparison.Ordinal);
        page.Find(".compose form").Submit();
        Assert.Equal(TestCircles.Professionals, Assert.IsType<AddNote>(Assert.Single(Connection.Changes)).Circle);

        page.Find("#add-worries").Click();
        Assert.Contains("Everybody here will see this", page.Find(".compose .sees").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_note_that_is_open_can_be_read_and_not_be_written_in_until_the_family_is_back()
    {
        var page = await Open(Meeting(Role.Professional, Note("danger", "danger")));
        Dispatch(new NoteOpened(Id("danger")));
        await SandraDoes(Closing);
        Assert.True(page.Find("textarea.in-place").HasAttribute("readonly"));
        Assert.StartsWith(Refusal.FamilyOutside.Sentence(), page.Find(".editor .not-now").TextContent.Trim(), StringComparison.Ordinal);
        await SandraDoes(new EndClosedPart());
        Assert.False(page.Find("textarea.in-place").HasAttribute("readonly"));
    }

    [Theory]
    [InlineData(Role.Family)]
    [InlineData(Role.Observer)]
    [InlineData(Role.NoteTaker)]
    public async Task Whoever_sees_what_everyone_sees_waits_on_a_kind_page_that_says_no_reason(Role role)
    {
        var page = await Open(Meeting(role, Note("shared")));
        await Connection.Say(new PresenceChanged([new(Jo, true)]));
        await SandraDoes(new OpenClosedPart(null, "", TestCircles.Professionals));
        var outside = page.Find(".outside");
        Assert.Equal("The professionals are talking without you for a while", outside.QuerySelector("h1")!.TextContent);
        Assert.Contains("You have not done anything wrong.", outside.TextContent, StringComparison.Ordinal);
        Assert.Contains("This page brings you back by itself.", outside.TextContent, StringComparison.Ordinal);
        Assert.Contains("Waiting with you", outside.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("risk", outside.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(outside.QuerySelector("[data-hide-page]"));
        Assert.NotNull(page.Find(".map[data-away]"));
        Assert.Equal("heading-outside", Focused.Last());
        Assert.Contains("You have not done anything wrong.", State.Announcement(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_the_others_do_shows_on_the_page_of_those_who_wait()
    {
        var page = await Open(Meeting(Role.Family, new OpenClosedPart(null, "", TestCircles.Professionals)));
        var before = page.Find(".outside").InnerHtml;
        await Connection.Say(new PresenceChanged([new(Sandra, true, "column:worries")]));
        Assert.Equal(before, page.Find(".outside").InnerHtml);
    }

    [Fact]
    public async Task R5_whoever_comes_back_finds_the_map_as_they_left_it_with_every_word()
    {
        var page = await Open(Meeting(Role.Family, Note("shared"), new AddScale(Id("scale"), new("How safe?", "Yes", "No"))));
        page.Find("#add-worries").Click();
        var field = page.Find("#words-worries");
        field.Input("He was alone.");
        page.Find($"#judge-{Id("scale")}").Click();
        page.Find("[id$=-reason]").Input("Nan comes.");
        await SandraDoes(new OpenClosedPart(null, "", TestCircles.Professionals));
        await SandraDoes(new EndClosedPart());

        Assert.Empty(page.FindAll(".outside, .map[data-away]"));
        Assert.Equal("You are back in the meeting. The map is as you left it.", State.Announcement());
        TheFieldIsLeftAlone(field, page.Find("#words-worries"));
        page.Find(".compose form").Submit();
        Assert.Equal("He was alone.", Assert.IsType<AddNote>(Assert.Single(Connection.Changes)).Text);
        Assert.Contains("The map is as you left it.", page.Find(".back").TextContent, StringComparison.Ordinal);
        Button(page.Find(".back"), "All right").Click();
        Assert.Empty(page.FindAll(".back"));
    }

    [Fact]
    public async Task R5_words_that_were_on_their_way_stand_on_the_waiting_page_and_can_be_sent_afterwards()
    {
        var page = await Open(Meeting(Role.Family));
        Dispatch(new ChangeProposed(Note("I was there.")));
        await SandraDoes(new OpenClosedPart(null, "", TestCircles.Professionals));
        await Connection.Refuse(Refusal.Outside);
        Assert.Equal("I was there.", page.Find(".outside .kept blockquote").TextContent);
        Assert.DoesNotContain("Send again", page.Find(".outside .kept").TextContent, StringComparison.Ordinal);

        await SandraDoes(new EndClosedPart());
        Button(page.Find(".kept"), "Send again").Click();
        Assert.Equal("I was there.", Assert.Single(Board.NotesIn(Column.Worries)).Text);
    }

    [Fact]
    public async Task What_one_wrote_down_while_waiting_is_there_afterwards_and_goes_onto_the_map_with_one_tap()
    {
        Drafts.Setup<string>("forms").SetResult("""{ "later": { "text": "I want to say that Nan was there." }, "worries": { "text": "Half a sentence" } }""");
        var page = await Open(Meeting(Role.Family));
        await SandraDoes(new OpenClosedPart(null, "", TestCircles.Professionals));
        Assert.Equal("later", page.Find("#words-later").Closest("[data-draft]")!.GetAttribute("data-draft"));
        Assert.Equal("I want to say that Nan was there.", page.Find("#words-later").GetAttribute("value"));
        Assert.Equal("Half a sentence", page.Find(".outside .drafts blockquote").TextContent);

        await SandraDoes(new EndClosedPart());
        Assert.Contains("See what you wrote down", page.Find(".back").TextContent, StringComparison.Ordinal);
        Button(page.Find("#wrote"), SampleBoards.Template[Column.WorkingWell].ShortLabel).Click();
        Assert.Equal("I want to say that Nan was there.", Assert.Single(Board.NotesIn(Column.WorkingWell)).Text);
        Assert.Empty(page.FindAll("#wrote"));
        Assert.Contains(Drafts.Invocations["sent"], i => (string?)i.Arguments[0] == "later");
    }

    [Fact]
    public void The_page_that_the_server_renders_for_those_who_wait_holds_no_map()
    {
        var page = Prerender(Meeting(Role.Family, Note("shared"), new OpenClosedPart(null, "", TestCircles.Professionals)));
        Assert.Equal("The professionals are talking without you for a while", page.Find(".outside h1").TextContent);
        Assert.Empty(page.FindAll(".columns, .scales, .outside textarea"));
    }

    [Fact]
    public async Task R4_taking_back_waits_until_the_family_is_there_and_is_not_lost()
    {
        var page = await Open(Meeting(Role.Professional, Note("one", "step")));
        page.Find(".tick-box input").Change(true);
        await Connection.Confirm(SampleBoards.Noon);
        await SandraDoes(Closing);
        Dispatch(new UndoRequested());
        Assert.NotNull(Board.Note(Id("one"))!.Step!.Done);
        await SandraDoes(new EndClosedPart());
        Dispatch(new UndoRequested());
        Assert.Null(Board.Note(Id("one"))!.Step!.Done);
    }

    [Fact]
    public async Task R5_two_kinds_of_words_about_one_note_are_both_kept()
    {
        await Open(Meeting(Role.Professional, Note("step", "step"), new HoldBoard()));
        Dispatch(new TextEdited(Id("step"), TextEdit.Replace(4, 4, 0, " now")));
        Dispatch(new ChangeProposed(new AgreeStep(Id("step"), "Nan and Grandad")));
        Assert.Equal(["step now", "Nan and Grandad"], State.Replica.Kept.Select(k => k.Words));
    }
}
