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

/// <summary>Locking the map as final (L2): what is still open, asked once more, and what the page is afterwards.</summary>
public sealed class LockTests : MeetingPageTest
{
    private static readonly ScaleWording Wording = new("How safe is Robin?", "Safe", "Not safe");

    [Fact]
    public async Task L2_locking_pauses_the_writing_shows_what_is_open_and_takes_more_than_a_tap()
    {
        var page = await Open(Meeting(
            Role.Chair,
            Note("first danger", "danger"), Note("second danger", "danger"), Note("a goal", "goal"), new PairGoal(Id("first danger"), Id("a goal")),
            Note("Ring the school.", "step"), Note("Fit a bolt.", "step"), new AgreeStep(Id("Fit a bolt."), "Grandad", new(2026, 12, 4)),
            new AddScale(Id("scale"), Wording, Sealed: true), new PlaceJudgement(Id("scale"), 4, "", ""),
            Note("by mistake"), new RemoveNote(Id("by mistake"))));
        await Connection.Say(new PresenceChanged([new(Sandra, false), new(Jo, true, "column:worries")]));

        Button(Lead(page), "Lock as final").Click();
        Assert.Equal([new HoldBoard()], Connection.Changes);
        await Connection.Confirm(SampleBoards.Noon);
        Assert.Equal(
            [
                "2: “second danger”",
                "“Ring the school.”: nobody is named, no day is agreed",
                "“How safe is Robin?”: if you lock now, its numbers stay unseen for good.",
                "“How safe is Robin?”: 1 of 3 have",
            ],
            page.FindAll("dialog .group li").Select(l => Said(l)));
        Assert.Equal(
            [
                "Jo Marsh (family) is writing something at the moment.",
                "What people have written and not sent yet cannot be seen from here. Ask them.",
                "A note that was taken off is no part of the final version.",
            ],
            page.FindAll("dialog .know li").Select(l => l.TextContent));

        Button(page.Find("dialog"), "Go on to lock").Click();
        Assert.Contains("Nobody can change it any more, you neither. It cannot be undone.", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Button(page.Find("dialog"), "Lock this map as final").Click();
        Assert.Equal("Tick first that you have read the map once more.", page.Find("dialog [role=alert]").TextContent);
        Assert.Equal([new HoldBoard()], Made());

        page.Find("#lock-sure").Change(true);
        Button(page.Find("dialog"), "Lock this map as final").Click();
        Assert.Equal([new HoldBoard(), new LockBoard()], Made());
        Assert.Empty(page.FindAll(".record"));
        await Connection.Confirm(SampleBoards.Noon);
        Assert.NotNull(page.Find(".record"));
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal("heading-record", Focused.Last());
    }

    [Fact]
    public async Task L2_who_does_not_lock_after_all_lets_everybody_write_again()
    {
        var page = await Open(Meeting(Role.Chair));
        Button(Lead(page), "Lock as final").Click();
        await Connection.Confirm(SampleBoards.Noon);
        Button(page.Find("dialog"), "Not yet").Click();
        Assert.Equal([new HoldBoard(), new ReleaseBoard()], Made());
        Assert.Equal("Lead the meeting", page.Find("dialog h2").TextContent);
    }

    [Fact]
    public async Task L2_closing_the_sheet_by_whatever_means_is_not_to_lock()
    {
        var page = await Open(Meeting(Role.Chair));
        Button(Lead(page), "Lock as final").Click();
        page.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);
        Assert.Equal([new HoldBoard(), new ReleaseBoard()], Made());
    }

    [Fact]
    public async Task L1_a_pause_that_was_there_before_stays()
    {
        var page = await Open(Meeting(Role.Chair, new HoldBoard()));
        Button(Lead(page), "Lock as final").Click();
        page.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);
        Assert.Empty(Made());
    }

    [Fact]
    public async Task L2_nothing_is_locked_without_a_connection_or_while_the_family_is_outside()
    {
        var page = await Open(Meeting(Role.Chair, new HoldBoard()));
        Button(Lead(page), "Lock as final").Click();
        await Connection.Link(LinkState.Away);
        Button(page.Find("dialog"), "Go on to lock").Click();
        page.Find("#lock-sure").Change(true);
        Button(page.Find("dialog"), "Lock this map as final").Click();
        Assert.StartsWith("There is no good connection", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Made());
    }

    [Fact]
    public async Task L2_with_the_family_outside_the_menu_says_to_ask_them_back_first()
    {
        var page = await Open(Meeting(Role.Chair, Closing));
        var sheet = Lead(page);
        Assert.Contains("Ask the family back in first.", sheet.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(sheet.QuerySelectorAll("button"), b => b.TextContent.Contains("Lock as final", StringComparison.Ordinal));
    }

    [Fact]
    public async Task L2_the_locked_map_is_a_record_without_anything_to_change()
    {
        var page = await Open(Locked(Role.Family));
        Assert.Equal("Final version. Nobody can change it any more.", Said(page.Find(".final-line")));
        Assert.Empty(page.FindAll(".compose, .acts, .tick-box, .tabs, .undo, [data-handle], #lead, [id^=judge-], #add-scale, .ladder"));
        var head = Said(page.Find(".rh"));
        Assert.Contains("Locked as final Monday 23 November 2026, 12:00 by Sandra Marsh", head, StringComparison.Ordinal);
        Assert.Contains("Led by Sandra Marsh (chair; chair)", head, StringComparison.Ordinal);
        Assert.Contains("Ruth Adeyemi (family; made up)", head, StringComparison.Ordinal);
        Assert.Contains("He was alone.", page.Find(".rc.worry").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("by mistake", page.Find(".record").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Fit a bolt.", page.Find(".rc.need").TextContent, StringComparison.Ordinal);
        Assert.Equal("Fit a bolt. Who Grandad By when Fri 4 Dec", Said(page.Find(".step")));
        Assert.Equal("4 Sandra Marsh chair chair Why It holds.", Said(page.Find(".judgement")));
    }

    [Fact]
    public void The_record_is_there_before_the_page_is_alive()
    {
        var page = Prerender(Locked(Role.Family));
        Assert.Contains("He was alone.", page.Find(".record").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".record button, .record form, .tools button"));
    }

    [Fact]
    public async Task L2_words_on_their_way_come_back_to_their_author_with_the_sentence_and_the_record_does_not_show_them()
    {
        var page = await Open(Meeting(Role.Professional, Note("a danger", "danger")));
        Dispatch(new NoteOpened(Id("a danger")));
        Dispatch(new TextEdited(Id("a danger"), TextEdit.Replace(8, 8, 0, " for her")));
        await SandraDoes(new HoldBoard(), new LockBoard());
        Assert.DoesNotContain("for her", page.Find(".record").TextContent, StringComparison.Ordinal);
        Assert.Equal("This map is locked as final. Nobody can change it any more.", State.Announcement());
        await Connection.Refuse(Refusal.Locked);

        var card = page.Find(".kept .card");
        Assert.Equal("a danger for her", card.QuerySelector("blockquote")!.TextContent);
        Assert.Contains(Refusal.Locked.Sentence(), card.TextContent, StringComparison.Ordinal);
        Assert.NotNull(Button(card, "Copy my words"));
        Assert.DoesNotContain("Send again", card.TextContent, StringComparison.Ordinal);
        Assert.Equal("a danger", page.Find(".record .words").TextContent);
        Assert.Equal("Something of yours is not on the map. Your words are kept for you.", State.Announcement());
    }

    [Fact]
    public async Task L2_words_still_in_a_form_when_it_was_locked_stand_above_the_record_to_copy()
    {
        Drafts.Setup<string>("forms").SetResult("""{ "worries": { "text": "Half a sentence" }, "respond": { "text": "Not this" } }""");
        var page = await Open(Meeting(Role.Family));
        await SandraDoes(new HoldBoard(), new LockBoard());
        Assert.Equal(["Half a sentence"], page.FindAll(".drafts blockquote").Select(b => b.TextContent));
        Button(page.Find(".drafts"), "Copy").Click();
        Assert.Equal("Copied.", page.Find(".drafts [role=status]").TextContent);
    }

    [Fact]
    public async Task L2_each_person_says_whether_they_agree_and_all_answers_stand_side_by_side()
    {
        var page = await Open(Locked(Role.Family));
        page.Find("#respond").Click();
        page.Find(".respond form").Submit();
        Assert.Equal(Refusal.NotAnAnswer.Sentence(), page.Find(".respond [role=alert]").TextContent);
        page.Find("#answer-Partly").Change(true);
        page.Find("#respond-words").Input(" It was two glasses. ");
        page.Find(".respond form").Submit();
        Assert.Equal([new RespondToFinal(FinalAnswer.Partly, "It was two glasses.")], Connection.Changes);
        await Connection.Confirm(SampleBoards.Noon);
        await Connection.Commit(Jo, SampleBoards.Noon, new RespondToFinal(FinalAnswer.Disagree, ""));

        Assert.Equal(
            [
                "Ruth Adeyemi (family), made up: agrees partly It was two glasses. Monday 23 November 2026, 12:00",
                "Jo Marsh (family), Mum: does not agree Monday 23 November 2026, 12:00",
                "Sandra Marsh (chair), chair: has not answered yet",
            ],
            page.FindAll(".response").Select(r => Said(r)));
        Assert.Equal("Change what I said", page.Find("#respond").TextContent.Trim());
    }

    [Fact]
    public async Task Who_does_not_judge_is_not_asked()
    {
        var page = await Open(Locked(Role.Observer));
        Assert.Empty(page.FindAll("#respond, #add-addendum"));
    }

    [Fact]
    public async Task L2_the_chair_adds_dated_addenda_after_being_asked_once_more()
    {
        var page = await Open(Locked(Role.Chair));
        page.Find("#add-addendum").Click();
        page.Find(".adding form").Submit();
        Assert.Equal(Refusal.Blank.Sentence(), page.Find(".adding [role=alert]").TextContent);
        page.Find("#addendum-words").Input("It was twenty to ten.");
        page.FindAll(".adding .pick input")[1].Change(true);
        page.Find(".adding form").Submit();
        Assert.Contains("It cannot be changed or taken off again.", page.Find(".adding").TextContent, StringComparison.Ordinal);
        Assert.Empty(Connection.Changes);
        Button(page.Find(".adding"), "Put it on the record").Click();

        var made = Assert.IsType<AddAddendum>(Assert.Single(Connection.Changes));
        Assert.Equal(("It was twenty to ten.", TestCircles.Professionals), (made.Text, made.Circle));
        Assert.Contains("Not saved yet.", page.Find(".addendum").TextContent, StringComparison.Ordinal);
        await Connection.Confirm(SampleBoards.Noon);
        Assert.Equal(
            "Addendum, Monday 23 November 2026, 12:00 Professionals only It was twenty to ten. Entered by Ruth Adeyemi (chair). The text above stays as it was locked.",
            Said(page.Find(".addendum")));
    }

    [Fact]
    public async Task The_record_is_printed_from_the_page()
    {
        var page = await Open(Locked(Role.Family));
        Button(page.Find(".tools"), "Print or save as PDF").Click();
        Assert.Contains("printPage", Asked);
    }

    [Fact]
    public async Task Professionals_see_in_their_copy_what_is_theirs_alone_and_why_they_talked_alone()
    {
        var page = await Open(Meeting(
            Role.Professional,
            Closing, Note("inside") with { Circle = TestCircles.Professionals }, new EndClosedPart(), new HoldBoard(), new LockBoard()));
        Assert.Contains("Professionals only", page.Find(".rn").TextContent, StringComparison.Ordinal);
        Assert.Contains("could put somebody at risk. About the neighbour", Said(page.Find(".rh")), StringComparison.Ordinal);
        Assert.Contains("This copy is for Ruth Adeyemi (professional; made up) It holds what professionals alone may see.", Said(page.Find(".rh")), StringComparison.Ordinal);
    }

    private static Board Locked(Role role) => Meeting(
        role,
        Note("He was alone."), Note("by mistake"), new RemoveNote(Id("by mistake")),
        Note("Fit a bolt.", "step"), new AgreeStep(Id("Fit a bolt."), "Grandad", new(2026, 12, 4)),
        new AddScale(Id("scale"), Wording), new PlaceJudgement(Id("scale"), 4, "It holds.", ""),
        new HoldBoard(), new LockBoard());
}
