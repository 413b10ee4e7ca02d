using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>The page offers nobody what they may not do.</summary>
public sealed class RoleTests : PageTest
{
    private static readonly string Scale = Id("scale");

    [Fact]
    public async Task An_observer_reads_in_peace()
    {
        var page = await Open(Meeting(Role.Observer));
        Assert.Equal(["He shouts."], Notes(page, "harm"));
        Assert.Contains("You read along.", page.Find(".reads").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".acts, .compose, [data-handle], [data-opens], .tick-box, .undo, .own.row, #add-scale, [id^=scale-more], .taken-off button, details.aside button"));
    }

    [Fact]
    public async Task An_observer_finds_an_empty_column_that_asks_nothing_of_them()
    {
        var page = await Open(BoardFor(Role.Observer));
        Assert.Equal("Nothing here yet.", page.Find(".column.worry .invite").TextContent);
        Assert.DoesNotContain(SampleBoards.Template.Category("harm")!.Coaching, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_page_is_alive_an_observer_is_not_promised_that_they_can_write()
    {
        Assert.Empty(Prerender(BoardFor(Role.Observer, Note("one"))).FindAll(".compose"));
    }

    [Fact]
    public async Task The_family_writes_its_own_words_and_in_joint_statements_and_leaves_others_words_alone()
    {
        var mine = new AddNote(Id("mine"), new(Column.Worries), "mine", "harm");
        var page = await Open(Then(Meeting(Role.Family), Ruth, mine));
        Assert.Equal(["edit", "move", "more"], Acts(page, "mine"));
        Assert.Empty(Acts(page, "He shouts."));
        Assert.Equal(["edit"], Acts(page, "A danger"));
        Assert.Equal(["edit"], Acts(page, "A step"));
        Assert.NotNull(Slip(page, "A step").QuerySelector(".tick-box"));
        Assert.Null(Slip(page, "He shouts.").QuerySelector("[data-opens]"));
        Assert.NotNull(page.Find($"#judge-{Scale}"));
        Assert.NotNull(page.Find("#add-worries"));
        Assert.Empty(page.FindAll("#add-scale, [id^=scale-more], .taken-off button, details.aside button"));
    }

    [Fact]
    public async Task A_professional_looks_after_the_map_and_not_after_others_words()
    {
        var page = await Open(Meeting(Role.Professional));
        Assert.Equal(["move", "more"], Acts(page, "He shouts."));
        Assert.Equal(["edit", "move", "more"], Acts(page, "A danger"));
        Slip(page, "He shouts.").QuerySelector("[id^=more-]")!.Click();
        Assert.Equal(["Close"], Slip(page, "He shouts.").QuerySelectorAll(".under button").Select(b => b.TextContent.Trim()));
        Assert.NotNull(page.Find("#add-scale"));
        page.Find($"#scale-more-{Scale}").Click();
        Assert.DoesNotContain("Judge unseen", page.Find(".scale .under").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".taken-off button"));
    }

    [Fact]
    public async Task A_note_taker_is_asked_first_whose_words_these_are()
    {
        var page = await Open(Meeting(Role.NoteTaker));
        Assert.Equal(["move", "more"], Acts(page, "He shouts."));
        Assert.Empty(page.FindAll($"#judge-{Scale}, #add-scale, [id^=scale-more]"));
        page.Find("#add-worries").Click();
        Assert.Equal("whose-worries", Focused.Last());
        var form = page.Find(".compose form").InnerHtml;
        Assert.True(form.IndexOf("Whose words are these?", StringComparison.Ordinal) < form.IndexOf("What they said", StringComparison.Ordinal));

        page.Find("#words-worries").Input("He came at night.");
        page.Find(".compose form").Submit();
        Assert.Equal("Say whose words these are first.", page.Find(".compose [role=alert]").TextContent);
        Assert.Empty(Connection.Batches);

        page.Find($"#whose-worries input[value='{Sandra}']").Change(true);
        page.Find(".compose form").Submit();
        var note = Assert.Single(Board.Notes.Values, n => n.Text == "He came at night.");
        Assert.Equal(new Voice("Sandra Marsh", "made up", ExactWords: false), note.Voice);
    }

    [Fact]
    public async Task A_note_taker_writes_down_the_name_of_somebody_on_the_phone()
    {
        var page = await Open(BoardFor(Role.NoteTaker));
        page.Find("#add-worries").Click();
        page.Find("#whose-worries input[value='']").Change(true);
        page.Find(".compose [id$=-name]").Input("Nan");
        page.Find(".compose [id$=-who]").Input("on the phone");
        page.Find(".compose .pick input").Change(true);
        page.Find("#words-worries").Input("They sleep here on Fridays.");
        page.Find(".compose form").Submit();
        Assert.Equal(new Voice("Nan", "on the phone", ExactWords: true), Assert.Single(Board.Notes.Values).Voice);
    }

    [Fact]
    public async Task The_chair_corrects_somebodys_words_and_the_first_wording_stays_in_sight()
    {
        var page = await Open(BoardFor(Role.Chair, Note("He shouts.")));
        Slip(page, "He shouts.").QuerySelector("[id^=edit-]")!.Click();
        Assert.Contains("Sandra Marsh’s own words", Slip(page, "He shouts.").TextContent, StringComparison.Ordinal);
        Dispatch(new Client.State.Actions.TextEdited(Id("He shouts."), TextEdit.Replace(10, 10, 0, " Often.")));
        Dispatch(new Client.State.Actions.NoteClosed());

        Assert.Equal("He shouts. Often.", Slip(page, "He shouts.").QuerySelector(".words")!.TextContent.Trim());
        Assert.Contains("Changed by you", Slip(page, "He shouts.").QuerySelector(".how")!.TextContent, StringComparison.Ordinal);
        Slip(page, "He shouts.").QuerySelector("[id^=more-]")!.Click();
        var first = Slip(page, "He shouts.").QuerySelector(".first")!;
        Assert.Equal("As Sandra Marsh (professional) first wrote it", first.QuerySelector("h4")!.TextContent);
        Assert.Equal("He shouts.", first.QuerySelector("blockquote")!.TextContent);
        Assert.Contains("Last changed by you at 12:00", Line(first.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_sees_a_corrected_note_can_read_how_it_was_first_written()
    {
        var sams = BoardFor(Role.Observer, Note("He shouts.")).Apply(new JoinBoard("Kim Lee", "chair", Role.Chair), new(Id("Kim"), SampleBoards.Noon));
        var page = await Open(Then(sams, Id("Kim"), new EditText(Id("He shouts."), 0, TextEdit.Replace(10, 10, 0, " Often."))));
        Assert.Equal(["more"], Acts(page, "He shouts."));
        Slip(page, "He shouts.").QuerySelector("[id^=more-]")!.Click();
        Assert.Contains("As Sandra Marsh (professional) first wrote it", Slip(page, "He shouts.").TextContent, StringComparison.Ordinal);
        Assert.Contains("Last changed by Kim Lee", Slip(page, "He shouts.").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Chair)]
    [InlineData(Role.Professional)]
    [InlineData(Role.Family)]
    public async Task Exact_words_carry_a_mark_and_nobody_is_offered_to_change_them(Role role)
    {
        var page = await Open(BoardFor(role, Note("He shouts."), new MarkExactWords(Id("He shouts."))));
        Assert.DoesNotContain("edit", Acts(page, "He shouts."));
        Assert.Contains("exact", Slip(page, "He shouts.").ClassList);
        Assert.Contains("Exact words", Slip(page, "He shouts.").QuerySelector(".how")!.TextContent, StringComparison.Ordinal);
        Slip(page, "He shouts.").QuerySelector("[id^=more-]")!.Click();
        Assert.Contains("These are exact words. Nobody can change them.", Slip(page, "He shouts.").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Mark as exact words", Slip(page, "He shouts.").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marking_exact_words_is_asked_first_because_it_cannot_be_undone()
    {
        var page = await Open(BoardFor(Role.Chair, Note("He shouts.")));
        Slip(page, "He shouts.").QuerySelector("[id^=more-]")!.Click();
        Button(Slip(page, "He shouts."), "Mark as exact words").Click();
        Assert.Contains("This cannot be undone.", page.Find(".confirming").TextContent, StringComparison.Ordinal);
        Button(page.Find(".confirming"), "Not now").Click();
        Assert.Empty(Connection.Batches);
        Assert.Equal($"exact-{Id("He shouts.")}", Focused.Last());

        Button(Slip(page, "He shouts."), "Mark as exact words").Click();
        Button(page.Find(".confirming"), "Mark as exact words").Click();
        Assert.Equal(new MarkExactWords(Id("He shouts.")), Assert.Single(Connection.Changes));
        Assert.DoesNotContain("edit", Acts(page, "He shouts."));
    }

    [Fact]
    public async Task Words_that_become_exact_while_somebody_writes_in_them_close_and_what_was_typed_is_kept()
    {
        var page = await Open(Then(BoardFor(Role.Professional), Ruth, new AddNote(Id("mine"), new(Column.Worries), "mine", "harm")));
        Slip(page, "mine").QuerySelector("[id^=edit-]")!.Click();
        Assert.NotNull(page.Find("textarea.in-place"));
        await Connection.Commit(Sandra, SampleBoards.Noon, new MarkExactWords(Id("mine")));
        Assert.Empty(page.FindAll("textarea.in-place"));
        Dispatch(new Client.State.Actions.TextEdited(Id("mine"), TextEdit.Replace(4, 4, 0, " too")));
        Assert.Equal("mine too", page.Find(".kept blockquote").TextContent);
    }

    private static Board Meeting(Role ruth) => BoardFor(
        ruth,
        Note("He shouts."),
        Note("A danger", "danger"),
        Note("A step", "step"),
        Note("Off the map", "strength"),
        new RemoveNote(Id("Off the map")),
        new AddScale(Scale, new("How safe?", "Yes", "No")),
        new PlaceJudgement(Scale, 4, "", ""),
        new AddScale(Id("aside"), new("Set aside?", "Yes", "No")),
        new SetScaleAside(Id("aside"), Aside: true));

    /// <summary>What the page offers to do with a note, in order.</summary>
    private static IEnumerable<string> Acts(IRenderedComponent<BoardPage> page, string words) =>
        Slip(page, words).QuerySelectorAll(".acts button").Select(b => b.Id!.Split('-')[0]);

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
