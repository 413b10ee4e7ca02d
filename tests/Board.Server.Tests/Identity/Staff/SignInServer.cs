using System.Security.Claims;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.TestSupport.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>The whole server with sign-in set up, and a real provider beside it.</summary>
public class SignInServer : RunningServer
{
    public TestProvider Provider { get; private set; } = null!;

    /// <summary>Whether the provider offers signing out.</summary>
    protected virtual bool HasEnd => true;

    protected override string[] Settings =>
        [.. Provider.Settings.Select(s => $"--{s.Key}={s.Value}"), "--Proxy:Trusted=127.0.0.1"];

    public override async ValueTask InitializeAsync()
    {
        Provider = await TestProvider.Start(HasEnd);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public SignInWalk NewWalk(string? host = null) => new(this, host);

    /// <summary>A new browser in which somebody has signed in.</summary>
    public async Task<Browser> SignedIn(string account = "ada")
    {
        using var walk = NewWalk();
        var back = await walk.SignIn(account);
        Assert.Equal((302, "/meetings"), (back.Status, back.Location));
        var browser = NewBrowser();
        browser.SetCookie("mb-staff", walk.StaffCookie!);
        return browser;
    }

    /// <summary>What the cookie of a session holds.</summary>
    public AuthenticationTicket Ticket(string cookie) =>
        Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get("Staff").TicketDataFormat.Unprotect(cookie)!;

    public ClaimsPrincipal Session(string cookie) => Ticket(cookie).Principal;

    /// <summary>Every board that there is, by its id.</summary>
    public async Task<IReadOnlyList<string>> Boards() =>
        [.. (await Services.GetRequiredService<IBoardStore>().ReadChanged(null, 1000, TestContext.Current.CancellationToken)).Boards.Select(b => b.Board)];
}
