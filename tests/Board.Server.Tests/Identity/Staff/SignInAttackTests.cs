using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>What somebody who is not to be signed in may try, and what a provider gone wrong may say.</summary>
public sealed class SignInAttackTests(SignInServer server) : IClassFixture<SignInServer>
{
    public static TheoryData<string, Action<ClaimsPrincipal>> Tokens => new()
    {
        { "another nonce", p => p.SetClaim("nonce", "another") },
        { "no nonce", p => p.RemoveClaims("nonce") },
        { "another issuer", p => p.SetClaim(OpenIddictConstants.Claims.Private.Issuer, "https://elsewhere.example/") },
        { "for another server", p => p.SetAudiences("another-client").SetPresenters("another-client") },
        { "expired", p => p.SetCreationDate(DateTimeOffset.UtcNow.AddHours(-2)).SetExpirationDate(DateTimeOffset.UtcNow.AddHours(-1)) },
    };

    [Theory, MemberData(nameof(Tokens))]
    public async Task S1_a_token_that_does_not_fit_signs_nobody_in(string what, Action<ClaimsPrincipal> change)
    {
        var changed = 0;
        server.Provider.OnIdentity = p =>
        {
            change(p);
            changed++;
        };
        await Refused(what);
        Assert.Equal(1, changed);
        server.Provider.OnIdentity = null;
    }

    public static TheoryData<string, Func<string, string>> SignedTokens => new()
    {
        { "another name in it", t => Changed(t, body => body.Replace("8f3c-ada", "91d0-ben", StringComparison.Ordinal)) },
        { "unsigned", t => Part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + t.Split('.')[1] + "." },
        { "signed with what everybody knows", t => Part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + t.Split('.')[1] + "." + t.Split('.')[2] },
        { "no token at all", _ => "" },
        { "rubbish", _ => "rubbish" },
    };

    [Theory, MemberData(nameof(SignedTokens))]
    public async Task S1_a_token_that_the_provider_has_not_signed_signs_nobody_in(string what, Func<string, string> change)
    {
        server.Provider.OnIdentityToken = change;
        await Refused(what);
        server.Provider.OnIdentityToken = null;
    }

    public static TheoryData<string, Func<string, string?>> States => new()
    {
        { "none", _ => null },
        { "empty", _ => "" },
        { "changed", s => s[..^6] + "AAAAAA" },
        { "invented", _ => "x" },
    };

    [Theory, MemberData(nameof(States))]
    public async Task S1_an_answer_to_no_question_of_this_browser_signs_nobody_in(string what, Func<string, string?> change)
    {
        using var walk = server.NewWalk();
        var back = await walk.Choose(await walk.Begin(), "ada");
        var query = QueryHelpers.ParseQuery(back.Query).ToDictionary(q => q.Key, q => (string?)q.Value);
        query["state"] = change(query["state"]!);
        await Refused(walk, QueryHelpers.AddQueryString("/sign-in/back", query.Where(q => q.Value is not null).ToDictionary()), what);
    }

    [Fact]
    public async Task S1_an_answer_is_taken_once()
    {
        using var walk = server.NewWalk();
        var back = await walk.Choose(await walk.Begin(), "ada");
        Assert.Equal("/meetings", (await walk.Return(back)).Location);
        var again = await walk.Return(back);
        Assert.Equal("/sign-in/problem/failed", again.Location);
        Assert.DoesNotContain("set-cookie: mb-staff", string.Join('\n', again.Headers.Select(h => $"{h.Key}: {h.Value}")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task S1_an_answer_that_somebody_else_began_signs_nobody_in()
    {
        using var attacker = server.NewWalk();
        var back = await attacker.Choose(await attacker.Begin(), "cleo");
        using var victim = server.NewWalk();
        await Refused(victim, back.PathAndQuery, "in a browser that began nothing");
        await victim.Begin();
        await Refused(victim, back.PathAndQuery, "in a browser that began something else");
    }

    [Fact]
    public async Task S1_a_code_from_another_browser_is_of_no_use()
    {
        using var victim = server.NewWalk();
        var stolen = QueryHelpers.ParseQuery((await victim.Choose(await victim.Begin(), "ada")).Query)["code"].ToString();
        using var thief = server.NewWalk();
        var own = QueryHelpers.ParseQuery((await thief.Choose(await thief.Begin(), "cleo")).Query);
        await Refused(thief, QueryHelpers.AddQueryString("/sign-in/back", new Dictionary<string, string?> { ["code"] = stolen, ["state"] = own["state"] }), "stolen code");
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_is_none()
    {
        using var browser = await server.SignedIn();
        var cookie = browser.CookieValues["mb-staff"];
        foreach (var forged in new[] { cookie[..^4] + "AAAA", cookie + "A", "x", "", "chunks-3", new string('A', 3000) })
        {
            using var thief = server.NewBrowser();
            thief.SetCookie("mb-staff", forged);
            Assert.StartsWith("/sign-in", (await thief.Get("/start")).Location!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_participants_cookie_is_no_session_of_staff()
    {
        using var chair = await server.SignedIn();
        var board = await chair.StartBoard();
        using var thief = server.NewBrowser();
        thief.SetCookie("mb-staff", chair.CookieValues["mb." + board]);
        Assert.StartsWith("/sign-in", (await thief.Get("/start")).Location!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_up_at_the_provider_is_told_that_nothing_happened()
    {
        using var walk = server.NewWalk();
        var back = await walk.Choose(await walk.Begin(), "nobody");
        await Refused(walk, back.PathAndQuery, "given up");
        Assert.Contains("Signing in did not work", (await walk.Get("/sign-in/problem/failed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_website_can_sign_somebody_out_through_the_ways_of_the_framework()
    {
        using var browser = await server.SignedIn();
        foreach (var path in new[] { "/signout-oidc", "/signout-callback-oidc", "/sign-out", "/Account/Logout" })
        {
            Assert.Contains((await browser.Get(path)).Status, new[] { 404, 405 });
            Assert.Contains("Signed in as Ada Chair", (await browser.Get("/")).Text, StringComparison.Ordinal);
        }
    }

    private async Task Refused(string what)
    {
        using var walk = server.NewWalk();
        await Refused(walk, (await walk.Choose(await walk.Begin(), "ada")).PathAndQuery, what);
    }

    private static async Task Refused(SignInWalk walk, string back, string what)
    {
        var refused = await walk.Get(back);
        Assert.True((302, "/sign-in/problem/failed") == (refused.Status, refused.Location), $"{what}: {refused.Status} {refused.Location}");
        Assert.True(walk.StaffCookie is null, what);
        Assert.Equal(400, (await walk.Get(refused.Location!)).Status);
        Assert.StartsWith("/sign-in", (await walk.Get("/start")).Location!, StringComparison.Ordinal);
    }

    private static string Changed(string token, Func<string, string> change)
    {
        var parts = token.Split('.');
        var body = change(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(parts[1])));
        return $"{parts[0]}.{Part(body)}.{parts[2]}";
    }

    private static string Part(string json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json));
}
