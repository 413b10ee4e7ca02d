using Bunit;
using MappingBoard.Client.Features.Notes;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

public sealed class NoteTests : PageTest
{
    [Fact]
    public async Task A_note_renders_again_when_it_changed_and_not_when_another_one_did()
    {
        var page = await Open(BoardWith(Note("one"), Note("two"), Note("three", "strength")));
        var renders = () => page.FindComponents<NoteSlip>().ToDictionary(n => n.Instance.ViewModel.Note.Text, n => n.RenderCount);
        var before = renders();

        await Connection.Commit(Sandra, SampleBoards.Noon, new AgreeStep(Id("two"), "Nan"));

        var after = renders();
        Assert.True(after["two"] > before["two"]);
        Assert.Equal(before["one"], after["one"]);
        Assert.Equal(before["three"], after["three"]);
    }

    [Fact]
    public async Task A_note_says_first_its_words_and_then_whose_they_are()
    {
        var page = await Open(BoardWith(Note("He rang me.")));
        var note = Slip(page, "He rang me.");
        Assert.Equal("He rang me.", note.QuerySelector(".words")!.TextContent.Trim());
        Assert.Equal("SM", note.QuerySelector(".disc")!.TextContent);
        Assert.StartsWith("Sandra Marsh chair, made up", Said(note.QuerySelector(".name")!.TextContent), StringComparison.Ordinal);
        Assert.True(note.InnerHtml.IndexOf("words", StringComparison.Ordinal) < note.InnerHtml.IndexOf("voice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_that_were_entered_for_somebody_carry_that_voice_and_the_hand_is_named()
    {
        var page = await Open(BoardWith(Note("I hid.", voice: new("Robin", "8 years old", ExactWords: true))));
        var note = Slip(page, "I hid.");
        Assert.Contains("exact", note.ClassList);
        Assert.StartsWith("Robin, 8 years old", Said(note.QuerySelector(".name")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("Exact words. Entered by Sandra Marsh (chair)", note.QuerySelector(".how")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("onclick")]
    [InlineData("onkeyup")]
    [InlineData("onpointercancel")]
    public async Task A_note_that_came_while_the_page_was_open_is_new_until_its_column_is_looked_at(string look)
    {
        var page = await Open(BoardWith());
        await Connection.Commit(Sandra, SampleBoards.Noon, Note("just now"));
        Assert.Equal("New", Slip(page, "just now").QuerySelector(".new")!.TextContent);

        Slip(page, "just now").Closest("section.column")!.TriggerEvent(look, EventArgs.Empty);
        Assert.Null(Slip(page, "just now").QuerySelector(".new"));
    }

    [Fact]
    public async Task B3_a_note_says_who_is_writing_in_it()
    {
        var page = await Open(BoardWith(Note("one"), Note("two")));
        await Connection.Say(new PresenceChanged([new(Sandra, true, Id("one"))]));
        Assert.Contains("Sandra Marsh (chair) is writing", Slip(page, "one").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("writing", Slip(page, "two").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task O2_a_note_says_that_it_is_not_saved_until_it_is_durable()
    {
        var page = await Open(BoardWith(Note("one")));
        Slip(page, "one").QuerySelector("[id^=more-]")!.Click();
        Slip(page, "one").QuerySelectorAll("input[type=radio]")[2].Change(true);
        Assert.Contains("Saving", Slip(page, "one").TextContent, StringComparison.Ordinal);

        await Connection.Link(LinkState.Away);
        Assert.Contains("Not saved yet. Your words are safe here", Slip(page, "one").TextContent, StringComparison.Ordinal);

        await Connection.Link(LinkState.Live);
        await Connection.Confirm(SampleBoards.Noon);
        Assert.DoesNotContain("unsaved", Slip(page, "one").ClassList);
    }

    [Fact]
    public async Task A_danger_its_goal_and_its_scale_carry_one_number_and_lead_to_one_another()
    {
        var page = await Open(BoardWith(
            Note("first danger", "danger"), Note("second danger", "danger"), Note("a goal", "goal"),
            new PairGoal(Id("second danger"), Id("a goal")),
            new AddScale(Id("scale"), SampleBoards.Template.DangerScale, Id("second danger"))));

        Assert.Equal("2", Slip(page, "second danger").QuerySelector(".num")!.TextContent);
        Assert.Equal("2", Slip(page, "a goal").QuerySelector(".num")!.TextContent);
        Assert.Equal(["Goal 2", "Scale 2"], Slip(page, "second danger").QuerySelectorAll(".jump").Select(a => a.TextContent.Trim()));
        Assert.Equal(["Danger 2", "Scale 2"], Slip(page, "a goal").QuerySelectorAll(".jump").Select(a => a.TextContent.Trim()));
        Assert.EndsWith($"#note-{Id("a goal")}", Slip(page, "second danger").QuerySelector(".jump")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Null(Slip(page, "first danger").QuerySelector(".jump"));
    }

    [Fact]
    public async Task A_danger_statement_is_paired_with_a_goal_and_gets_a_scale_in_the_templates_words()
    {
        var page = await Open(BoardWith(Note("a danger", "danger"), Note("a goal", "goal")));
        Slip(page, "a danger").QuerySelector("[id^=more-]")!.Click();
        Slip(page, "a danger").QuerySelector("select")!.Change(Id("a goal"));
        Button(Slip(page, "a danger"), "Give it a scale").Click();

        Assert.Equal(Id("a goal"), Board.Note(Id("a danger"))!.Goal);
        var scale = Assert.Single(Board.Scales);
        Assert.Equal((SampleBoards.Template.DangerScale, Id("a danger")), (scale.Wording, scale.Danger));
    }

    [Fact]
    public async Task A_note_is_sorted_under_another_category_of_its_column()
    {
        var page = await Open(BoardWith(Note("one")));
        Slip(page, "one").QuerySelector("[id^=more-]")!.Click();
        Assert.Equal(SampleBoards.Template[Column.Worries].Categories.Select(c => c.Label), Slip(page, "one").QuerySelectorAll(".chip span").Select(s => s.TextContent));
        Slip(page, "one").QuerySelectorAll("input[type=radio]")[2].Change(true);

        Assert.Equal(new CategoriseNote(Id("one"), "complicating"), Assert.Single(Connection.Changes));
        Assert.Equal(["one"], Notes(page, "complicating"));
        Assert.Equal($"more-{Id("one")}", Focused.Last());
    }

    [Fact]
    public async Task R4_a_note_that_one_took_off_can_be_put_back_from_where_one_is()
    {
        var page = await Open(BoardFor(Role.Chair, Note("one"), Note("two")));
        Slip(page, "one").QuerySelector("[id^=more-]")!.Click();
        Button(Slip(page, "one"), "Take it off").Click();
        Assert.Empty(page.FindAll($"#note-{Id("one")}"));
        Assert.Equal($"restore-{Id("one")}", Focused.Last());
        Assert.Contains("1 note taken off", page.Find(".taken-off summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("Taken off by you at 12:00", Said(page.Find(".taken-off .by").TextContent), StringComparison.Ordinal);

        page.Find($"#restore-{Id("one")}").Click();
        Assert.Equal(["one", "two"], Notes(page, "harm"));
        Assert.Empty(page.FindAll(".taken-off, .offer"));
    }

    [Fact]
    public async Task What_others_took_off_is_offered_to_nobody_but_stands_at_the_end_of_the_column()
    {
        var page = await Open(BoardFor(Role.Chair, Note("one"), Note("two")));
        await Connection.Commit(Sandra, SampleBoards.Noon, new RemoveNote(Id("one")));
        Assert.Empty(page.FindAll(".offer"));
        Assert.Contains("one", page.Find(".taken-off").TextContent, StringComparison.Ordinal);
        Button(page.Find(".taken-off"), "Put it back").Click();
        Assert.Equal(["one", "two"], Notes(page, "harm"));
    }

    [Fact]
    public async Task A_next_step_says_who_and_when_asks_where_it_does_not_know_and_is_ticked_when_done()
    {
        var page = await Open(BoardWith(Note("Ring the school.", "step")));
        Assert.Contains("who?", Slip(page, "Ring the school.").TextContent, StringComparison.Ordinal);
        Assert.Contains("when?", Slip(page, "Ring the school.").TextContent, StringComparison.Ordinal);

        page.Find($"#deal-{Id("Ring the school.")}").Click();
        page.Find(".step-form [id$=-who]").Input("Nan");
        page.Find(".step-form [id$=-by]").Change("2026-12-04");
        page.Find(".step-form").Submit();
        Assert.Contains("Fri 4 Dec", Slip(page, "Ring the school.").TextContent, StringComparison.Ordinal);
        Assert.Equal($"deal-{Id("Ring the school.")}", Focused.Last());

        page.Find(".tick-box input").Change(true);
        Assert.Contains("done", Slip(page, "Ring the school.").ClassList);
        Assert.Equal([new AgreeStep(Id("Ring the school."), "Nan", new(2026, 12, 4)), new MarkStep(Id("Ring the school."), true)], Made());
    }

    private IEnumerable<Change> Made()
    {
        // The first batch is in flight; the second change waits behind it.
        return Connection.Changes.Concat(State.Replica.Waiting.Select(p => p.Change));
    }

    private static string Said(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal);
}
