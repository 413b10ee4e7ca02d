using Bunit;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

public sealed class ScaleTests : PageTest
{
    private static readonly ScaleWording Wording = new("How safe?", "Safe enough", "Not safe at home");

    private static string Scale { get; } = Id("scale");

    [Fact]
    public async Task Ten_stands_first_and_both_ends_are_in_words()
    {
        var page = await Open(BoardWith(new AddScale(Scale, Wording)));
        var rungs = page.FindAll(".ladder > .rung");
        Assert.Equal(["10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"], rungs.Select(r => r.QuerySelector(".n")!.TextContent));
        Assert.Contains("Safe enough", rungs[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Not safe at home", rungs[10].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_stands_on_their_own_rung_and_nothing_adds_the_numbers_up()
    {
        var page = await Open(BoardWith(new AddScale(Scale, Wording), new PlaceJudgement(Scale, 7, "She rings me.", "Every week")));
        await Connection.Commit(Ruth, SampleBoards.Noon, new PlaceJudgement(Scale, 3, "", ""));
        var rungs = page.FindAll(".ladder > .rung");
        Assert.Contains("Sandra Marsh", rungs[3].TextContent, StringComparison.Ordinal);
        Assert.Contains("She rings me.", rungs[3].TextContent, StringComparison.Ordinal);
        Assert.Contains("Every week", rungs[3].TextContent, StringComparison.Ordinal);
        Assert.Contains("Ruth Adeyemi (you)", rungs[7].TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".ladder .card").Count);
    }

    [Fact]
    public async Task One_gives_a_number_with_a_reason_changes_it_and_takes_it_off()
    {
        var page = await Open(BoardWith(new AddScale(Scale, Wording)));
        page.Find($"#judge-{Scale}").Click();
        page.FindAll(".judge input[type=radio]")[4].Change("6");
        page.Find(".judge [id$=-reason]").Input(" It held. ");
        page.Find(".judge [id$=-higher]").Input("A month more");
        page.Find(".judge").Submit();
        Assert.Equal(new PlaceJudgement(Scale, 6, "It held.", "A month more"), Assert.Single(Connection.Changes));
        Assert.Equal($"judge-{Scale}", Focused.Last());
        await Connection.Confirm(SampleBoards.Noon);

        page.Find($"#judge-{Scale}").Click();
        Assert.Equal("It held.", page.Find(".judge [id$=-reason]").GetAttribute("value"));
        page.FindAll(".judge input[type=radio]")[5].Change("5");
        page.Find(".judge").Submit();
        await Connection.Confirm(SampleBoards.Noon);
        Assert.Equal(5, Assert.Single(Board.Scale(Scale)!.Judgements).Value);

        Button(page.Find(".own"), "Take my number off").Click();
        Assert.Empty(Board.Scale(Scale)!.Judgements);
    }

    [Fact]
    public async Task Without_a_number_it_says_so_and_the_words_stay()
    {
        var page = await Open(BoardWith(new AddScale(Scale, Wording)));
        page.Find($"#judge-{Scale}").Click();
        var field = page.Find(".judge [id$=-reason]");
        field.Input("It held.");
        page.Find(".judge").Submit();
        Assert.Equal("Choose a number first, from 10 to 0.", page.Find(".judge [role=alert]").TextContent);
        TheFieldIsLeftAlone(field, page.Find(".judge [id$=-reason]"));
        Assert.Empty(Connection.Batches);
    }

    [Fact]
    public async Task Words_of_a_number_put_off_are_there_when_one_comes_back()
    {
        var page = await Open(BoardWith(new AddScale(Scale, Wording)));
        page.Find($"#judge-{Scale}").Click();
        page.Find(".judge [id$=-reason]").Input("It held.");
        Button(page.Find(".judge"), "Not now").Click();
        page.Find($"#judge-{Scale}").Click();
        Assert.Equal("It held.", page.Find(".judge [id$=-reason]").GetAttribute("value"));
    }

    [Fact]
    public async Task An_observer_reads_the_scale_and_gives_no_number()
    {
        var board = BoardWith(new AddScale(Scale, Wording)).Apply(new JoinBoard("Ruth Adeyemi", "interpreter", Role.Observer), new(Ruth, SampleBoards.Noon));
        var page = await Open(board);
        Assert.Empty(page.FindAll($"#judge-{Scale}"));
        Assert.Equal(11, page.FindAll(".ladder > .rung").Count);
    }

    [Fact]
    public async Task A_scale_is_worded_anew_and_set_aside_with_everybodys_numbers_kept()
    {
        var page = await Open(BoardWith(new AddScale(Scale, Wording), new PlaceJudgement(Scale, 7, "", "")));
        page.Find($"#scale-more-{Scale}").Click();
        Button(page.Find(".scale"), "Change its words").Click();
        page.Find("[id$=-question]").Input("How safe now?");
        page.Find(".wording").Submit();
        Assert.Equal(Wording with { Question = "How safe now?" }, Board.Scale(Scale)!.Wording);

        page.Find($"#scale-more-{Scale}").Click();
        Button(page.Find(".scale"), "Set this scale aside").Click();
        Assert.Empty(page.FindAll(".ladder"));
        Assert.Equal("heading-scales", Focused.Last());
        Button(page.Find("details.aside"), "Take it up again").Click();
        Assert.Contains("Sandra Marsh", page.Find(".ladder").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_scale_starts_from_the_templates_words_for_the_whole_or_for_a_danger_that_has_none()
    {
        var page = await Open(BoardWith(Note("has one", "danger"), Note("has none", "danger"), new AddScale(Scale, Wording, Id("has one"))));
        page.Find("#add-scale").Click();
        Assert.Equal(SampleBoards.Template.Scales[0].Question, page.Find("[id$=-question]").GetAttribute("value"));
        var about = page.FindAll(".adding .pick:has([name=scale-about])");
        Assert.Equal(["The whole situation", "Danger 2: has none"], about.Select(p => p.TextContent.Trim()));

        about[1].QuerySelector("input")!.Change(true);
        Assert.Equal(SampleBoards.Template.DangerScale.Question, page.Find("[id$=-question]").GetAttribute("value"));
        page.Find(".wording").Submit();
        Assert.Equal((SampleBoards.Template.DangerScale, Id("has none")), (Board.Scales[1].Wording, Board.Scales[1].Danger));
    }

    [Fact]
    public async Task Words_written_for_a_new_scale_stay_when_one_says_afterwards_what_it_is_about()
    {
        var page = await Open(BoardWith(Note("has none", "danger")));
        page.Find("#add-scale").Click();
        var field = page.Find("[id$=-question]");
        field.Input("How safe on Fridays?");
        page.FindAll(".adding .pick")[1].QuerySelector("input")!.Change(true);

        Assert.Equal(field.Id, page.Find("[id$=-question]").Id);
        Assert.Equal(SampleBoards.Template.Scales[0].Question, page.Find("[id$=-question]").GetAttribute("value"));
        Assert.Equal(SampleBoards.Template.DangerScale.Ten, page.Find("[id$=-ten]").GetAttribute("value"));
        page.Find(".wording").Submit();
        Assert.Equal(SampleBoards.Template.DangerScale with { Question = "How safe on Fridays?" }, Board.Scales[0].Wording);
    }

    [Fact]
    public async Task Overall_scales_come_first_and_then_those_of_the_dangers_by_number()
    {
        var page = await Open(BoardWith(
            Note("first", "danger"), Note("second", "danger"),
            new AddScale(Id("b"), Wording with { Question = "of the second" }, Id("second")),
            new AddScale(Id("a"), Wording with { Question = "of the first" }, Id("first")),
            new AddScale(Id("c"), Wording with { Question = "overall" })));
        Assert.Equal(["overall", "of the first", "of the second"], page.FindAll(".scale h3").Select(h => h.TextContent));
    }
}
