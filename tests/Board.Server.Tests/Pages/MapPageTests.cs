using MappingBoard.Shared.Model;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class MapPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task V2_a_board_that_is_not_yours_and_one_that_there_is_not_get_the_same_answer()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard("Wren and Rowan");
        using var stranger = server.NewBrowser();
        var (real, none) = (await stranger.Get("/b/" + board), await stranger.Get("/b/" + Ids.From(new byte[16])));
        Assert.Equal((403, 403), (real.Status, none.Status));
        Assert.Contains("Open the link that you were sent", real.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wren", real.Html, StringComparison.Ordinal);
        Assert.Equal(none.Text, real.Text);
    }

    [Fact]
    public async Task A_cookie_of_one_board_does_not_open_another()
    {
        using var chair = server.NewBrowser();
        var (one, other) = (await chair.StartBoard(), await chair.StartBoard());
        using var thief = server.NewBrowser();
        thief.SetCookie("mb." + other, chair.CookieValues["mb." + one]);
        Assert.Equal(403, (await thief.Get("/b/" + other)).Status);
        Assert.Equal(403, (await thief.Get("/b/" + one)).Status);
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_is_none()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        var cookie = chair.CookieValues["mb." + board];
        foreach (var forged in new[] { cookie[..^4] + "AAAA", cookie + "A", "x", "%00", "", new string('A', 3000) })
        {
            using var thief = server.NewBrowser();
            thief.SetCookie("mb." + board, forged);
            Assert.Equal(403, (await thief.Get("/b/" + board)).Status);
        }

        Assert.Equal(200, (await chair.Get("/b/" + board)).Status);
    }

    [Fact]
    public async Task The_map_is_in_the_page_before_any_script_has_run()
    {
        using var browser = server.NewBrowser();
        var opened = await browser.Send(await browser.Get("/"), "practice");
        var map = await browser.Get(opened.Location!);
        Assert.Contains("Reuben reads to Ivy at bedtime", map.Text, StringComparison.Ordinal);
        Assert.Contains("What are we worried about?", map.Text, StringComparison.Ordinal);
        Assert.Contains("data-hide-page", map.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_title_of_the_window_names_nobody()
    {
        using var chair = server.NewBrowser();
        var map = await chair.Get("/b/" + await chair.StartBoard("Wren and Rowan"));
        Assert.Contains("<title>The map of the meeting - MappingBoard</title>", map.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_is_shown_as_gone_and_opens_the_map_no_more()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        var token = await server.Invite(board);
        using var phone = server.NewBrowser();
        await server.Comes(phone, board, token, "Kev Marsh", "grandparent");

        var asked = await phone.Get("/leave/" + board);
        Assert.Null((await server.Board(board)).Participants[^1].LeftAt);
        // And once more, from a second tap.
        foreach (var left in new[] { await phone.Send(asked, "leave"), await phone.Send(asked, "leave") })
        {
            Assert.Equal(200, left.Status);
            Assert.Contains("You have left the meeting", left.Text, StringComparison.Ordinal);
        }

        Assert.NotNull((await server.Board(board)).Participants[^1].LeftAt);
        Assert.DoesNotContain("mb." + board, phone.CookieValues.Keys);
        Assert.Equal(403, (await phone.Get("/b/" + board)).Status);
        Assert.Equal("/b/" + board, (await server.Comes(phone, board, token, "Kev Marsh", "grandparent")).Location);
    }

    [Fact]
    public async Task V6_another_device_of_somebody_who_left_does_not_open_the_map_either()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        using var phone = server.NewBrowser();
        await server.Comes(phone, board, await server.Invite(board), "Kev Marsh", "grandparent");
        using var copy = server.NewBrowser();
        copy.SetCookie("mb." + board, phone.CookieValues["mb." + board]);
        Assert.Equal(200, (await copy.Get("/b/" + board)).Status);
        await phone.Send(await phone.Get("/leave/" + board), "leave");
        Assert.Equal(403, (await copy.Get("/b/" + board)).Status);
    }

    [Fact]
    public async Task A2_the_last_chair_is_told_kindly_to_make_somebody_else_a_chair_first()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        var asked = await chair.Send(await chair.Get("/leave/" + board), "leave");
        Assert.Equal(422, asked.Status);
        Assert.Contains("Make somebody else a chair first", asked.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await chair.Get("/b/" + board)).Status);
    }
}
