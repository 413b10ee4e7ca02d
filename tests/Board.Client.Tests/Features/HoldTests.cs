using Bunit;
using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Selectors;
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

/// <summary>The chair pauses the writing (L1); nobody loses a word.</summary>
public sealed class HoldTests : MeetingPageTest
{
    private const string Danger = "He may be out at night again.";

    [Fact]
    public async Task L1_the_chair_pauses_the_writing_from_one_place_and_lets_everybody_write_again()
    {
        var page = await Open(Meeting(Role.Chair, Note("one")));
        Button(Lead(page), "Pause the writing").Click();
        Assert.Equal([new HoldBoard()], Connection.Changes);
        Assert.Empty(page.FindAll("dialog"));
        Assert.Contains("You have paused the writing.", page.Find(".line.held").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".note .acts"));

        await Connection.Confirm(SampleBoards.Noon);
        Button(page.Find(".line.held"), "Let everybody write again").Click();
        Assert.Equal([new HoldBoard(), new ReleaseBoard()], Connection.Changes);
        Assert.Empty(page.FindAll(".line.held"));
    }

    [Theory]
    [InlineData(Role.Professional)]
    [InlineData(Role.Family)]
    [InlineData(Role.Observer)]
    [InlineData(Role.NoteTaker)]
    public async Task Only_who_leads_the_meeting_has_the_place_for_it(Role role)
    {
        var page = await Open(Meeting(role, new HoldBoard()));
        Assert.Empty(page.FindAll("#lead, .line button"));
        Assert.Contains("The chair has paused the writing.", page.Find(".line.held").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task L1_everybody_hears_it_once_and_the_controls_go_away()
    {
        var page = await Open(Meeting(Role.Family, Note("one", "step"), new AddScale(Id("scale"), new("How safe?", "Yes", "No"))));
        var before = State.Announced.Number;
        await SandraDoes(new HoldBoard());
        Assert.Equal(before + 1, State.Announced.Number);
        Assert.StartsWith("The chair has paused the writing.", State.Announcement(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".line[role=status], .line[aria-live]"));
        Assert.Empty(page.FindAll(".acts, .tick-box, #judge-scale"));
        Assert.All(page.FindAll(".undo button"), b => Assert.Equal("true", b.GetAttribute("aria-disabled")));

        await SandraDoes(new ReleaseBoard());
        Assert.Equal("Everybody can write again.", State.Announcement());
        Assert.NotEmpty(page.FindAll(".acts"));
    }

    [Fact]
    public async Task L1_a_composer_stays_open_with_its_words_and_sends_when_the_pause_is_over()
    {
        var page = await Open(Meeting(Role.Family));
        page.Find("#add-worries").Click();
        var field = page.Find("#words-worries");
        field.Input("He was alone.");
        await SandraDoes(new HoldBoard());

        TheFieldIsLeftAlone(field, page.Find("#words-worries"));
        Assert.Contains("your words stay on this page", page.Find(".compose .not-now").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".compose [type=submit]"));
        page.Find(".compose form").Submit();
        page.Find("#words-worries").Input("He was alone, twice.");
        Assert.Empty(Made());
        Assert.Empty(State.Replica.Kept);

        await SandraDoes(new ReleaseBoard());
        page.Find(".compose form").Submit();
        Assert.Equal("He was alone, twice.", Assert.Single(Board.NotesIn(Column.Worries)).Text);
    }

    [Fact]
    public async Task R5_letters_on_their_way_into_a_note_when_the_pause_began_stay_in_its_field_and_go_with_one_tap()
    {
        var page = await Open(Meeting(Role.Professional, Note(Danger, "danger")));
        page.Find($"#edit-{Id(Danger)}").Click();
        Type(" He", Danger);
        await SandraDoes(new HoldBoard());
        Type(" was", Danger + " He");
        Assert.Equal(Danger + " He was", State.WordsIn(Id(Danger)));
        await Connection.Refuse(Refusal.Held);

        Assert.Equal(Danger, Board.Note(Id(Danger))!.Text);
        Assert.Equal(Danger + " He was", State.WordsIn(Id(Danger)));
        Assert.Equal(Danger + " He was", Assert.Single(State.Replica.Kept).Words);
        Assert.Empty(page.FindAll(".kept, .tell"));
        Assert.Contains("paused the writing", Slip(page, Danger).QuerySelector(".editor .not-now")!.TextContent, StringComparison.Ordinal);
        Type(" cold.", Danger + " He was");

        await SandraDoes(new ReleaseBoard());
        Button(Slip(page, Danger), "Put my words on the map").Click();
        Assert.Equal(Danger + " He was cold.", Board.Note(Id(Danger))!.Text);
        Assert.Empty(State.Replica.Kept);
        Assert.Contains("Everybody sees it as you write.", Slip(page, Danger).QuerySelector(".editor")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R5_the_chairs_words_of_meanwhile_and_mine_are_both_there_afterwards()
    {
        var page = await Open(Meeting(Role.Professional, Note(Danger, "danger"), new HoldBoard()));
        Dispatch(new NoteOpened(Id(Danger)));
        Type(" I saw it.", Danger);
        await SandraDoes(new EditText(Id(Danger), 0, TextEdit.Replace(Danger.Length, 0, 2, "Robin")), new ReleaseBoard());
        Button(Slip(page, Danger), "Put my words on the map").Click();
        Assert.Equal("Robin may be out at night again. I saw it.", Board.Note(Id(Danger))!.Text);
    }

    [Fact]
    public async Task R5_words_taken_back_to_what_the_note_says_need_not_be_kept()
    {
        await Open(Meeting(Role.Professional, Note(Danger, "danger"), new HoldBoard()));
        Dispatch(new NoteOpened(Id(Danger)));
        Type("!", Danger);
        Dispatch(new TextEdited(Id(Danger), TextEdit.Replace(Danger.Length + 1, Danger.Length, 1, ""), Danger + "!"));
        Assert.Empty(State.Replica.Kept);
    }

    [Fact]
    public async Task R5_a_note_that_is_closed_while_paused_leaves_the_words_in_view()
    {
        var page = await Open(Meeting(Role.Professional, Note(Danger, "danger"), new HoldBoard()));
        Dispatch(new NoteOpened(Id(Danger)));
        Type(" I saw it.", Danger);
        Assert.Empty(page.FindAll(".kept"));
        Button(Slip(page, Danger), "Done").Click();
        var card = page.Find(".kept .card");
        Assert.Equal(Danger + " I saw it.", card.QuerySelector("blockquote")!.TextContent);
        Assert.Contains("when everybody can write again", card.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Send again", card.TextContent, StringComparison.Ordinal);

        await SandraDoes(new ReleaseBoard());
        Button(page.Find(".kept .card"), "Send again").Click();
        Assert.Equal(Danger + " I saw it.", Board.Note(Id(Danger))!.Text);
        Assert.Empty(page.FindAll(".kept"));
    }

    [Fact]
    public async Task R5_a_number_on_its_way_keeps_its_reason_and_a_form_that_is_open_stays_open()
    {
        var page = await Open(Meeting(Role.Family, new AddScale(Id("scale"), new("How safe?", "Yes", "No"))));
        page.Find($"#judge-{Id("scale")}").Click();
        page.Find(".rung input[value='6']").Change(true);
        page.Find("[id$=-reason]").Input("Nan comes.");
        await SandraDoes(new HoldBoard());
        Assert.Contains("you can place your number when everybody can write again", page.Find(".judge .not-now").TextContent, StringComparison.Ordinal);
        page.Find(".judge").Submit();
        Assert.Empty(Made());

        await SandraDoes(new ReleaseBoard());
        page.Find(".judge").Submit();
        Assert.Equal([new PlaceJudgement(Id("scale"), 6, "Nan comes.", "")], Made());
        await SandraDoes(new HoldBoard());
        await Connection.Refuse(Refusal.Held);
        Assert.Equal("Nan comes.", page.Find(".kept blockquote").TextContent);
    }

    [Fact]
    public async Task R6_while_paused_taking_back_waits_and_is_not_lost()
    {
        var page = await Open(Meeting(Role.Family, Note("one", "step")));
        page.Find(".tick-box input").Change(true);
        await Connection.Confirm(SampleBoards.Noon);
        await SandraDoes(new HoldBoard());
        Dispatch(new UndoRequested());
        Assert.StartsWith("Not at the moment.", State.Announcement(), StringComparison.Ordinal);
        Assert.NotNull(Board.Note(Id("one"))!.Step!.Done);

        await SandraDoes(new ReleaseBoard());
        Button(page.Find(".undo"), "Take back my last change").Click();
        Assert.Null(Board.Note(Id("one"))!.Step!.Done);
    }

    [Fact]
    public async Task What_happened_while_this_page_was_away_is_said_when_it_is_back()
    {
        await Open(Meeting(Role.Family));
        await Connection.Say(new Welcome(Ruth, 1, [new(Sandra, SampleBoards.Noon, [new HoldBoard()])], [], SampleBoards.Noon, V: WireVersion.Current));
        Assert.StartsWith("The chair has paused the writing.", State.Announcement(), StringComparison.Ordinal);
    }

    private void Type(string words, string on) =>
        Dispatch(new TextEdited(Id(Danger), TextEdit.Replace(on.Length, on.Length, 0, words), on));
}
