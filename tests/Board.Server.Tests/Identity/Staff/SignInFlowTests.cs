using MappingBoard.Server.Identity.Staff;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>Signing in at a real provider, all the way.</summary>
public sealed class SignInFlowTests(SignInServer server) : IClassFixture<SignInServer>
{
    [Fact]
    public async Task S1_staff_sign_in_with_a_code_and_a_proof_key_and_come_back_to_where_they_were()
    {
        using var walk = server.NewWalk();
        var asked = QueryHelpers.ParseQuery((await walk.Begin("/start")).Query);
        Assert.Equal("code", asked["response_type"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal("openid profile", asked["scope"]);
        Assert.Equal(new Uri(server.Address, "/sign-in/back").AbsoluteUri, asked["redirect_uri"]);
        Assert.All(["code_challenge", "nonce", "state"], name => Assert.True(asked[name].ToString().Length >= 43, name));

        var back = await walk.SignIn("ada", "/start");

        Assert.Equal((302, "/start"), (back.Status, back.Location));
        lock (server.Provider.Asked)
        {
            var token = server.Provider.Asked.Last(a => a.Endpoint == "token").Parameters;
            Assert.Equal("authorization_code", token["grant_type"]);
            Assert.True(token["code_verifier"].Length >= 43);
        }

        var start = await walk.Get("/");
        Assert.Contains("Signed in as Ada Chair", start.Text, StringComparison.Ordinal);
        Assert.Contains("Start a mapping", start.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S3_the_session_holds_who_it_is_and_nothing_else_of_what_the_provider_said()
    {
        using var walk = server.NewWalk();
        await walk.SignIn("ben");
        var ticket = server.Ticket(walk.StaffCookie!);
        Assert.Equal(["governance", "key", "name", "since"], ticket.Principal.Claims.Select(c => c.Type).Order());
        Assert.Equal(StaffMember.KeyOf(server.Provider.Address.AbsoluteUri, "91d0-ben"), ticket.Principal.FindFirst("key")!.Value);
        Assert.Equal("Ben Lead", ticket.Principal.FindFirst("name")!.Value);
        Assert.DoesNotContain(ticket.Properties.Items, i => i.Key.Contains("token", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(ticket.Properties.Items, i => i.Value?.Contains("91d0-ben", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Information_governance_is_a_role_of_its_own()
    {
        using var ada = await server.SignedIn("ada");
        using var ben = await server.SignedIn("ben");
        Assert.False(StaffMember.In(server.Session(ada.CookieValues["mb-staff"]))!.IsGovernance);
        Assert.True(StaffMember.In(server.Session(ben.CookieValues["mb-staff"]))!.IsGovernance);
    }

    [Fact]
    public async Task S3_the_cookies_are_for_no_script_lax_and_gone_with_the_browser()
    {
        using var walk = server.NewWalk();
        await walk.SignIn("ada");
        Assert.All(walk.Set, cookie => Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(walk.Set, cookie => Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase));
        var session = walk.Set.Single(c => c.StartsWith("mb-staff=", StringComparison.Ordinal));
        Assert.DoesNotContain("expires", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", session, StringComparison.OrdinalIgnoreCase);
        // What was needed on the way is gone again.
        Assert.Equal(["mb-staff"], walk.Cookies.Keys);
    }

    [Theory]
    [InlineData("board.example", false, true)]
    [InlineData("board.example", true, true)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    public async Task S3_the_cookies_are_for_https_only_outside_this_machine(string? host, bool https, bool secure)
    {
        using var walk = server.NewWalk(host);
        (string, string)[] proxy = https ? [("X-Forwarded-Proto", "https")] : [];
        var sent = await walk.Get("/sign-in", proxy);
        var redirect = QueryHelpers.ParseQuery(new Uri(sent.Location!).Query)["redirect_uri"].ToString();
        Assert.Equal($"{(https ? "https" : "http")}://{host ?? server.Address.Authority}/sign-in/back", redirect);
        var back = await walk.Choose(new(sent.Location!), "ada");
        await walk.Get(back.PathAndQuery, proxy);
        Assert.NotNull(walk.Cookies.GetValueOrDefault(secure ? "__Host-mb-staff" : "mb-staff"));
        Assert.All(walk.Set, cookie => Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
        Assert.All(walk.Set, cookie => Assert.Equal(secure, cookie.StartsWith("__", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    [InlineData("\\\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("elsewhere.example")]
    [InlineData("/Bö")]
    [InlineData("")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    public async Task S1_signing_in_leads_to_a_page_of_this_server_and_nowhere_else(string back)
    {
        using var walk = server.NewWalk();
        var landed = await walk.SignIn("ada", back);
        Assert.Equal((302, "/meetings"), (landed.Status, landed.Location));
        // Nor does it when there is nothing left to do.
        Assert.Equal("/meetings", (await walk.Get(QueryHelpers.AddQueryString("/sign-in", "back", back))).Location);
    }

    [Fact]
    public async Task A_very_long_way_back_is_none()
    {
        using var walk = server.NewWalk();
        Assert.Equal("/meetings", (await walk.SignIn("ada", "/" + new string('a', 5000))).Location);
    }

    [Fact]
    public async Task S1_whom_the_provider_does_not_call_staff_gets_a_kind_answer_and_no_session()
    {
        using var walk = server.NewWalk();
        var refused = await walk.SignIn("cleo");
        Assert.Equal((302, "/sign-in/problem/not-staff"), (refused.Status, refused.Location));
        Assert.Null(walk.StaffCookie);
        var page = await walk.Get(refused.Location!);
        Assert.Equal(403, page.Status);
        Assert.Contains("You cannot lead meetings here yet", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cleo", page.Html, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await walk.Get("/start")).Location!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_open_before_signing_in_can_be_sent_after_it()
    {
        using var browser = server.NewBrowser();
        var open = await browser.Get("/");
        using var signedIn = await server.SignedIn();
        browser.SetCookie("mb-staff", signedIn.CookieValues["mb-staff"]);
        var sent = await browser.Send(open, "invited", ("Link", "7kq2m-x9dtp-0hw4n-r8zvb-3jfye"));
        Assert.Equal((302, "/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye"), (sent.Status, sent.Location));
    }

    [Fact]
    public async Task The_same_person_has_the_same_key_whatever_they_are_called_and_another_has_another()
    {
        using var before = await server.SignedIn("ada");
        var account = server.Provider.Accounts[0];
        server.Provider.Accounts[0] = account with { Name = "Ada Married" };
        using var after = await server.SignedIn("ada");
        server.Provider.Accounts[0] = account;
        using var other = await server.SignedIn("ben");
        string Key(Pages.Browser b) => StaffMember.In(server.Session(b.CookieValues["mb-staff"]))!.Key;
        Assert.Equal(Key(before), Key(after));
        Assert.NotEqual(Key(before), Key(other));
        Assert.Matches("^[0-9a-f]{64}$", Key(before));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ada\u0000Chair")]
    [InlineData("<b>Ada</b>")]
    [InlineData("long")]
    public async Task A_name_that_cannot_be_shown_is_left_out_and_none_is_taken_for_markup(string name)
    {
        var account = server.Provider.Accounts[0];
        server.Provider.Accounts[0] = account with { Name = name == "long" ? new string('a', 500) : name };
        using var browser = await server.SignedIn("ada");
        server.Provider.Accounts[0] = account;
        var page = await browser.Get("/");
        Assert.Contains("Signed in", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Ada</b>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', page.Html);
        Assert.DoesNotContain(new string('a', 200), page.Html, StringComparison.Ordinal);
    }
}
