using Bunit;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>Judging unseen: each number is its author's alone until the chair reveals all of them at once (V1).</summary>
public sealed class UnseenTests : PageTest
{
    private static readonly ScaleWording Wording = new("How safe?", "Safe enough", "Not safe at home");

    private static readonly string Scale = Id("scale");

    [Fact]
    public async Task V1_the_form_says_that_only_one_sees_ones_own_number_and_one_does()
    {
        var page = await Open(Sealed(Role.Family));
        page.Find($"#judge-{Scale}").Click();
        Assert.Contains("Only you see your number until the chair shows all the numbers at the same moment. The chair cannot see it either.", page.Find(".judge .unseen").TextContent, StringComparison.Ordinal);
        page.FindAll(".judge .rung input")[4].Change("6");
        page.Find(".judge [id$=-reason]").Input("She rings Nan.");
        page.Find(".judge").Submit();

        Assert.Equal("Your number is placed. Only you see it until the chair shows all numbers.", State.Announcement());
        Assert.Contains("She rings Nan.", Assert.Single(page.FindAll(".ladder .rung.marked")).TextContent, StringComparison.Ordinal);
        Assert.Equal(["10", "6", "0"], page.FindAll(".ladder .rung > .n").Select(n => n.TextContent));
        Assert.Equal("1 of 2 have placed a number", page.Find(".unseen h4").TextContent);
    }

    [Fact]
    public async Task C32_of_others_one_learns_how_many_have_placed_a_number_and_never_who()
    {
        var page = await Open(Sealed(Role.Family, new PlaceJudgement(Scale, 7, "It held.", "A month more")));
        Assert.Equal("1 of 2 have placed a number", page.Find(".unseen h4").TextContent);
        Assert.Empty(page.FindAll(".unseen li"));
        Assert.DoesNotContain("Sandra", page.Find(".scale").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody is told who has placed one.", page.Find(".unseen").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".ladder .card, .ladder .marked, [id^=reveal-]"));
        Assert.DoesNotContain("It held.", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Not yet", page.Find(".scale").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_only_read_are_not_counted_and_whoever_has_left_with_a_number_is()
    {
        var board = Sealed(Role.Observer)
            .Apply(new JoinBoard("Jo Marsh", "Mum", Role.Family), new(Id("Jo"), SampleBoards.Noon))
            .Apply(new PlaceJudgement(Scale, 7, "", ""), new(Id("Jo"), SampleBoards.Noon))
            .Apply(new LeaveBoard(), new(Id("Jo"), SampleBoards.Noon));
        var page = await Open(board);
        Assert.Equal("1 of 2 have placed a number", page.Find(".unseen h4").TextContent);
    }

    [Fact]
    public async Task C32_the_chair_is_not_told_either_who_has_placed_a_number()
    {
        var page = await Open(Sealed(Role.Chair, new PlaceJudgement(Scale, 7, "", "")));
        Assert.Equal("1 of 2 have placed a number", page.Find(".unseen h4").TextContent);
        Assert.DoesNotContain("Not yet", page.Find(".unseen").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Sandra", page.Find(".scale").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_number_there_is_nothing_to_reveal()
    {
        var page = await Open(Sealed(Role.Chair));
        Assert.Equal("0 of 2 have placed a number", page.Find(".unseen h4").TextContent);
        Assert.Empty(page.FindAll("[id^=reveal-]"));
    }

    [Fact]
    public async Task V1_revealing_is_asked_first_and_says_how_many_have_not_placed_a_number_yet()
    {
        var page = await Open(Sealed(Role.Chair, new PlaceJudgement(Scale, 7, "", "")));
        page.Find($"#reveal-{Scale}").Click();
        var asked = page.Find(".confirming").TextContent;
        Assert.Contains("It cannot be undone.", asked, StringComparison.Ordinal);
        Assert.Contains("One person has not placed a number yet.", asked, StringComparison.Ordinal);
        Button(page.Find(".confirming"), "Not yet").Click();
        Assert.Empty(Connection.Batches);
        Assert.Equal($"reveal-{Scale}", Focused.Last());
    }

    [Fact]
    public async Task V1_between_the_chairs_click_and_the_numbers_no_number_is_shown_and_then_all_at_once()
    {
        var page = await Open(Sealed(Role.Chair, new PlaceJudgement(Scale, 7, "It held.", "")));
        page.Find($"#reveal-{Scale}").Click();
        Button(page.Find(".confirming"), "Reveal all numbers").Click();

        Assert.Equal(new RevealScale(Scale), Assert.Single(Connection.Changes));
        Assert.Contains("Showing all the numbers…", page.Find(".unseen").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".ladder .card, .ladder .marked, [id^=reveal-]"));
        Assert.Equal(["10", "0"], page.FindAll(".ladder .rung > .n").Select(n => n.TextContent));

        await Connection.ConfirmAs(SampleBoards.Noon, Revealed(new Judgement(7, "It held.", "", new(Sandra, SampleBoards.Noon), TestCircles.Everyone, TestCircles.Everyone)));
        Assert.Empty(page.FindAll(".unseen"));
        Assert.Equal(11, page.FindAll(".ladder .rung").Count);
        Assert.Contains("It held.", page.FindAll(".ladder .rung")[3].TextContent, StringComparison.Ordinal);
        Assert.Equal("All the numbers are shown now: How safe?", State.Announcement());
    }

    [Fact]
    public async Task A_reveal_that_is_refused_leaves_everything_unseen()
    {
        var page = await Open(Sealed(Role.Chair, new PlaceJudgement(Scale, 7, "It held.", "")));
        page.Find($"#reveal-{Scale}").Click();
        Button(page.Find(".confirming"), "Reveal all numbers").Click();
        await Connection.Refuse(Refusal.Locked);
        Assert.Equal("1 of 2 have placed a number", page.Find(".unseen h4").TextContent);
        Assert.Empty(page.FindAll(".ladder .card"));
    }

    [Fact]
    public async Task V1_whoever_is_still_writing_when_the_numbers_are_shown_is_told_before_they_place_theirs()
    {
        var page = await Open(Sealed(Role.Family, new PlaceJudgement(Scale, 7, "", "")));
        page.Find($"#judge-{Scale}").Click();
        page.Find(".judge [id$=-reason]").Input("She rings Nan.");
        await Connection.Commit(Sandra, SampleBoards.Noon, Revealed(new Judgement(7, "", "", new(Sandra, SampleBoards.Noon), TestCircles.Everyone, TestCircles.Everyone)));
        Assert.Contains("The numbers have been shown meanwhile.", page.Find(".judge [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("All the numbers are shown now: How safe?", State.Announcement());
        page.FindAll(".judge .rung input")[4].Change("6");
        page.Find(".judge").Submit();
        Assert.Equal(new PlaceJudgement(Scale, 6, "She rings Nan.", ""), Assert.Single(Connection.Changes));
    }

    [Fact]
    public async Task The_chair_lets_people_judge_unseen_as_long_as_there_is_no_number()
    {
        var page = await Open(BoardFor(Role.Chair, new AddScale(Scale, Wording)));
        page.Find($"#scale-more-{Scale}").Click();
        Button(page.Find(".scale .under"), "Judge unseen").Click();
        Assert.True(Board.Scale(Scale)!.Sealed);
        Assert.Equal("0 of 2 have placed a number", page.Find(".unseen h4").TextContent);

        await Connection.Confirm(SampleBoards.Noon);
        page.Find($"#scale-more-{Scale}").Click();
        Assert.DoesNotContain("Judge unseen", page.Find(".scale .under").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_scale_is_judged_unseen_and_the_chair_alone_may_choose_otherwise()
    {
        var page = await Open(BoardFor(Role.Professional));
        page.Find("#add-scale").Click();
        Assert.Contains("Everybody judges unseen. The chair reveals all numbers together.", page.Find(".adding").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("input[name=scale-sealed]"));
        page.Find(".wording").Submit();
        Assert.True(Assert.Single(Board.Scales).Sealed);
    }

    [Fact]
    public async Task The_chair_adds_a_scale_on_which_numbers_are_seen_at_once()
    {
        var page = await Open(BoardFor(Role.Chair));
        page.Find("#add-scale").Click();
        Assert.True(page.FindAll("input[name=scale-sealed]")[0].HasAttribute("checked"));
        page.FindAll("input[name=scale-sealed]")[1].Change(true);
        page.Find(".wording").Submit();
        Assert.False(Assert.Single(Board.Scales).Sealed);
    }

    private static Board Sealed(Role ruth, params Change[] changes) => BoardFor(ruth, [new AddScale(Scale, Wording, Sealed: true), .. changes]);

    private static RevealScale Revealed(params Judgement[] judgements) => new(Scale, [.. judgements]);
}
