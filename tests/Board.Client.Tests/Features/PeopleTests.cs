using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

public sealed class PeopleTests : PageTest
{
    [Fact]
    public async Task Who_is_here_stands_in_full_with_oneself_first()
    {
        var page = await Open(BoardFor(Role.Professional).Apply(new JoinBoard("Kev Marsh", "uncle", Role.Family), new(Id("Kev Marsh"), SampleBoards.Noon)));
        Assert.Equal("Two people are here", page.Find(".rail h2").TextContent);
        Assert.Equal(["Ruth Adeyemi (you) professional", "Sandra Marsh professional", "Kev Marsh family"], NamesIn(page, ".rail"));
        Assert.Equal(["made up", "made up", "uncle"], page.FindAll(".rail .role").Select(b => b.TextContent));
        Assert.Equal("Not here now", page.Find(".rail h3").TextContent);
    }

    [Fact]
    public async Task V8_it_says_of_everybody_what_they_do_at_the_meeting_whatever_they_say_of_themselves()
    {
        var page = await Open(BoardWith().Apply(new JoinBoard("Kim Lee", "IRO and chair", Role.Chair), new(Id("Kim Lee"), SampleBoards.Noon)));
        Assert.Equal(["made up", "made up", "IRO and chair"], page.FindAll(".rail .role").Select(b => b.TextContent));
        Assert.Equal(["chair", "chair", "chair"], page.FindAll(".rail .person-tag").Select(b => b.TextContent));
    }

    [Fact]
    public async Task Family_and_professionals_have_the_same_disc()
    {
        var kev = Id("Kev Marsh");
        var page = await Open(BoardWith().Apply(new JoinBoard("Kev Marsh", "uncle", Role.Family), new(kev, SampleBoards.Noon)));
        await Connection.Say(new PresenceChanged([new(kev, true)]));
        var discs = page.FindAll(".rail .disc").Skip(1).ToList();
        Assert.Equal(["SM", "KM"], discs.Select(d => d.TextContent));
        Assert.Equal(discs[0].ClassName, discs[1].ClassName);
    }

    [Fact]
    public async Task B3_it_says_who_comes_goes_writes_and_has_left()
    {
        var page = await Open(BoardFor(Role.Professional));
        await Connection.Say(new PresenceChanged([new(Sandra, true, "column:worries")]));
        Assert.Equal("made up, writing", page.FindAll(".rail .role")[1].TextContent);
        await Connection.Say(new PresenceChanged([new(Sandra, false)]));
        Assert.Equal("One person is here", page.Find(".rail h2").TextContent);
        await Connection.Commit(Sandra, SampleBoards.Noon, new LeaveBoard());
        Assert.Equal("made up, has left", page.FindAll(".rail .role")[1].TextContent);
    }

    [Fact]
    public async Task One_corrects_ones_own_name_and_finds_the_way_out()
    {
        var page = await Open(BoardFor(Role.Professional));
        Button(page.Find(".rail"), "Change my name").Click();
        page.Find(".rail [id$=-name]").Input(" ");
        page.Find(".rail form").Submit();
        Assert.Equal(Refusal.Blank.Sentence(), page.Find(".rail form [role=alert]").TextContent);

        page.Find(".rail [id$=-name]").Input("Ruth A.");
        page.Find(".rail form").Submit();
        Assert.Equal(new RenamePerson("Ruth A.", "made up"), Assert.Single(Connection.Changes));
        Assert.Equal("Ruth A. (you) professional", NamesIn(page, ".rail").First());
        Assert.Equal($"leave/{Board.Id}", page.Find(".rail a").GetAttribute("href"));
    }

    [Fact]
    public async Task On_a_small_screen_the_whole_list_is_one_tap_away()
    {
        var page = await Open(BoardWith());
        var button = Button(page.Find(".bar"), "2 people here");
        button.Click();
        Assert.Equal(["Ruth Adeyemi (you) chair", "Sandra Marsh chair"], NamesIn(page, "dialog"));
    }

    [Fact]
    public async Task A_tab_counts_what_is_new_elsewhere_and_turning_away_from_a_column_means_that_it_was_seen()
    {
        var page = await Open(BoardWith());
        await Connection.Commit(Sandra, SampleBoards.Noon, Note("a worry"), Note("good", "strength"));
        var tabs = () => page.FindAll(".tabs .tab");
        Assert.Null(tabs()[0].QuerySelector(".unread"));
        Assert.Equal("1 new", tabs()[1].QuerySelector(".unread")!.TextContent);

        tabs()[1].Click();
        Assert.Equal("true", tabs()[1].GetAttribute("aria-current"));
        Assert.Equal([Id("good")], State.Unseen);
    }

    /// <summary>Each person's name, with what the server says of them.</summary>
    private static IEnumerable<string> NamesIn(IRenderedComponent<BoardPage> page, string where) =>
        page.FindAll($"{where} .person").Select(person => $"{person.QuerySelector("b")!.TextContent} {person.QuerySelector(".person-tag")!.TextContent}");
}
