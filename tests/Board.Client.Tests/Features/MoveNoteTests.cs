using Bunit;
using CsCheck;
using MappingBoard.Client.Features.Notes;
using MappingBoard.Client.ViewModels;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

public sealed class MoveNoteTests : PageTest
{
    [Fact]
    public async Task R3_dragging_the_panel_and_the_arrow_keys_make_the_same_change()
    {
        var board = BoardWith(Note("one"), Note("two"), Note("other", "complicating"), Note("three"));
        var page = await Open(board);
        var expected = new MoveNote(Id("three"), new(Column.Worries, Id("one"), Id("two")));

        Slip(page, "three").QuerySelector("[data-handle]")!.Click();
        Button(Slip(page, "three"), "Up one place").Click();
        Assert.Equal(expected, Assert.Single(Connection.Changes));
        Assert.Equal(["one", "three", "two"], Notes(page, "harm"));

        Assert.Equal(expected, Moves.Up(board, Id("three")));
        Assert.Equal(expected with { Category = "harm" }, Moves.Drop(board, Id("three"), Column.Worries, "harm", Id("one")));
    }

    [Fact]
    public async Task The_panel_says_where_the_way_ends_and_keeps_the_focus()
    {
        var page = await Open(BoardWith(Note("one"), Note("two")));
        Slip(page, "one").QuerySelector("[data-handle]")!.Click();
        Assert.Equal($"panel-{Id("one")}", Focused.Last());
        Assert.Equal("true", Button(Slip(page, "one"), "It is first here").GetAttribute("aria-disabled"));
        Button(Slip(page, "one"), "Down one place").Click();
        Assert.Equal("true", Button(Slip(page, "one"), "It is last here").GetAttribute("aria-disabled"));
        Assert.Equal($"panel-{Id("one")}", Focused.Last());
        Assert.Equal("Moved to “Worries”, place 2.", State.Announcement());
    }

    [Fact]
    public async Task The_panel_moves_into_a_category_of_another_column_and_the_phone_goes_along()
    {
        var page = await Open(BoardWith(Note("one"), Note("good", "strength")));
        Slip(page, "one").QuerySelector("[data-handle]")!.Click();
        Button(Slip(page, "one"), "To another column").Click();
        Button(Slip(page, "one"), "To " + SampleBoards.Template.Category("strength")!.Label).Click();

        Assert.Equal(["good", "one"], Notes(page, "strength"));
        Assert.Equal(Client.State.BoardTab.WorkingWell, State.Tab);
        Assert.Equal($"move-{Id("one")}", Focused.Last());
        Assert.Null(State.MovingNote);
    }

    [Fact]
    public async Task Dropped_on_a_tab_it_goes_to_the_end_of_that_column_and_the_page_stays()
    {
        var page = await Open(BoardWith(Note("one"), Note("good", "strength")));
        await page.InvokeAsync(() => page.FindComponent<NoteDragging>().Instance.DropOnTab(Id("one"), "WorkingWell"));
        Assert.Equal("one", page.Find(".well [data-label='Not sorted yet'] .words").TextContent.Trim());
        Assert.Equal(Client.State.BoardTab.Worries, State.Tab);
    }

    [Fact]
    public async Task Arrow_keys_move_it_up_down_and_across_and_say_when_there_is_no_further()
    {
        var page = await Open(BoardWith(Note("one"), Note("two")));
        var keys = page.FindComponent<NoteDragging>().Instance;
        await page.InvokeAsync(() => keys.Nudge(Id("two"), "up"));
        Assert.Equal(["two", "one"], Notes(page, "harm"));
        Assert.Equal($"move-{Id("two")}", Focused.Last());
        await page.InvokeAsync(() => keys.Nudge(Id("two"), "up"));
        Assert.Equal("It is first here.", State.Announcement());
        await page.InvokeAsync(() => keys.Nudge(Id("two"), "onward"));
        Assert.Equal(Column.WorkingWell, Place.Of(Board, Id("two"))!.Column);
        await page.InvokeAsync(() => keys.Nudge(Id("one"), "back"));
        Assert.Equal("There is no column on that side.", State.Announcement());
    }

    [Fact]
    public async Task Let_go_of_where_it_stood_it_makes_no_change()
    {
        var page = await Open(BoardWith(Note("one"), Note("two")));
        await page.InvokeAsync(() => page.FindComponent<NoteDragging>().Instance.Drop(Id("two"), "Worries", "harm", Id("one")));
        Assert.Empty(Connection.Batches);
        Assert.Equal("It stays where it was.", State.Announcement());
    }

    /// <summary>Whatever the map, while everybody may write: a note that is let go of behind another one stands right behind it in that category.</summary>
    [Fact]
    public void R3_a_note_stands_where_it_was_let_go_of() => Gen.Int[0, 100_000].Sample(seed =>
    {
        var random = new Random(seed);
        var board = BoardWith();
        for (var i = 0; i < 40; i++)
        {
            var change = AnyChange.OnTheMap(board, random);
            var stamp = new Stamp(Sandra, SampleBoards.Noon);
            if (change.Check(board, stamp) is null) board = board.Apply(change, stamp);
        }

        var notes = Enum.GetValues<Column>().SelectMany(board.NotesIn).ToList();
        if (notes.Count < 2) return;
        var note = random.Pick(notes);
        var column = random.Pick(Enum.GetValues<Column>());
        var category = random.Pick(board.Template[column].Categories).Id;
        var group = board.NotesIn(column).Where(n => n.Category == category && n.Id != note.Id).Select(n => n.Id).ToList();
        var index = random.Next(group.Count + 1);
        var move = Moves.Drop(board, note.Id, column, category, index == 0 ? null : group[index - 1]);
        var after = move is null ? board : board.Apply(move, new(Sandra, SampleBoards.Noon));

        group.Insert(index, note.Id);
        Assert.Equal(group, after.NotesIn(column).Where(n => n.Category == category).Select(n => n.Id));
        Assert.Null(move?.Check(board, new(Sandra, SampleBoards.Noon)));
    });
}
