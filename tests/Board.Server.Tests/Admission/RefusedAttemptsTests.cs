using MappingBoard.Server.Network;
using MappingBoard.Server.Tests.Pages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Admission;

/// <summary>What is refused leaves a line in the server's log, and nothing of whose it was.</summary>
public sealed class RefusedAttemptsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public void A_kind_has_one_line_a_minute_with_the_number_since_the_one_before()
    {
        var (time, log) = (new FakeTimeProvider(), new Lines());
        var refused = new RefusedAttempts(time, log);
        for (var i = 0; i < 1000; i++) refused.Note(RefusedAttempt.OtherWebsite);
        refused.Note(RefusedAttempt.SpoiltCookie);
        time.Advance(RefusedAttempts.Quiet);
        refused.Note(RefusedAttempt.OtherWebsite);
        Assert.Equal(
            ["Refused OtherWebsite, 1 since the line before", "Refused SpoiltCookie, 1 since the line before", "Refused OtherWebsite, 1000 since the line before"],
            log);
    }

    [Fact]
    public async Task Each_thing_that_is_refused_is_in_the_log_without_whose_it_was()
    {
        using var browser = server.NewBrowser();
        var board = await browser.StartBoard();
        using (var elsewhere = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/hub/negotiate?negotiateVersion=1")))
        {
            elsewhere.Headers.Add("Origin", "https://elsewhere.example");
            using var http = new HttpClient();
            Assert.Equal(403, (int)(await http.SendAsync(elsewhere, TestContext.Current.CancellationToken)).StatusCode);
        }

        browser.SetCookie("mb." + board, "somebodys-invention");
        Assert.Equal(403, (await browser.Get("/b/" + board)).Status);
        using (var form = new FormUrlEncodedContent([new("_handler", "practice")]))
        using (var http = new HttpClient())
        {
            Assert.Equal(400, (int)(await http.PostAsync(server.Address, form, TestContext.Current.CancellationToken)).StatusCode);
        }

        foreach (var kind in new[] { RefusedAttempt.OtherWebsite, RefusedAttempt.SpoiltCookie, RefusedAttempt.FormWithoutToken })
        {
            var line = Assert.Single(server.Log, l => l.Contains($"Refused {kind}", StringComparison.Ordinal));
            Assert.DoesNotContain("127.0.0.1", line, StringComparison.Ordinal);
            Assert.DoesNotContain("elsewhere", line, StringComparison.Ordinal);
            Assert.DoesNotContain("invention", line, StringComparison.Ordinal);
        }
    }

    private sealed class Lines : List<string>, ILogger<RefusedAttempts>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
