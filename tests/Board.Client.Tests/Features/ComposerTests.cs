using Bunit;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

public sealed class ComposerTests : PageTest
{
    [Fact]
    public async Task A_note_goes_to_the_end_of_its_category_and_the_focus_back_to_the_opener()
    {
        var page = await Open(BoardWith(Note("one"), Note("two", "complicating")));
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input(" He was alone. ");
        page.FindAll("form .chip input")[0].Change(true);
        page.Find(".compose form").Submit();

        Assert.Equal(["one", "He was alone."], Notes(page, "harm"));
        Assert.Equal("Added to “Worries”.", State.Announcement());
        Assert.Equal("add-worries", Focused.Last());
        Assert.Equal("Add a worry", page.Find("#add-worries").TextContent.Trim());
    }

    [Fact]
    public async Task Without_a_category_it_stands_under_not_sorted_yet()
    {
        var page = await Open(BoardWith(Note("one")));
        Assert.Empty(page.FindAll("[data-label='Not sorted yet']"));
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("Something");
        page.Find(".compose form").Submit();
        Assert.Equal("Something", page.Find("[data-label='Not sorted yet'] .words").TextContent.Trim());
    }

    [Fact]
    public async Task The_coaching_question_of_the_category_is_a_hint_and_never_a_block()
    {
        var page = await Open(BoardWith());
        page.Find("#add-working-well").Click();
        Assert.Empty(page.FindAll(".coach"));
        page.FindAll("form .chip input")[1].Change(true);
        Assert.Contains(SampleBoards.Template.Category("safety")!.Coaching, page.Find(".coach").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_disabled_in_silence_it_says_what_is_missing()
    {
        var page = await Open(BoardWith());
        page.Find("#add-worries").Click();
        page.Find(".compose form").Submit();
        Assert.Equal("Write a few words first.", page.Find(".compose [role=alert]").TextContent);
        Assert.Equal("true", page.Find("#words-worries").GetAttribute("aria-invalid"));
        Assert.Empty(Connection.Batches);

        page.Find("#words-worries").Input("He");
        Assert.Equal("", page.Find(".compose [role=alert]").TextContent);
    }

    [Fact]
    public async Task R5_words_that_are_refused_here_stay_where_they_were_written()
    {
        var page = await Open(BoardWith());
        page.Find("#add-worries").Click();
        var words = new string('x', Bounds.NoteText + 1);
        var field = page.Find("#words-worries");
        field.Input(words);
        page.Find(".compose form").Submit();
        Assert.Equal(Refusal.TooLong(Bounds.NoteText).Sentence(), page.Find(".compose [role=alert]").TextContent);
        TheFieldIsLeftAlone(field, page.Find("#words-worries"));
    }

    [Fact]
    public async Task Words_put_off_are_there_when_one_comes_back()
    {
        var page = await Open(BoardWith());
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("He was");
        Button(page.Find(".compose"), "Keep for later").Click();
        Assert.Equal("Go on with what you were writing", page.Find("#add-worries").TextContent.Trim());
        page.Find("#add-worries").Click();
        Assert.Equal("He was", page.Find("#words-worries").GetAttribute("value"));
    }

    [Fact]
    public async Task Words_of_somebody_else_carry_their_voice()
    {
        var page = await Open(BoardWith());
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("I hid.");
        page.Find(".compose .pick input").Change(true);
        page.Find(".compose form").Submit();
        Assert.Contains("Say whose words these are", page.Find(".compose [role=alert]").TextContent, StringComparison.Ordinal);

        page.Find("[id$=-name]").Input("Robin");
        page.Find("[id$=-who]").Input("8 years old");
        page.FindAll(".compose .pick input")[1].Change(true);
        page.Find(".compose form").Submit();
        var note = Assert.Single(Board.NotesIn(Column.Worries));
        Assert.Equal(new Voice("Robin", "8 years old", ExactWords: true), note.Voice);
    }

    [Fact]
    public async Task A_next_step_is_agreed_with_who_and_when_in_one_go()
    {
        var page = await Open(BoardWith());
        page.Find("#add-needs-to-happen").Click();
        var step = SampleBoards.Template[Column.NeedsToHappen].Categories.ToList().FindIndex(c => c.Kind == NoteKind.NextStep);
        page.FindAll("form .chip input")[step].Change(true);
        page.Find("#words-needs-to-happen").Input("Ring the school.");
        page.Find("#words-needs-to-happen-who").Input("Nan");
        page.Find("#words-needs-to-happen-by").Change("2026-12-04");
        page.Find(".compose form").Submit();
        Assert.Equal(new Step("Nan", new DateOnly(2026, 12, 4)), Assert.Single(Board.NotesIn(Column.NeedsToHappen)).Step);
    }

    [Fact]
    public async Task B3_others_learn_that_somebody_writes_a_new_note_here_and_when_they_stop()
    {
        var page = await Open(BoardWith());
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input("H");
        Assert.Equal("column:worries", State.Writing);
        Button(page.Find(".compose"), "Keep for later").Click();
        Assert.Null(State.Writing);

        await Connection.Say(new Shared.Sync.PresenceChanged([new(Sandra, true, "column:worries")]));
        Assert.Contains("Sandra Marsh (chair) is writing something new", page.Find(".writers").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_column_invites_in_the_templates_words()
    {
        var page = await Open(BoardWith(Note("one")));
        var template = SampleBoards.Template[Column.WorkingWell];
        Assert.Equal(template.Empty, page.Find(".column.well .invite").TextContent);
        foreach (var category in template.Categories) Assert.Contains(category.Coaching, page.Find(".column.well .prompts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".column.worry .invite"));
    }
}
