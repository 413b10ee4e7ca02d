using System.Net;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.Shared.Model;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

public sealed class SignOutTests(SignInServer server) : IClassFixture<SignInServer>
{
    [Fact]
    public async Task S3_signing_out_ends_the_session_here_and_at_the_provider()
    {
        using var walk = server.NewWalk();
        await walk.SignIn("ada");
        using var browser = server.NewBrowser();
        browser.SetCookie("mb-staff", walk.StaffCookie!);

        var sent = await SignOut(browser);

        Assert.Equal((302, "/sign-out/done?at=provider"), (sent.Status, sent.Location));
        Assert.DoesNotContain("mb-staff", browser.CookieValues.Keys);
        Assert.StartsWith("/sign-in", (await browser.Get("/start")).Location!, StringComparison.Ordinal);
        var done = await browser.Get(sent.Location!);
        Assert.Contains("You are signed out", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", done.Text, StringComparison.Ordinal);

        // The way on needs no script and is no form's.
        Assert.StartsWith("0; url=", done.Headers["Refresh"], StringComparison.Ordinal);
        var end = new Uri(done.Headers["Refresh"]["0; url=".Length..]);
        Assert.Contains($"href=\"{WebUtility.HtmlEncode(end.OriginalString)}\"", done.Html, StringComparison.Ordinal);
        Assert.Equal("mapping-board", QueryHelpers.ParseQuery(end.Query)["client_id"]);
        Assert.DoesNotContain("id_token_hint", end.Query, StringComparison.Ordinal);
        var ended = await walk.GetFromProvider(end);
        Assert.Equal(new Uri(server.Address, "/sign-out/done").AbsoluteUri, ended.Location);
        var back = await browser.Get("/sign-out/done");
        Assert.Contains("You are signed out", back.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Refresh", back.Headers.Keys);

        // Who signs in next is asked who they are.
        Assert.Contains("Who are you?", (await walk.GetFromProvider(await server.NewWalk().Begin())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S3_a_device_that_was_signed_out_opens_none_of_the_meetings_on_the_list()
    {
        using var browser = await server.SignedIn();
        var mine = await browser.StartBoard();
        using var ben = await server.SignedIn("ben");
        var invited = await ben.StartBoard();
        await server.Comes(browser, invited, await server.Invite(invited, Role.Professional), "Ada", "social-worker");

        await SignOut(browser);

        Assert.Equal(403, (await browser.Get("/b/" + mine)).Status);
        // Where they were invited they would not come back by their list.
        Assert.Equal(200, (await browser.Get("/b/" + invited)).Status);
    }

    [Fact]
    public async Task S3_no_other_website_can_sign_somebody_out()
    {
        using var browser = await server.SignedIn();
        var refused = await browser.Post("/sign-out");
        Assert.Equal(400, refused.Status);
        Assert.Contains("This page could not be sent", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Signed in as Ada Chair", (await browser.Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_twice_does_no_harm()
    {
        using var browser = await server.SignedIn();
        var page = await browser.Get("/");
        await SignOut(browser, page);
        var again = await SignOut(browser, page);
        Assert.Equal((302, "/sign-out/done"), (again.Status, again.Location));
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_not_told_that_they_are_out()
    {
        using var browser = await server.SignedIn();
        Assert.Equal("/meetings", (await browser.Get("/sign-out/done")).Location);
    }

    [Fact]
    public async Task Where_the_provider_offers_no_signing_out_it_ends_here()
    {
        await using var without = new WithoutEnd();
        await without.InitializeAsync();
        using var browser = await without.SignedIn();
        var sent = await SignOut(browser);
        Assert.Equal("/sign-out/done", sent.Location);
        var done = await browser.Get("/sign-out/done?at=provider");
        Assert.Contains("You are signed out", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Refresh", done.Headers.Keys);
    }

    private static async Task<Page> SignOut(Browser browser, Page? page = null) =>
        await browser.Post("/sign-out", [.. (page ?? await browser.Get("/")).HiddenFieldsOf("/sign-out").Select(f => KeyValuePair.Create(f.Name, f.Value))]);

    private sealed class WithoutEnd : SignInServer
    {
        protected override bool HasEnd => false;
    }
}
