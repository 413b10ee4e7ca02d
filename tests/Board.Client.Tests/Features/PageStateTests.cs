using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>What the page says of itself: saved or not, connected or not, refused, closed.</summary>
public sealed class PageStateTests : PageTest
{
    [Fact]
    public void Before_it_is_alive_the_page_shows_the_whole_map_and_offers_nothing_that_does_not_work_yet()
    {
        var page = Prerender(BoardWith(Note("one"), new AddScale(Id("scale"), new("How safe?", "Yes", "No"))));
        Assert.Equal(["one"], Notes(page, "harm"));
        Assert.Equal("Opening the map…", page.Find(".saved .long").TextContent);
        Assert.Contains("You can write here in a moment", page.Find(".compose").TextContent, StringComparison.Ordinal);
        Assert.Equal("People at the meeting", page.Find(".rail h2").TextContent);
        Assert.Empty(page.FindAll(".acts, form, #judge-scale, #add-scale, .undo, textarea"));
    }

    [Fact]
    public async Task On_a_circuit_one_can_write_before_the_notes_are_alive_and_then_they_are()
    {
        SetRendererInfo(new("Server", isInteractive: true));
        var board = BoardWith(Note("one"), Note("two", "step"));
        Connection.Prerendered = board;
        var page = Render<BoardPage>(p => p.Add(b => b.BoardId, board.Id));
        await Connection.Enter(board);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-waits]")));
        Assert.NotNull(page.Find("#add-worries"));
        Assert.Equal(["one"], Notes(page, "harm"));
        Assert.Equal(2, page.FindAll(".acts").Count);
    }

    [Fact]
    public async Task O2_it_says_that_everything_is_saved_only_when_it_is_and_does_not_flicker()
    {
        var page = await Open(BoardWith(Note("one", "step")));
        var says = () => page.Find(".saved .long").TextContent;
        Assert.Equal("Everything is saved", says());

        page.Find(".tick-box input").Change(true);
        Assert.Equal("Saving…", says());
        await Connection.Confirm(SampleBoards.Noon);
        Assert.Equal("Saving…", says());
        Clock.Advance(SavedLine.Settles);
        Assert.Equal("Everything is saved", says());
    }

    [Fact]
    public async Task B4_without_a_connection_it_says_so_and_that_words_are_safe()
    {
        var page = await Open(BoardWith(Note("one", "step")));
        await Connection.Link(LinkState.Away);
        Assert.Equal("No connection", page.Find(".saved .long").TextContent);
        Assert.Contains("Keep writing: your words stay here", page.Find(".tell.away").TextContent, StringComparison.Ordinal);

        page.Find(".tick-box input").Change(true);
        Assert.Equal("Not saved yet", page.Find(".saved .long").TextContent);
    }

    [Fact]
    public async Task A_page_that_fell_out_of_step_never_says_that_all_is_saved_and_offers_to_open_the_map_when_it_lasts()
    {
        var page = await Open(BoardWith(Note("one", "step")));
        await Connection.Link(LinkState.OutOfStep);
        Assert.Equal("Catching up…", page.Find(".saved .long").TextContent);
        Assert.Contains("is catching up", page.Find(".tell.away").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-open-again]"));
        page.Find(".tick-box input").Change(true);
        Assert.Equal("Not saved yet", page.Find(".saved .long").TextContent);

        await Connection.Link(LinkState.OutOfStep);
        Assert.Contains("cannot follow the meeting", page.Find(".tell.away").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".tell [data-open-again]"));

        await Connection.Link(LinkState.Live);
        Assert.Empty(page.FindAll(".tell.away"));
    }

    [Fact]
    public async Task R5_a_change_that_cannot_be_made_here_is_said_in_one_sentence_and_once()
    {
        var page = await Open(BoardWith(Note("one")));
        Dispatch(new ChangeProposed(new MarkStep(Id("one"), true)));
        Assert.Contains(Refusal.NotAStep.Sentence(), page.Find("[role=alert].tell").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll("[aria-live]"), live => Assert.Equal("", live.TextContent));
        Button(page.Find(".tell"), "All right").Click();
        Assert.Empty(page.FindAll(".tell"));
    }

    [Fact]
    public async Task R5_refused_words_are_kept_in_view_to_send_again_to_copy_or_to_let_go()
    {
        var page = await Open(BoardWith());
        await Refused("He was alone.");
        var card = page.Find(".kept .card");
        Assert.Contains(Refusal.TooManyNotes.Sentence(), card.TextContent, StringComparison.Ordinal);
        Assert.Equal("He was alone.", card.QuerySelector("blockquote")!.TextContent);

        Button(card, "Copy my words").Click();
        Assert.Equal("Copied.", page.Find(".kept [role=status]").TextContent);

        Button(page.Find(".kept"), "Send again").Click();
        Assert.Empty(page.FindAll(".kept"));
        Assert.Equal("He was alone.", Assert.Single(Board.NotesIn(Column.Worries)).Text);
    }

    [Fact]
    public async Task R5_words_go_only_when_their_author_lets_them_go()
    {
        var page = await Open(BoardWith());
        await Refused("He was alone.");
        Button(page.Find(".kept"), "Let these words go").Click();
        Assert.Empty(page.FindAll(".kept"));
        Assert.Empty(Board.Notes);
    }

    [Fact]
    public async Task A_page_that_was_closed_says_why_keeps_unsaved_words_and_lets_one_read_on()
    {
        var page = await Open(BoardWith(Note("one")));
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("He was alone.");
        page.Find(".compose form").Submit();
        await Connection.Say(new Closed("left"));

        Assert.Contains("You have left this meeting.", page.Find(".ended").TextContent, StringComparison.Ordinal);
        Assert.Equal("He was alone.", page.Find(".ended blockquote").TextContent);
        Assert.Contains("one", Notes(page, "harm"));
        Assert.Empty(page.FindAll(".acts"));
    }

    [Fact]
    public async Task R5_a_page_that_is_closed_while_somebody_writes_keeps_their_words_in_sight()
    {
        var page = await Open(BoardWith(Note("one")));
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("He was alone.");
        await Connection.Say(new Closed("not-here"));

        Assert.Equal("He was alone.", page.Find(".compose blockquote").TextContent);
        Assert.DoesNotContain("Everything that you wrote is saved", page.Find(".ended").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_closed_promises_no_place_to_write()
    {
        var page = await Open(BoardWith(Note("one")));
        await Connection.Say(new Closed("left"));
        Assert.Empty(page.FindAll(".compose"));
    }

    [Fact]
    public async Task K3_R5_of_a_map_that_was_destroyed_a_page_shows_nothing_but_its_readers_own_unsaved_words()
    {
        Drafts.Setup<string>("forms").SetResult("""{ "working-well": { "text": "Nan is there." } }""");
        var page = await Open(BoardWith(Note("Unmistakable words")));
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("He was alone.");
        page.Find(".compose form").Submit();
        await Connection.Say(new Closed("no-board"));

        Assert.DoesNotContain("Unmistakable", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Board.Title, page.Markup, StringComparison.Ordinal);
        Assert.Contains("There is no map here any more.", page.Find(".ended").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing of this one can be opened again", page.Find(".ended").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("You can still read the map", page.Markup, StringComparison.Ordinal);
        Assert.Equal("He was alone.", page.Find(".ended blockquote").TextContent);
        Assert.Equal("Nan is there.", page.Find(".drafts blockquote").TextContent);
    }

    [Fact]
    public async Task What_is_said_twice_is_said_in_two_places_in_turn()
    {
        var page = await Open(BoardWith());
        Dispatch(new Announced(Messages.Notices.CameBack));
        var first = page.FindAll("[aria-live]").Select(l => l.TextContent).ToList();
        Dispatch(new Announced(Messages.Notices.CameBack));
        Assert.Equal(first.AsEnumerable().Reverse(), page.FindAll("[aria-live]").Select(l => l.TextContent));
    }

    [Fact]
    public async Task One_takes_back_ones_own_latest_change_and_does_it_again()
    {
        var page = await Open(BoardWith(Note("one", "step")));
        var undo = () => Button(page.Find(".undo"), "Take back my last change");
        Assert.Equal("true", undo().GetAttribute("aria-disabled"));
        page.Find(".tick-box input").Change(true);
        Assert.Null(undo().GetAttribute("aria-disabled"));
        undo().Click();
        Assert.Null(Board.Note(Id("one"))!.Step?.Done);
        Assert.Equal(State.Announcement(), page.Find(".undo .said").TextContent);
        Button(page.Find(".undo"), "Do it again").Click();
        Assert.NotNull(Board.Note(Id("one"))!.Step?.Done);
    }

    private async Task Refused(string words)
    {
        Dispatch(new ChangeProposed(Note(words)));
        await Connection.Refuse(Refusal.TooManyNotes);
    }
}
