using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>How long a session lasts, on a clock that stands still.</summary>
public sealed class SessionLifeTests(SessionLifeTests.Server server) : IClassFixture<SessionLifeTests.Server>
{
    [Fact]
    public async Task S3_a_session_ends_after_eight_hours_without_a_visit()
    {
        using var browser = await server.SignedIn();
        server.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(1));
        using var early = server.NewBrowser();
        early.SetCookie("mb-staff", browser.CookieValues["mb-staff"]);
        Assert.Equal(200, (await early.Get("/start")).Status);
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(302, (await browser.Get("/start")).Status);
    }

    [Fact]
    public async Task S3_a_session_that_is_used_goes_on_for_a_day_and_no_longer()
    {
        using var browser = await server.SignedIn();
        for (var hour = 5; hour < 24; hour += 5)
        {
            server.Clock.Advance(TimeSpan.FromHours(5));
            Assert.Equal(200, (await browser.Get("/start")).Status);
        }

        server.Clock.Advance(TimeSpan.FromHours(4.1));
        Assert.Equal(302, (await browser.Get("/start")).Status);
    }

    public sealed class Server : SignInServer
    {
        public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

        protected override void Change(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
    }
}
