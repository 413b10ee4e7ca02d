using System.Text.RegularExpressions;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>What somebody who has not signed in can do, and learn: nothing about any board (S2).</summary>
public sealed partial class AnonymousTests(SignInServer server) : IClassFixture<SignInServer>
{
    private static readonly (string, string)[] Filled = [("Kind", "review"), ("Title", "T"), ("Name", "N"), ("Who", "W")];

    [Fact]
    public async Task S2_who_opens_the_form_to_start_a_board_is_asked_to_sign_in_and_comes_back_to_it()
    {
        using var stranger = server.NewBrowser();
        var asked = await stranger.Get("/start");
        Assert.Equal((302, "/sign-in?back=%2Fstart"), (asked.Status, asked.Location));
    }

    [Fact]
    public async Task S2_a_form_that_was_forged_starts_no_board()
    {
        using var chair = await server.SignedIn();
        var board = await chair.StartBoard();
        using var stranger = server.NewBrowser();
        var before = await server.Boards();
        // With a good token of another form, and without any.
        var token = (await stranger.Get("/")).HiddenFields("invited").Single(f => f.Name == "__RequestVerificationToken");
        foreach (var fields in new[] { [token], Array.Empty<(string, string)>() })
        {
            foreach (var (path, handler) in new[] { ("/start", "start"), ("/", "practice"), ("/start", "practice"), ("/meetings", "open"), ("/", "start") })
            {
                (string Name, string Value)[] form = [.. fields, .. Filled, ("_handler", handler), ("Board", board)];
                var refused = await stranger.Post(path, [.. form.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
                Assert.InRange(refused.Status, 400, 499);
                Assert.DoesNotContain(stranger.CookieValues.Keys, name => name.StartsWith("mb.", StringComparison.Ordinal));
            }
        }

        Assert.Equal(before, await server.Boards());
    }

    [Fact]
    public async Task S2_who_was_signed_in_when_the_form_was_opened_and_is_not_when_it_is_sent_is_told_so()
    {
        using var browser = await server.SignedIn();
        var form = await browser.Get("/start");
        browser.Forget("mb-staff");
        var before = await server.Boards();
        var refused = await browser.Send(form, "start", Filled);
        Assert.Equal(403, refused.Status);
        Assert.Contains("You are not signed in", refused.Text, StringComparison.Ordinal);
        Assert.Contains("your browser keeps what you wrote", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, await server.Boards());
    }

    [Fact]
    public async Task S2_the_start_offers_signing_in_and_the_way_in_for_the_invited()
    {
        using var stranger = server.NewBrowser();
        var start = await stranger.Get("/");
        Assert.Contains("Sign in", start.Text, StringComparison.Ordinal);
        Assert.Contains("I was invited", start.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("practice board", start.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/start", start.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Sign out", start.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/accessibility")]
    [InlineData("/join/nothing")]
    public async Task No_page_calls_itself_a_demonstration(string path)
    {
        using var stranger = server.NewBrowser();
        Assert.DoesNotContain("emonstration", (await stranger.Get(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S2_every_page_says_the_same_whether_a_board_exists_or_not()
    {
        using var chair = await server.SignedIn();
        var board = await chair.StartBoard("Unmistakabletitle");
        await server.Invite(board);
        var none = Ids.From([.. Enumerable.Repeat((byte)7, 16)]);
        using var stranger = server.NewBrowser();
        foreach (var path in new[] { "/b/{0}", "/leave/{0}", "/join/{0}", "/meetings?page={0}", "/start?board={0}", "/b/{0}/record", "/records/{0}", "/{0}" })
        {
            Assert.Equal(await Said(stranger, path, none), await Said(stranger, path, board));
        }

        foreach (var (path, handler) in new[] { ("/leave/{0}", "leave"), ("/meetings", "open"), ("/b/{0}", "x"), ("/join/{0}", "join") })
        {
            Assert.Equal(await Posted(stranger, path, handler, none), await Posted(stranger, path, handler, board));
        }

        Assert.Equal(await Entered(none), await Entered(board));
    }

    [Fact]
    public async Task S2_no_page_changes_for_a_stranger_when_a_board_is_started()
    {
        using var stranger = server.NewBrowser();
        string[] paths = ["/", "/start", "/meetings", "/privacy", "/accessibility", "/sign-out/done", "/sign-in/problem/failed", "/nothing", "/health/ready"];
        var before = new List<string>();
        foreach (var path in paths) before.Add(await Said(stranger, path, ""));
        using var chair = await server.SignedIn();
        await chair.StartBoard("Unmistakabletitle");
        for (var i = 0; i < paths.Length; i++) Assert.Equal(before[i], await Said(stranger, paths[i], ""));
    }

    [Fact]
    public async Task S2_staff_who_are_not_at_a_meeting_learn_no_more_of_it_than_a_stranger()
    {
        using var chair = await server.SignedIn();
        var board = await chair.StartBoard("Unmistakabletitle");
        using var other = await server.SignedIn("ben");
        var none = Ids.From([.. Enumerable.Repeat((byte)7, 16)]);
        Assert.Equal(await Said(other, "/b/{0}", none), await Said(other, "/b/{0}", board));
        var mine = await other.Get("/meetings");
        Assert.DoesNotContain("Unmistakabletitle", mine.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S2_people_who_were_invited_join_without_an_account()
    {
        using var chair = await server.SignedIn();
        var board = await chair.StartBoard();
        var token = await server.Invite(board);
        using var phone = server.NewBrowser();
        Assert.Equal("/b/" + board, (await server.Comes(phone, board, token, "Kev Marsh", "grandparent")).Location);
        var map = await phone.Get("/b/" + board);
        Assert.Equal(200, map.Status);
        Assert.DoesNotContain("emonstration", map.Text, StringComparison.Ordinal);
        // And are no staff by that.
        Assert.StartsWith("/sign-in", (await phone.Get("/start")).Location!, StringComparison.Ordinal);
    }

    private static async Task<string> Said(Browser browser, string path, string board)
    {
        // So that the cookie which protects the forms is there already.
        await browser.Get("/");
        return Comparable(await browser.Get(path.Replace("{0}", board, StringComparison.Ordinal)), board);
    }


    private static async Task<string> Posted(Browser browser, string path, string handler, string board)
    {
        var token = (await browser.Get("/")).HiddenFields("invited").Single(f => f.Name == "__RequestVerificationToken");
        (string Name, string Value)[] form = [token, ("_handler", handler), ("Board", board), ("Name", "N"), ("Who", "else"), ("OwnWords", "W")];
        return Comparable(await browser.Post(path.Replace("{0}", board, StringComparison.Ordinal), [.. form.Select(f => KeyValuePair.Create(f.Name, f.Value))]), board);
    }

    /// <summary>All that was said, byte for byte: but for what is drawn anew at every answer, and the address that was asked for.</summary>
    private static string Comparable(Page page, string board)
    {
        var headers = page.Headers.Where(h => h.Key is not "Date").OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {h.Value}");
        var all = $"{page.Status}\n{page.Location}\n{string.Join('\n', headers)}\n\n{page.Html}";
        if (board.Length > 0) all = all.Replace(board, "(id)", StringComparison.Ordinal);
        return Drawn().Replace(all, "(drawn)");
    }

    /// <summary>What the hub says to somebody who is nobody there. Read from the wire: SignalR's client may miss the last word.</summary>
    private async Task<string> Entered(string board)
    {
        await using var page = await RawPage.Connect(server.Address, cookie: null);
        await page.Invoke(HubContract.Enter, $$"""{"board":"{{board}}","replica":"{{Ids.From([.. Enumerable.Repeat((byte)3, 16)])}}","stream":0,"v":{{WireVersion.Current}}}""");
        await page.Next();
        return page.Frames[^1];
    }

    /// <summary>Tokens of forms (which the framework also repeats in its comments), nonces, and the cookie that goes with the tokens.</summary>
    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" value=\")[^\"]*|(?<='nonce-)[^']*|(?<=nonce=\")[^\"]*|(?<=mb-form=)[^;]*|(?<=Component-State:)[A-Za-z0-9+/=_-]*?(?=-->)")]
    private static partial Regex Drawn();
}
