using Bunit;
using MappingBoard.Client.Features.Columns;
using MappingBoard.Client.Features.Notes;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>One change on a full map renders what has changed, however many notes there are.</summary>
public sealed class FullMapTests : PageTest
{
    [Fact]
    public async Task A_change_of_one_note_of_two_thousand_renders_one_note()
    {
        var words = Enumerable.Range(0, Bounds.Notes).Select(i => $"note {i}").ToList();
        string[] categories = ["harm", "strength", "step"];
        var page = await Open(BoardWith([.. words.Select((w, i) => Note(w, categories[i % 3]))]));
        var before = Counts(page);
        Assert.Equal(Bounds.Notes, before.Count);
        var groups = page.FindComponents<NoteGroup>().Sum(g => g.RenderCount);

        await Connection.Commit(Sandra, TestSupport.Boards.SampleBoards.Noon, new EditText(Id("note 7"), 0, TextEdit.Replace(6, 0, 0, "Now: ")));
        Assert.Equal("Now: note 7", Slip(page, "note 7").QuerySelector(".words")!.TextContent.Trim());
        var now = Counts(page);
        Assert.Equal(["note 7"], words.Where(w => before[Id(w)] != now[Id(w)]));

        // What is rendered within a component counts as its rendering, too.
        Assert.Equal(groups + 1, page.FindComponents<NoteGroup>().Sum(g => g.RenderCount));

        before = Counts(page);
        Dispatch(new TabChosen(Client.State.BoardTab.Scales));
        Dispatch(new Announced(Messages.Notices.ScaleAdded));
        Assert.Empty(Rendered(before, Counts(page)));
    }

    [Fact]
    public async Task A_note_that_comes_between_others_leaves_them_as_they_are()
    {
        var page = await Open(BoardWith(Note("one"), Note("two"), Note("three")));
        var before = Counts(page);
        await Connection.Commit(Sandra, TestSupport.Boards.SampleBoards.Noon, new AddNote(Id("new"), new(Column.Worries, Id("one")), "new", "harm"));
        Assert.Equal(["one", "new", "two", "three"], Notes(page, "harm"));
        Assert.Empty(Rendered(before, Counts(page)));

        await Connection.Commit(Sandra, TestSupport.Boards.SampleBoards.Noon, new RemoveNote(Id("two")), new EditText(Id("new"), 0, TextEdit.Replace(3, 0, 3, "newer")));
        Assert.Equal(["one", "newer", "three"], Notes(page, "harm"));
        await Connection.Commit(Sandra, TestSupport.Boards.SampleBoards.Noon, new RestoreNote(Id("two")), new EditText(Id("two"), 0, TextEdit.Replace(3, 3, 0, "!")));
        Assert.Equal(["one", "newer", "two!", "three"], Notes(page, "harm"));
        await Connection.Commit(Sandra, TestSupport.Boards.SampleBoards.Noon, new EditText(Id("two"), 1, TextEdit.Replace(4, 4, 0, "!")));
        Assert.Equal(["one", "newer", "two!!", "three"], Notes(page, "harm"));
    }

    private static Dictionary<string, int> Counts(IRenderedComponent<Client.Features.Page.BoardPage> page) =>
        page.FindComponents<NoteSlip>().ToDictionary(s => s.Instance.ViewModel.Note.Id, s => s.RenderCount, StringComparer.Ordinal);

    private static IEnumerable<string> Rendered(Dictionary<string, int> before, Dictionary<string, int> now) =>
        now.Where(n => before.TryGetValue(n.Key, out var count) && count != n.Value).Select(n => n.Key);
}
