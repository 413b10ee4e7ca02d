using System.Text.RegularExpressions;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Model;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>A chair finds their meetings again, on whatever device (S4).</summary>
public sealed class MyMeetingsTests(MyMeetingsTests.Server server) : IClassFixture<MyMeetingsTests.Server>
{
    [Fact]
    public async Task Who_has_started_nothing_yet_is_told_so_kindly()
    {
        using var browser = await server.SignedIn("new");
        var mine = await browser.Get("/meetings");
        Assert.Equal(200, mine.Status);
        Assert.Contains("You have not started a meeting yet", mine.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/start\"", mine.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S4_a_chair_who_lost_the_device_is_back_as_the_same_person()
    {
        using var lost = await server.SignedIn();
        var board = await lost.StartBoard("Wren and Rowan", "Ada Chair");
        using var found = await server.SignedIn();
        Assert.Equal(403, (await found.Get("/b/" + board)).Status);

        var mine = await found.Get("/meetings");
        Assert.Contains("Wren and Rowan", mine.Text, StringComparison.Ordinal);
        Assert.Contains("started on", mine.Text, StringComparison.Ordinal);
        var opened = await found.Send(mine, "open", ("Board", board));

        Assert.Equal((302, "/b/" + board), (opened.Status, opened.Location));
        Assert.Equal(200, (await found.Get("/b/" + board)).Status);
        var chair = Assert.Single((await server.Board(board)).Participants);
        Assert.Equal((Role.Chair, (DateTimeOffset?)null), (chair.Role, chair.LeftAt));
        Assert.Equal(chair.Id, Held(found, board));
    }

    [Fact]
    public async Task S4_a_chair_who_had_left_comes_back_so_that_the_board_has_one_who_can_act()
    {
        using var browser = await server.SignedIn();
        var board = await browser.StartBoard("Left too soon");
        var ada = Held(browser, board);
        using var other = server.NewBrowser();
        await server.Comes(other, board, await server.Invite(board, Role.Professional), "Ben", "social-worker");
        await server.MakesChair(board, (await server.Board(board)).Participants[^1].Id);
        await browser.Send(await browser.Get("/leave/" + board), "leave");
        Assert.Equal(403, (await browser.Get("/b/" + board)).Status);

        var mine = await browser.Get("/meetings");
        Assert.Contains("You have left it.", mine.Text, StringComparison.Ordinal);
        await browser.Send(mine, "open", ("Board", board));

        Assert.Equal(200, (await browser.Get("/b/" + board)).Status);
        Assert.Equal(ada, Held(browser, board));
        Assert.Equal(2, (await server.Board(board)).Participants.Count);
        var chair = (await server.Board(board)).Participant(ada)!;
        Assert.Equal((Role.Chair, true, (DateTimeOffset?)null), (chair.Role, chair.IsChair, chair.LeftAt));
    }

    [Fact]
    public async Task The_practice_board_is_on_the_list_and_says_that_it_is_one()
    {
        using var browser = await server.SignedIn("ben");
        var opened = await browser.Send(await browser.Get("/"), "practice");
        Assert.StartsWith("/b/", opened.Location!, StringComparison.Ordinal);
        using var other = await server.SignedIn("ben");
        var mine = await other.Get("/meetings");
        Assert.Contains("Practice: this family is made up", mine.Text, StringComparison.Ordinal);
        var board = opened.Location!["/b/".Length..];
        Assert.Equal(opened.Location, (await other.Send(mine, "open", ("Board", board))).Location);
        Assert.Equal(Held(browser, board), Held(other, board));
    }

    [Fact]
    public async Task K1_the_list_says_of_each_meeting_how_it_stands_without_opening_its_board()
    {
        using var browser = await server.SignedIn("ben");
        var board = await browser.StartBoard("Standing still");
        var before = (await browser.Get("/meetings")).Text;
        Assert.Contains("Not final. Last change on", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Kept until", before, StringComparison.Ordinal);

        await server.AsTheChair(board, new HoldBoard());
        Assert.Contains("On hold: only chairs can change it", (await browser.Get("/meetings")).Text, StringComparison.Ordinal);
        await server.AsTheChair(board, new LockBoard());
        Assert.Contains("Final since", (await browser.Get("/meetings")).Text, StringComparison.Ordinal);

        // Once nobody is there any more.
        var index = server.Services.GetRequiredService<IMeetingIndex>();
        await Waits.For(() => index.Read([board], TestContext.Current.CancellationToken), seen => seen is [{ LockedAt: not null }]);
        await Waits.For(() => server.Services.GetRequiredService<RoomDirectory>().ReadIfOpen(board), seen => seen is null);
        var mine = await browser.Get("/meetings");
        Assert.Contains("Standing still", mine.Text, StringComparison.Ordinal);
        Assert.Matches("Final since [^.]*\\. Kept until at least \\d", mine.Text);
        Assert.Null(server.Services.GetRequiredService<RoomDirectory>().ReadIfOpen(board));
    }

    [Fact]
    public async Task S4_nobody_opens_the_meeting_of_somebody_else_from_their_own_list()
    {
        using var ada = await server.SignedIn();
        var board = await ada.StartBoard();
        using var ben = await server.SignedIn("ben");
        await ben.StartBoard();
        var none = Ids.From([.. Enumerable.Repeat((byte)7, 16)]);
        var texts = new List<string>();
        foreach (var forged in new[] { board, none, "", "x", "' OR 1=1 --" })
        {
            var refused = await ben.Send(await ben.Get("/meetings"), "open", ("Board", forged));
            Assert.Equal(422, refused.Status);
            Assert.Contains("This meeting is not on your list", refused.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("mb." + board, ben.CookieValues.Keys);
            texts.Add(refused.Text);
        }

        // Whether there is such a board or not.
        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_the_latest_first()
    {
        using var browser = await server.SignedIn("busy");
        // This browser's own places would push out each other.
        for (var i = 1; i <= 21; i++) browser.Forget("mb." + await browser.StartBoard($"Meeting {i:00}"));
        var first = await browser.Get("/meetings");
        Assert.Equal(Enumerable.Range(2, 20).Reverse().Select(i => $"Meeting {i:00}"), Titles(first));
        Assert.Contains("Older meetings", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Newer meetings", first.Text, StringComparison.Ordinal);
        var second = await browser.Get("/meetings?page=2");
        Assert.Equal(["Meeting 01"], Titles(second));
        Assert.DoesNotContain("Older meetings", second.Text, StringComparison.Ordinal);
        foreach (var odd in new[] { "0", "-1", "3", "99999999999", "x" })
        {
            Assert.Equal(200, (await browser.Get("/meetings?page=" + odd)).Status);
        }
    }

    [Fact]
    public async Task The_name_that_somebody_signed_in_with_stands_in_the_form_and_can_be_changed()
    {
        using var browser = await server.SignedIn();
        var form = await browser.Get("/start");
        Assert.Equal("Ada Chair", form.ValueOf("name"));
        var board = await browser.StartBoard(name: "Ada");
        Assert.Equal("Ada", (await server.Board(board)).Participants[0].Name);
        var asked = await browser.Send(form, "start", ("Name", " "), ("Title", "T"));
        Assert.Equal(422, asked.Status);
        Assert.Equal(" ", asked.ValueOf("name"));
    }

    [Fact]
    public async Task The_title_of_the_window_and_the_address_name_nobody()
    {
        using var browser = await server.SignedIn();
        await browser.StartBoard("Unmistakabletitle");
        var mine = await browser.Get("/meetings");
        Assert.Contains("<title>My meetings - MappingBoard</title>", mine.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|action)=\"[^\"]*Unmistakable", mine.Html);
    }

    private string Held(Browser browser, string board) => Services.Read(server, browser).Single(p => p.Board == board).Participant;

    private static IEnumerable<string> Titles(Page page) => Regex.Matches(page.Html, "<h2 dir=\"auto\">([^<]*)</h2>").Select(m => m.Groups[1].Value);

    /// <summary>With two members of staff more, whose lists no other test touches.</summary>
    public sealed class Server : SignInServer
    {
        protected override string[] Settings => [.. base.Settings, "--Rooms:IdleTime=00:00:01", "--Listing:Every=00:00:00.1", "--Retention:FinalDays=3650"];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Provider.Accounts.Add(new("new", "11-new", "Nell New", ["Board.Staff"]));
            Provider.Accounts.Add(new("busy", "22-busy", "Bo Busy", ["Board.Staff"]));
        }
    }

    private static class Services
    {
        /// <summary>What a browser's cookies say that it may open.</summary>
        public static IEnumerable<BoardPass> Read(Server server, Browser browser)
        {
            var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
            request.Headers.Cookie = browser.Cookies.GetCookieHeader(server.Address);
            return server.Services.GetRequiredService<BoardCookies>().Read(request);
        }
    }
}
