using MappingBoard.Server.Tests.Pages;
using MappingBoard.TestSupport;
using Microsoft.Extensions.Options;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>A server whose sign-in is set up wrongly does not start: it never becomes an open one by mistake.</summary>
public sealed class SignInOptionsTests
{
    private const string Good = "--SignIn:Authority=https://login.example/tenant/v2.0";

    [Theory]
    [InlineData("SignIn:Authority is missing", "--SignIn:ClientId=x")]
    [InlineData("SignIn:Authority is missing", "--SignIn:StaffRole=x", "--SignIn:Authority=")]
    [InlineData("SignIn:ClientId is missing", Good)]
    [InlineData("SignIn:Authority is the https address", "--SignIn:Authority=login.example", "--SignIn:ClientId=x")]
    [InlineData("SignIn:Authority is the https address", "--SignIn:Authority=http://login.example/", "--SignIn:ClientId=x")]
    [InlineData("SignIn:Authority is the https address", "--SignIn:Authority=https://login.example/?tenant=1", "--SignIn:ClientId=x")]
    [InlineData("SignIn:Authority is the https address", "--SignIn:Authority=https://user:word@login.example/", "--SignIn:ClientId=x")]
    [InlineData("SignIn:StaffRole is empty", Good, "--SignIn:ClientId=x", "--SignIn:StaffRole=")]
    [InlineData("SignIn:GovernanceRole is empty", Good, "--SignIn:ClientId=x", "--SignIn:GovernanceRole= ")]
    [InlineData("SignIn:ClientSecret is empty", Good, "--SignIn:ClientId=x", "--SignIn:ClientSecret=")]
    [InlineData("NameClaim", Good, "--SignIn:ClientId=x", "--SignIn:NameClaim=")]
    [InlineData("RoleClaim", Good, "--SignIn:ClientId=x", "--SignIn:RoleClaim=")]
    [InlineData("Scopes", Good, "--SignIn:ClientId=x", "--SignIn:Scopes=")]
    [InlineData("StayHours", Good, "--SignIn:ClientId=x", "--SignIn:StayHours=0")]
    [InlineData("StayHours", Good, "--SignIn:ClientId=x", "--SignIn:StayHours=25")]
    public async Task S1_what_is_set_up_wrongly_is_named_and_the_server_does_not_start(string fault, params string[] settings)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => Start(settings));
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A misspelt role would let in everybody whom the provider knows.</summary>
    [Fact]
    public async Task S1_a_setting_that_there_is_not_is_refused_too()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Start(Good, "--SignIn:ClientId=x", "--SignIn:StafRole=Board.Staff"));
        Assert.Contains("StafRole", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Board.Staff", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Empty_settings_are_none() => Start("--SignIn:Authority=", "--SignIn:ClientId=");

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/meetings")]
    [InlineData("/sign-out/done")]
    [InlineData("/sign-in/back?code=x&state=y")]
    [InlineData("/sign-in/problem/failed")]
    public async Task S1_where_nobody_signs_in_there_are_no_pages_for_it(string path)
    {
        await using var server = new RunningServer();
        await server.InitializeAsync();
        using var browser = server.NewBrowser();
        browser.SetCookie("mb-staff", "x");
        var page = await browser.Get(path);
        Assert.Equal(404, page.Status);
        Assert.Contains("There is no page here", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_are_asked_of_the_endpoint_where_the_settings_say_so()
    {
        await using var server = new AskingEndpoint();
        await server.InitializeAsync();
        using var browser = await server.SignedIn();
        Assert.Contains("Signed in as Ada Chair of the endpoint", (await browser.Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_role_of_staff_everybody_whom_the_provider_lets_in_is_staff()
    {
        await using var server = new ForEverybody();
        await server.InitializeAsync();
        using var browser = await server.SignedIn("cleo");
        Assert.Equal(200, (await browser.Get("/start")).Status);
    }

    private static async Task Start(params string[] settings)
    {
        using var folder = new TempFolder();
        await using var app = BoardServer.Create(["--urls=http://127.0.0.1:0", "--environment=Production", $"--Storage:Path={folder["data"]}", .. settings]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class AskingEndpoint : SignInServer
    {
        protected override string[] Settings => [.. base.Settings, "--SignIn:UserInfo=true", "--SignIn:NameClaim=nickname"];
    }

    private sealed class ForEverybody : SignInServer
    {
        protected override string[] Settings => [.. base.Settings.Where(s => !s.Contains("Role", StringComparison.Ordinal))];
    }
}
