using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Practice;
using MappingBoard.Shared.Templates.Practice;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class PracticeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task One_button_opens_the_made_up_family_as_the_script_leaves_it()
    {
        using var browser = server.NewBrowser();
        var opened = await browser.Send(await browser.Get("/"), "practice");
        var board = await server.Board(opened.Location!["/b/".Length..]);

        // Every step was accepted: the board equals the script's changes applied one after the other.
        var script = PracticeBoard.Of(PracticeMeeting.Load(), DateOnly.FromDateTime(board.StartedAt.UtcDateTime), new byte[PracticeBoard.SeedBytes]);
        var expected = script.Batches.SelectMany(b => b.Changes, (b, change) => (b.By, change))
            .Aggregate(Shared.Model.Board.Empty(board.Id), (grown, done) => grown.Apply(done.change, new(done.By, board.StartedAt)));
        Assert.True(board.Practice);
        Assert.Equal(expected.Title, board.Title);
        foreach (var column in Enum.GetValues<Column>()) Assert.Equal(Notes(expected, column), Notes(board, column));
        Assert.Equal(Scales(expected), Scales(board));
        Assert.Equal(expected.Participants.Select(p => (p.Name, p.Who, p.Role)), board.Participants.SkipLast(1).Select(p => (p.Name, p.Who, p.Role)));
        var me = board.Participants[^1];
        Assert.Equal(("You, trying it out", Role.Chair), (me.Name, me.Role));
    }

    [Fact]
    public async Task Two_people_who_try_it_out_get_a_board_each()
    {
        using var one = server.NewBrowser();
        using var two = server.NewBrowser();
        var first = await one.Send(await one.Get("/"), "practice");
        var second = await two.Send(await two.Get("/"), "practice");
        Assert.NotEqual(first.Location, second.Location);
        Assert.Equal(403, (await two.Get(first.Location!)).Status);
        var (a, b) = (await server.Board(first.Location!["/b/".Length..]), await server.Board(second.Location!["/b/".Length..]));
        Assert.Empty(a.Notes.Keys.Intersect(b.Notes.Keys));
        Assert.Empty(a.Participants.Select(p => p.Id).Intersect(b.Participants.Select(p => p.Id)));
    }

    [Fact]
    public async Task The_map_says_that_the_family_is_made_up()
    {
        using var browser = server.NewBrowser();
        var opened = await browser.Send(await browser.Get("/"), "practice");
        var map = await browser.Get(opened.Location!);
        Assert.Contains("this family is made up", map.Text, StringComparison.Ordinal);
        var invited = await server.Invite(opened.Location!["/b/".Length..]);
        using var other = server.NewBrowser();
        Assert.Contains("Practice: this family is made up", (await other.Get("/join/" + invited)).Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Notes(Board board, Column column) =>
        board.Columns[(int)column].Select(id => board.Notes[id]).Select(n =>
            $"{n.Text}|{n.Category}|{board.Participant(n.Author)?.Name}|{n.Voice}|{n.IsRemoved}|{n.Step?.Who} {n.Step?.By} {n.Step?.Done is not null}|{board.Note(n.Goal)?.Text}");

    private static IEnumerable<string> Scales(Board board) => board.Scales.Select(s =>
        $"{s.Wording}|{board.Note(s.Danger)?.Text}|{string.Join(';', s.Judgements.Select(j => $"{board.Participant(j.Placed.By)?.Name} {j.Value} {j.Reason} {j.OneHigher}"))}");
}
