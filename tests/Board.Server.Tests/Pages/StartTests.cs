using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class StartTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_chair_starts_a_board_and_stands_before_the_empty_map()
    {
        using var laptop = server.NewBrowser();
        var id = await laptop.StartBoard("Wren and Rowan: review", "Ada Chair");

        var board = await server.Board(id);
        var template = MeetingTemplates.Find("review")!;
        Assert.Equal(("Wren and Rowan: review", "review", false), (board.Title, board.Template.Id, board.Practice));
        var chair = Assert.Single(board.Participants);
        Assert.Equal(("Ada Chair", "independent chair", Role.Chair), (chair.Name, chair.Who, chair.Role));
        Assert.Equal(template.Scales, board.Scales.Select(s => s.Wording));
        Assert.Empty(board.Notes);
        Assert.Equal(200, (await laptop.Get("/b/" + id)).Status);
    }

    [Fact]
    public async Task Every_kind_of_meeting_can_be_started()
    {
        using var laptop = server.NewBrowser();
        var form = await laptop.Get("/start");
        foreach (var template in MeetingTemplates.All)
        {
            Assert.Contains(template.Summary, form.Text, StringComparison.Ordinal);
            var started = await laptop.Send(form, "start", ("Kind", template.Id), ("Title", "T"), ("Name", "N"), ("Who", "W"));
            Assert.Equal(template.Id, (await server.Board(started.Location!["/b/".Length..])).Template.Id);
        }
    }

    [Fact]
    public async Task Each_thing_that_is_missing_is_named_and_what_was_typed_stays()
    {
        using var laptop = server.NewBrowser();
        var asked = await laptop.Send(await laptop.Get("/start"), "start", ("Kind", "no-such-kind"), ("Title", "A title"), ("Name", " "));
        Assert.Equal(422, asked.Status);
        Assert.Contains("<title>Problem: ", asked.Html, StringComparison.Ordinal);
        foreach (var field in new[] { "kind", "name", "who" })
        {
            Assert.Contains($"href=\"#{field}\"", asked.Html, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}\"", asked.Html, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-fault\"", asked.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("href=\"#title\"", asked.Html, StringComparison.Ordinal);
        Assert.Equal("A title", asked.ValueOf("title"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye")]
    [InlineData("  7KQ2M X9DTP OHW4N R8ZVB 3JFYE ")]
    public async Task A_link_that_was_pasted_or_typed_leads_to_its_meeting(string link)
    {
        using var phone = server.NewBrowser();
        var sent = await phone.Send(await phone.Get("/"), "invited", ("Link", link));
        Assert.Equal((302, "/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye"), (sent.Status, sent.Location));
    }

    [Theory]
    [InlineData("", "Put in the link")]
    [InlineData("https://meet.example/l/123 \"><script>", "There is no link to a meeting in this")]
    public async Task What_is_no_link_gets_a_kind_answer_and_stays(string link, string answer)
    {
        using var phone = server.NewBrowser();
        var sent = await phone.Send(await phone.Get("/"), "invited", ("Link", link));
        Assert.Equal(422, sent.Status);
        Assert.Contains(answer, sent.Text, StringComparison.Ordinal);
        Assert.Equal(link, sent.ValueOf("link") ?? "");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/start")]
    public async Task A_form_without_its_token_is_refused_in_kind_words(string path)
    {
        using var browser = server.NewBrowser();
        var handler = path == "/" ? "practice" : "start";
        var refused = await browser.Post(path, KeyValuePair.Create("_handler", handler), KeyValuePair.Create("Name", "Mallory"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("This page could not be sent", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joining_a_board_in_another_tab_does_not_void_a_form_that_is_open()
    {
        using var laptop = server.NewBrowser();
        var open = await laptop.Get("/start");
        await laptop.StartBoard();
        var sent = await laptop.Send(open, "start", ("Kind", "plain"), ("Title", "T"), ("Name", "N"), ("Who", "W"));
        Assert.Equal(302, sent.Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/start")]
    [InlineData("/privacy")]
    [InlineData("/accessibility")]
    public async Task Every_page_says_that_this_is_a_demonstration_and_needs_no_runtime(string path)
    {
        using var browser = server.NewBrowser();
        var page = await browser.Get(path);
        Assert.Equal(200, page.Status);
        Assert.Contains("Demonstration.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Do not write about real people.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("_framework/", page.Html, StringComparison.Ordinal);
    }
}
