using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>Who opened the map, and who let whom in.</summary>
public sealed class AccessLogTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A10_the_chair_reads_who_did_what_in_words_and_takes_it_along_which_is_itself_noted()
    {
        var (board, chair, phone) = await Meeting();
        using var stranger = server.NewBrowser();
        var wait = (await stranger.Join(await server.Invite(board), "=Mallory \"M\"", "friend")).Location!;
        await server.AsksAsTheChair(board, new Decline(wait["/wait/".Length..]));
        await phone.Get("/b/" + board);
        await server.SendsOut(board, (await server.Board(board)).Participants[^1].Id);
        await Opened(board, 2);

        var page = await chair.Get($"/b/{board}/access-log");
        Assert.Equal(200, page.Status);
        string[] said =
        [
            "Ada Chair (chair) started the meeting", "Ada Chair opened the map, as chair", "Ada Chair (chair) made an invitation for the family",
            "Kev Marsh asked to come in, as family", "Ada Chair (chair) let in Kev Marsh, as family", "Kev Marsh came to the meeting, as family",
            "Kev Marsh opened the map, as family", "Ada Chair (chair) did not let in =Mallory \"M\"", "Ada Chair (chair) ended the part of Kev Marsh (family) in the meeting",
        ];
        Assert.All(said, words => Assert.Contains(words, page.Text, StringComparison.Ordinal));

        var table = await chair.Get($"/b/{board}/access-log.csv");
        Assert.Equal("text/csv; charset=utf-8", table.Headers["Content-Type"]);
        Assert.Contains("attachment", table.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("no-store", table.Headers["Cache-Control"]);
        var rows = table.Html.Trim().Split("\r\n");
        Assert.Equal("when (UTC),what,about,by,as,invitation,in words", rows[0].TrimStart('\uFEFF'));
        Assert.Contains("\"Ada Chair (chair) exported this list\"", rows[1], StringComparison.Ordinal);
        Assert.Contains(rows, r => r.EndsWith("\"Ada Chair (chair) did not let in =Mallory \"\"M\"\"\"", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.EndsWith("\"'=Mallory \"\"M\"\" asked to come in, as family\"", StringComparison.Ordinal));
        Assert.Contains("Ada Chair (chair) exported this list", (await chair.Get($"/b/{board}/access-log")).Text, StringComparison.Ordinal);
    }

    /// <summary>Names as they come into a spreadsheet: never a formula, and never a sentence that reads the other way round.</summary>
    [Theory]
    [InlineData("דנה", "\u2068דנה\u2069 asked")]
    [InlineData("=דנה", "'\u2068=דנה\u2069 asked")]
    [InlineData("\u3000＝cmd()", "'＝cmd() asked")]
    [InlineData("+44 Kev", "'+44 Kev asked")]
    [InlineData("@Kev", "'@Kev asked")]
    [InlineData("-Kev", "'-Kev asked")]
    [InlineData("Kev - \u202Ehsram", "Kev - hsram asked")]
    public async Task T4_a_name_in_the_table_is_a_name(string name, string written)
    {
        var (board, chair, _) = await Meeting();
        using var stranger = server.NewBrowser();
        await stranger.Join(await server.Invite(board), name, "friend");
        var rows = (await chair.Get($"/b/{board}/access-log.csv")).Html.Split("\r\n");
        Assert.Contains(rows, row => row.Contains($",\"{written} to come in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A10_nobody_but_the_chair_reads_it()
    {
        var (board, _, phone) = await Meeting();
        using var stranger = server.NewBrowser();
        foreach (var path in new[] { $"/b/{board}/access-log", $"/b/{board}/access-log.csv", "/b/nothing/access-log", "/b/nothing/access-log.csv" })
        {
            foreach (var browser in new[] { phone, stranger })
            {
                var refused = await browser.Get(path);
                Assert.Equal(403, refused.Status);
                Assert.DoesNotContain("Ada Chair", refused.Html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task V6_a_chair_who_has_left_reads_it_no_more()
    {
        var (board, chair, _) = await Meeting();
        using var second = server.NewBrowser();
        await server.Comes(second, board, await server.Invite(board, Shared.Model.Role.Professional), "Priya Nair", "social-worker");
        var priya = (await server.Board(board)).Participants[^1].Id;
        await server.MakesChair(board, priya);
        await chair.Send(await chair.Get("/leave/" + board), "leave");
        Assert.Equal(403, (await chair.Get($"/b/{board}/access-log")).Status);
        Assert.Contains("Ada Chair (chair) made Priya Nair (professional) a chair", (await second.Get($"/b/{board}/access-log")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V8_a_rename_is_a_line_and_what_happened_before_it_keeps_the_name_of_that_time()
    {
        var (board, chair, _) = await Meeting();
        var kev = (await server.Board(board)).Participants[^1].Id;
        await server.Does(board, kev, new RenamePerson("Ada Chair", "independent chair"));

        var page = (await chair.Get($"/b/{board}/access-log")).Text;
        Assert.Contains("Ada Chair (chair, 1 of 2 with this name) let in Kev Marsh, as family", page, StringComparison.Ordinal);
        Assert.Contains(
            "Kev Marsh (family, 2 of 2 with this name) changed their name or who they are, and is called Ada Chair (family, 2 of 2 with this name) from here on",
            page, StringComparison.Ordinal);
        Assert.Contains("changed their name or who they are", (await chair.Get($"/b/{board}/access-log.csv")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Chair", Assert.Single(await Lines(board), l => l.What == AccessKind.Renamed).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A10_the_log_holds_ids_and_no_names()
    {
        var (board, _, _) = await Meeting();
        var people = (await server.Board(board)).Participants.ToDictionary(p => p.Name, p => p.Id);
        var lines = await Lines(board);
        Assert.All(lines, l => Assert.DoesNotContain("Marsh", l.ToString(), StringComparison.Ordinal));
        var letIn = Assert.Single(lines, l => l.What == AccessKind.LetIn);
        Assert.Equal((people["Kev Marsh"], people["Ada Chair"]), (letIn.Participant, letIn.By));
        Assert.Equal(Assert.Single(lines, l => l.What == AccessKind.Invited).Invitation, letIn.Invitation);
    }

    [Fact]
    public async Task A10_each_opening_of_the_map_is_noted_and_a_page_that_is_refused_is_not()
    {
        var (board, chair, phone) = await Meeting();
        await Opened(board, 1);
        await phone.Get("/b/" + board);
        await chair.Get("/b/" + board);
        await Opened(board, 3);
        using var stranger = server.NewBrowser();
        await stranger.Get("/b/" + board);
        await phone.Get("/b/" + board);
        await Opened(board, 4);
    }

    private async Task<(string Board, Browser Chair, Browser Phone)> Meeting()
    {
        var (chair, phone) = (server.NewBrowser(), server.NewBrowser());
        var board = await chair.StartBoard();
        await chair.Get("/b/" + board);
        await server.Comes(phone, board, await server.Invite(board), "Kev Marsh", "relative");
        return (board, chair, phone);
    }

    /// <summary>Openings are noted behind the page, in order.</summary>
    private Task Opened(string board, int times) =>
        Server.Tests.Transports.Waits.For(() => Lines(board), seen => seen.Count(l => l.What == AccessKind.Opened) == times);

    private async Task<IReadOnlyList<AccessEntry>> Lines(string board) =>
        [.. (await server.Services.GetRequiredService<IAccessLog>().Read(board, null, 1000, TestContext.Current.CancellationToken)).Select(l => l.Entry)];
}
