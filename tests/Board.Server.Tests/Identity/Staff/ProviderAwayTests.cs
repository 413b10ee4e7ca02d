using MappingBoard.Server.Tests.Pages;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>A provider that does not answer, or answers what nobody expects, is a plain page and no crash.</summary>
public sealed class ProviderAwayTests
{
    [Fact]
    public async Task S1_while_the_provider_is_away_signing_in_says_so_and_everything_else_goes_on()
    {
        await using var server = new SignInServer();
        await server.InitializeAsync();
        using var chair = await server.SignedIn();
        var board = await chair.StartBoard();
        using var halfway = server.NewWalk();
        var back = await halfway.Choose(await halfway.Begin(), "ada");
        await server.Provider.DisposeAsync();

        // Who was on the way comes back, and the code cannot be exchanged.
        Assert.Equal("/sign-in/problem/away", (await halfway.Return(back)).Location);
        // Who has signed in works on, and gets out.
        Assert.Equal(200, (await chair.Get("/b/" + board)).Status);
        var start = await chair.Get("/start");
        Assert.Equal(200, start.Status);
        var sent = await chair.Post("/sign-out", [.. start.HiddenFieldsOf("/sign-out").Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        Assert.StartsWith("/sign-out/done", sent.Location!, StringComparison.Ordinal);
        Assert.DoesNotContain("mb-staff", chair.CookieValues.Keys);
    }

    [Fact]
    public async Task S1_a_server_starts_before_its_provider_and_says_kindly_that_nobody_can_sign_in()
    {
        await using var server = new WithoutProvider();
        await server.InitializeAsync();
        using var browser = server.NewBrowser();
        var asked = await browser.Get("/sign-in?back=/start");
        Assert.Equal((302, "/sign-in/problem/away"), (asked.Status, asked.Location));
        var page = await browser.Get(asked.Location!);
        Assert.Equal(503, page.Status);
        Assert.Contains("You cannot sign in at the moment", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", page.Html, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.Get("/")).Status);
        Assert.Contains(server.Log, line => line.Contains("the sign-in provider does not answer as it should", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_provider_says_of_a_fault_is_neither_shown_nor_logged()
    {
        await using var server = new SignInServer();
        await server.InitializeAsync();
        server.Provider.TokenError = ("invalid_grant", "The user ada.chair@council.example is not assigned to a role.");
        using var walk = server.NewWalk();
        var refused = await walk.SignIn("ada");
        Assert.Equal("/sign-in/problem/failed", refused.Location);
        Assert.DoesNotContain("ada.chair", (await walk.Get(refused.Location!)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log, line => line.Contains("ada.chair", StringComparison.Ordinal));
        Assert.Contains(server.Log, line => line.Contains("invalid_grant", StringComparison.Ordinal));
    }

    private sealed class WithoutProvider : RunningServer
    {
        // A port where nobody listens.
        protected override string[] Settings => ["--SignIn:Authority=http://localhost:9", "--SignIn:ClientId=mapping-board"];
    }
}
