using Bunit;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>Who may see what: chosen, marked, changed, and gone from a family's page without a word too many.</summary>
public sealed class AudienceTests : PageTest
{
    private const string Mark = "Professionals only. The family cannot see this.";

    private static readonly string Scale = Id("scale");

    private static readonly ScaleWording Wording = new("How safe?", "Yes", "No");

    [Fact]
    public async Task V1_a_professional_writes_for_everyone_unless_they_choose_otherwise()
    {
        var page = await Open(BoardFor(Role.Professional));
        page.Find("#add-worries").Click();
        Assert.True(page.Find(".audience input[value=everyone]").HasAttribute("checked"));
        page.Find("#words-worries").Input("He came at night.");
        Assert.Contains("Everybody here will see this", page.Find(".sees").TextContent, StringComparison.Ordinal);

        page.Find(".audience input[value=professionals]").Change(true);
        Assert.Equal(Mark, page.Find(".compose .only").TextContent);
        Assert.Contains("Only the professionals will see this", page.Find(".sees").TextContent, StringComparison.Ordinal);
        Button(page.Find(".compose"), "Add for professionals only");
        page.Find(".compose form").Submit();

        var note = Assert.Single(Board.Notes.Values);
        Assert.Equal(TestCircles.Professionals, note.Circle);
        Assert.Equal(Mark, page.Find($"#note-{note.Id} .only").TextContent);
        page.Find("#add-worries").Click();
        Assert.True(page.Find(".audience input[value=everyone]").HasAttribute("checked"));
    }

    [Theory]
    [InlineData(Role.Family)]
    [InlineData(Role.NoteTaker)]
    public async Task Who_sees_no_such_notes_has_no_such_choice(Role role)
    {
        var page = await Open(BoardFor(role, Note("a secret", audience: TestCircles.Professionals), Note("a danger", "danger")));
        page.Find("#add-worries").Click();
        Assert.Empty(page.FindAll(".audience"));
        Assert.DoesNotContain("rofessionals", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_was_left_for_professionals_only_stays_for_them()
    {
        const string left = """{ "worries": { "text": "He came at night.", "audience": "professionals" } }""";
        Drafts.Setup<string>("forms").SetResult(left);
        Drafts.Setup<string>("open", _ => true).SetResult($$"""{ "forms": {{left}}, "sent": {}, "texts": {} }""");
        var page = await Open(BoardFor(Role.Professional));
        page.Find("#add-worries").Click();
        page.Find(".compose form").Submit();
        Assert.Equal(TestCircles.Professionals, Assert.Single(Board.Notes.Values).Circle);
    }

    [Fact]
    public async Task B3_what_is_composed_for_professionals_is_said_to_them_alone()
    {
        var page = await Open(BoardFor(Role.Professional));
        page.Find("#add-worries").Click();
        page.Find(".audience input[value=professionals]").Change(true);
        page.Find("#words-worries").Input("H");
        Assert.Equal(new ShowRequest("column:worries", TestCircles.Professionals), Connection.ShownTo[^1]);

        Clock.Advance(TimeSpan.FromSeconds(2));
        page.Find(".audience input[value=everyone]").Change(true);
        Assert.Equal(new ShowRequest("column:worries"), Connection.ShownTo[^1]);
    }

    [Fact]
    public async Task While_the_family_is_outside_what_is_begun_is_for_the_professionals_and_stays_so()
    {
        var board = BoardFor(Role.Professional).Apply(new JoinBoard("Kim Lee", "chair", Role.Chair), new(Id("Kim"), SampleBoards.Noon));
        var page = await Open(Then(board, Id("Kim"), new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals)));
        page.Find("#add-worries").Click();
        Assert.Equal(Mark, page.Find(".compose .only").TextContent);
        page.Find("#words-worries").Input("He came at night.");
        await Connection.Commit(Id("Kim"), SampleBoards.Noon, new EndClosedPart());
        page.Find(".compose form").Submit();
        Assert.Equal(TestCircles.Professionals, Assert.Single(Board.Notes.Values).Circle);
    }

    [Fact]
    public async Task V1_showing_a_note_to_everyone_is_asked_first_and_says_who_will_see_it_and_as_it_reads_now()
    {
        var page = await Open(Family(Then(BoardFor(Role.Chair), Ruth, Note("a secret", audience: TestCircles.Professionals))));
        Slip(page, "a secret").QuerySelector("[id^=more-]")!.Click();
        Button(Slip(page, "a secret"), "Show to everyone").Click();
        var asked = page.Find(".confirming").TextContent;
        Assert.Contains("Jo Marsh (family; Mum) will see it, and so will whoever joins later.", asked, StringComparison.Ordinal);
        Assert.Contains("as it reads now", asked, StringComparison.Ordinal);
        Assert.Equal("a secret", page.Find(".confirming blockquote").TextContent);
        Assert.Empty(Connection.Batches);

        Button(page.Find(".confirming"), "Show to everyone").Click();
        var moved = Assert.IsType<SetCircle>(Assert.Single(Connection.Changes));
        Assert.Equal((Id("a secret"), TestCircles.Everyone), (moved.Note, moved.Circle));
        Assert.Empty(page.FindAll($"#note-{Id("a secret")} .only"));
        Assert.Equal("Everybody at the meeting sees this note now.", State.Announcement());
    }

    /// <summary>C19: nobody but the author brings own words before people who did not see them.</summary>
    [Fact]
    public async Task C19_the_chair_is_not_offered_to_show_somebody_elses_own_words()
    {
        var page = await Open(Family(BoardFor(Role.Chair, Note("a secret", audience: TestCircles.Professionals))));
        Slip(page, "a secret").QuerySelector("[id^=more-]")!.Click();
        Assert.DoesNotContain("Show to everyone", Slip(page, "a secret").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V1_taking_a_note_out_of_the_familys_sight_is_asked_first_and_honest()
    {
        var page = await Open(Family(BoardFor(Role.Chair, Note("shown too early"))));
        Slip(page, "shown too early").QuerySelector("[id^=more-]")!.Click();
        Button(Slip(page, "shown too early"), "Take out of the family’s sight").Click();
        Assert.Contains("They may have read it already and will remember it. It goes from their map; the record keeps that it was shown.", page.Find(".confirming").TextContent, StringComparison.Ordinal);
        Button(page.Find(".confirming"), "Leave it in sight").Click();
        Assert.Empty(Connection.Batches);

        Button(Slip(page, "shown too early"), "Take out of the family’s sight").Click();
        Button(page.Find(".confirming"), "Take it out of their sight").Click();
        var moved = Assert.IsType<SetCircle>(Assert.Single(Connection.Changes));
        Assert.Equal((Id("shown too early"), TestCircles.Professionals), (moved.Note, moved.Circle));
    }

    [Fact]
    public async Task The_familys_own_words_are_never_offered_to_be_taken_out_of_its_sight()
    {
        var page = await Open(Then(Family(BoardFor(Role.Chair)), Id("Jo"), new AddNote(Id("mine"), new(Column.Worries), "mine", "harm")));
        Slip(page, "mine").QuerySelector("[id^=more-]")!.Click();
        Assert.DoesNotContain("sight", Slip(page, "mine").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C20_a_scale_that_measures_a_danger_statement_says_that_it_moves_with_that()
    {
        var page = await Open(BoardFor(Role.Chair, Note("a danger", "danger"), new AddScale(Scale, Wording, Id("a danger"))));
        page.Find($"#scale-more-{Scale}").Click();
        Assert.Contains("moves with that", page.Find(".scale .under").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll($"#scale-audience-{Scale}"));
    }

    [Fact]
    public async Task A_pair_has_one_audience_and_the_page_says_so_instead_of_refusing()
    {
        var page = await Open(BoardFor(Role.Chair, Note("a danger", "danger"), Note("a goal", "goal"), Note("a secret goal", "goal", audience: TestCircles.Professionals)));
        Slip(page, "a danger").QuerySelector("[id^=more-]")!.Click();
        Assert.Equal(["None yet", "a goal"], Slip(page, "a danger").QuerySelectorAll("option").Select(o => o.TextContent));
        Assert.Contains("the same people see both of a pair", Slip(page, "a danger").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scale_of_a_professionals_statement_is_for_professionals_and_carries_the_mark()
    {
        var page = await Open(BoardFor(Role.Professional, Note("a danger", "danger", audience: TestCircles.Professionals)));
        Slip(page, "a danger").QuerySelector("[id^=more-]")!.Click();
        Button(Slip(page, "a danger"), "Give it a scale").Click();
        var scale = Assert.Single(Board.Scales);
        Assert.Equal((TestCircles.Professionals, true), (scale.Circle, scale.Sealed));
        Assert.Equal(Mark, page.Find($"#scale-{scale.Id} .only").TextContent);

        page.Find($"#scale-more-{scale.Id}").Click();
        Assert.Contains("moves with that", page.Find(".scale .under").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V1_a_scale_is_taken_out_of_sight_and_shown_again_after_the_same_questions()
    {
        var page = await Open(BoardFor(Role.Chair, new AddScale(Scale, Wording)));
        page.Find($"#scale-more-{Scale}").Click();
        Button(page.Find(".scale .under"), "Take out of the family’s sight").Click();
        Assert.Contains("will remember it", page.Find(".confirming").TextContent, StringComparison.Ordinal);
        Button(page.Find(".confirming"), "Take it out of their sight").Click();
        Assert.Equal(TestCircles.Professionals, Board.Scale(Scale)!.Circle);
        Assert.Equal(Mark, page.Find($"#scale-{Scale} .only").TextContent);

        page.Find($"#scale-more-{Scale}").Click();
        Button(page.Find(".scale .under"), "Show to everyone").Click();
        Assert.Contains("Nobody of the family is at the meeting yet.", page.Find(".confirming").TextContent, StringComparison.Ordinal);
        Button(page.Find(".confirming"), "Show to everyone").Click();
        Assert.Equal(TestCircles.Everyone, Board.Scale(Scale)!.Circle);
    }

    [Fact]
    public async Task V1_the_words_of_a_number_can_be_for_professionals_only()
    {
        var page = await Open(BoardFor(Role.Professional, new AddScale(Scale, Wording)));
        page.Find($"#judge-{Scale}").Click();
        page.FindAll(".judge .rung input")[6].Change("4");
        page.Find(".judge [id$=-reason]").Input("A call that came in.");
        page.Find(".judge .audience input[value=professionals]").Change(true);
        page.Find(".judge").Submit();
        Assert.Equal(new PlaceJudgement(Scale, 4, "A call that came in.", "", TestCircles.Professionals), Assert.Single(Connection.Changes));
        Assert.Equal(Mark, page.Find(".ladder .card .only").TextContent);
    }

    [Theory]
    [InlineData(Role.Family, TestCircles.Everyone)]
    [InlineData(Role.Professional, TestCircles.Professionals)]
    public async Task Where_there_is_nothing_to_choose_about_ones_words_nothing_is_asked(Role role, string scale)
    {
        var page = await Open(BoardFor(role, new AddScale(Scale, Wording, Circle: scale)));
        page.Find($"#judge-{Scale}").Click();
        Assert.Empty(page.FindAll(".judge .audience"));
    }

    [Fact]
    public async Task R5_where_a_note_goes_from_sight_while_one_writes_in_it_ones_own_words_are_kept_and_nobody_elses()
    {
        var page = await Open(BoardFor(Role.Family, Note("The police have an address.", "danger")));
        Slip(page, "The police have an address.").QuerySelector("[id^=edit-]")!.Click();
        Dispatch(new TextEdited(Id("The police have an address."), TextEdit.Replace(27, 27, 0, " I am afraid of him")));
        await Connection.Commit(Sandra, SampleBoards.Noon, new NoteHidden(Id("The police have an address."), [Id("The police have an address.")], []));

        var card = page.Find(".kept .card");
        Assert.Equal("I am afraid of him", card.QuerySelector("blockquote")!.TextContent);
        Assert.Contains(Refusal.NoteGone.Sentence(), card.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Sandra", card.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("address", page.Find(".main").TextContent, StringComparison.Ordinal);
        Assert.Null(State.EditingNote);

        // The server's answer brings nothing new, and what was typed meanwhile joins the rest.
        await Connection.Refuse(Refusal.UnknownNote);
        Dispatch(new TextEdited(Id("The police have an address."), TextEdit.Replace(46, 46, 0, "."), "The police have an address. I am afraid of him"));
        Assert.Equal("I am afraid of him.", page.Find(".kept blockquote").TextContent);

        Button(page.Find(".kept"), "Send again").Click();
        var note = Assert.Single(Board.Notes.Values);
        Assert.Equal(("I am afraid of him.", Ruth, (string?)null), (note.Text, note.Author, note.Category));
        Assert.Empty(page.FindAll(".kept"));
    }

    [Fact]
    public async Task R5_words_that_were_saved_already_are_kept_too_while_the_note_is_open()
    {
        var page = await Open(BoardFor(Role.Family, Note("a danger", "danger")));
        Slip(page, "a danger").QuerySelector("[id^=edit-]")!.Click();
        Dispatch(new TextEdited(Id("a danger"), TextEdit.Replace(8, 8, 0, " to us")));
        await Connection.Confirm(SampleBoards.Noon);
        await Connection.Commit(Sandra, SampleBoards.Noon, new NoteHidden(Id("a danger"), [Id("a danger")], []));
        Assert.Equal("to us", page.Find(".kept blockquote").TextContent);
        Assert.Equal("Something of yours is not on the map. Your words are kept for you.", State.Announcement());
    }

    [Fact]
    public async Task A_note_that_one_only_had_open_goes_with_one_calm_sentence()
    {
        var page = await Open(BoardFor(Role.Family, Note("a danger", "danger")));
        Slip(page, "a danger").QuerySelector("[id^=edit-]")!.Click();
        await Connection.Commit(Sandra, SampleBoards.Noon, new NoteHidden(Id("a danger"), [Id("a danger")], []));
        Assert.Empty(page.FindAll(".kept"));
        Assert.Contains("The note that you had open is not on the map any more.", page.Find(".tell").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R5_the_words_of_a_number_are_kept_when_their_scale_goes_from_the_map()
    {
        var page = await Open(BoardFor(Role.Family, new AddScale(Scale, Wording)));
        page.Find($"#judge-{Scale}").Click();
        page.Find(".judge [id$=-reason]").Input("It held.");
        await Connection.Commit(Sandra, SampleBoards.Noon, new ScaleHidden(Scale));
        Assert.Equal("It held.", page.Find(".kept blockquote").TextContent);
    }

    [Fact]
    public async Task V2_refused_words_of_a_professionals_note_never_come_back_for_everyone()
    {
        var mine = new AddNote(Id("mine"), new(Column.Worries), "mine", "harm", Circle: TestCircles.Professionals);
        var page = await Open(Then(BoardFor(Role.Professional), Ruth, mine));
        Dispatch(new TextEdited(Id("mine"), TextEdit.Replace(4, 4, 0, " too")));
        await Connection.Commit(Sandra, SampleBoards.Noon, new RemoveNote(Id("mine")));
        await Connection.Refuse(Refusal.NoteRemoved);
        Button(page.Find(".kept"), "Send again").Click();
        Assert.All(Board.Notes.Values, n => Assert.Equal(TestCircles.Professionals, n.Circle));
        Assert.Equal(2, Board.Notes.Count);
    }

    [Fact]
    public async Task A_note_that_is_shown_to_one_is_new()
    {
        var page = await Open(BoardFor(Role.Family));
        var note = BoardFor(Role.Chair, Note("shown")).Notes[Id("shown")];
        await Connection.Commit(Sandra, SampleBoards.Noon, new NoteShown(note.Id, [new(note, new(Column.Worries))], []));
        Assert.Equal("New", Slip(page, "shown").QuerySelector(".new")!.TextContent);
        await Connection.Commit(Sandra, SampleBoards.Noon, new NoteHidden(Id("shown"), [Id("shown")], []));
        Assert.Empty(State.Unseen);
    }

    private static Board Family(Board board) => board.Apply(new JoinBoard("Jo Marsh", "Mum", Role.Family), new(Id("Jo"), SampleBoards.Noon));
}
