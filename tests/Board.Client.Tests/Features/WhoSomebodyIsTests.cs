using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>Nobody wears the chair's name as words: the server says who somebody is, wherever they are named (V8).</summary>
public sealed class WhoSomebodyIsTests : MeetingPageTest
{
    private static readonly RenamePerson TakeOver = new("Sandra Marsh", "chair");
    private static readonly string Scale = Id("scale");

    [Fact]
    public async Task V8_wherever_somebody_is_named_stands_what_the_server_says_of_them()
    {
        var page = await Open(TakenOver());
        Everywhere(page, "family, 2 of 2 with this name", atLeast: 4);
        Everywhere(page, "chair, 1 of 2 with this name", atLeast: 3);
        Assert.Contains("Changed by Sandra Marsh (chair, 1 of 2 with this name)", Slip(page, "by Jo").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V8_the_same_on_the_record_which_names_people_as_they_were_called_when_they_spoke()
    {
        var board = TakenOver().Apply(new HoldBoard(), At(Sandra, 8)).Apply(new LockBoard(), At(Sandra, 8));
        var page = await Open(board.Apply(new RespondToFinal(FinalAnswer.Agree, "Yes."), At(Jo, 9)));
        var record = page.Find(".record");
        var said = Said(record);
        Assert.Contains("Jo Marsh (family, 2 of 2 with this name), Mum", said, StringComparison.Ordinal);
        Assert.Contains("Sandra Marsh (family, 2 of 2 with this name; chair; before: Jo Marsh)", said, StringComparison.Ordinal);
        Assert.Contains("Sandra Marsh (chair, 1 of 2 with this name; chair)", said, StringComparison.Ordinal);
        Assert.Contains("Sandra Marsh (family, 2 of 2 with this name), chair: agrees", said, StringComparison.Ordinal);
        Everywhere(page, "family, 2 of 2 with this name", atLeast: 1);
    }

    [Fact]
    public async Task V8_who_comes_back_under_another_name_renames_nobody_on_the_record()
    {
        var board = Then(Meeting(Role.Professional), Jo, Note("by Jo"));
        board = Then(board, Sandra, new HoldBoard(), new LockBoard())
            .Apply(new LeaveBoard(), At(Jo, 1)).Apply(new JoinBoard("Sandra Marsh", "chair", Role.Family), At(Jo, 2));
        var said = Said((await Open(board)).Find(".record"));
        Assert.Contains("Jo Marsh (family, 2 of 2 with this name; Mum)", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Sandra Marsh (family", said.Split("Do you agree")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task V8_a_chair_is_told_that_the_name_of_somebody_who_asks_is_on_the_map_already()
    {
        var page = await Open(Meeting(Role.Chair));
        await Connection.Say(new Asking([new(Id("asks"), "Sandra  MARSH, chair", "colleague", Role.Family, TestCircles.Family, SampleBoards.Noon)]));
        var asker = page.Find(".rail .asker");
        Assert.Contains("Comes as family", Said(asker), StringComparison.Ordinal);
        Assert.Contains("The name is already on the map: Sandra Marsh (chair).", Said(asker), StringComparison.Ordinal);
        Assert.Contains("already on the map", Said(page.Find(".knock")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task V8_while_the_writing_is_paused_ones_name_stays()
    {
        var page = await Open(Meeting(Role.Family, new HoldBoard()));
        Button(page.Find(".rail"), "Change my name").Click();
        page.Find(".rail [id$=-name]").Input("Sandra Marsh");
        page.Find(".rail form").Submit();
        Assert.Equal(Refusal.Held.Sentence(), page.Find(".rail form [role=alert]").TextContent);
        Assert.Empty(Made());
    }

    /// <summary>Jo, of the family, took the chair's name after she had written, judged and been changed.</summary>
    private static Board TakenOver()
    {
        var board = Then(Meeting(Role.Professional), Jo, Note("by Jo"));
        board = Then(board, Sandra, Note("by Sandra"), new EditText(Id("by Jo"), 0, Shared.Text.TextEdit.Replace(5, 5, 0, ".")));
        board = Then(board, Sandra, new AddScale(Scale, new("How safe?", "Yes", "No")), new PlaceJudgement(Scale, 3, "So.", ""));
        board = Then(board, Jo, new PlaceJudgement(Scale, 7, "Nan.", ""), Note("off"), new RemoveNote(Id("off")));
        return board.Apply(TakeOver, At(Jo, 5));
    }

    /// <summary>Every name on the page that both have is followed by what the server says of one of them.</summary>
    private static void Everywhere(IRenderedComponent<BoardPage> page, string about, int atLeast)
    {
        var names = page.FindAll("bdi[translate=no]").Where(b => b.TextContent == "Sandra Marsh").ToList();
        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var near = name.Closest("p, li, dd, div, td")!.TextContent;
            Assert.Contains("of 2 with this name", near, StringComparison.Ordinal);
        }

        Assert.InRange(names.Count(n => n.Closest("p, li, dd, div, td")!.TextContent.Contains(about, StringComparison.Ordinal)), atLeast, 100);
    }

    private static Stamp At(string by, int minute) => new(by, SampleBoards.Noon.AddMinutes(minute));
}
