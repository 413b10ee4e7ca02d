using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>The privacy page says for how long maps are kept (K2).</summary>
public sealed class RetentionPageTests
{
    [Theory]
    [InlineData("It is not destroyed by itself")]
    [InlineData("kept for 7 years after the last change, and any other for 400 days. Then it is destroyed", "--Retention:FinalDays=2555", "--Retention:UnfinishedDays=400")]
    [InlineData("It is kept for one year after the last change. Then it is destroyed", "--Retention:FinalDays=365", "--Retention:UnfinishedDays=365")]
    [InlineData("Any other stays until those who run the server", "--Retention:FinalDays=365")]
    [InlineData("Any other is kept for one year after", "--Retention:UnfinishedDays=365")]
    public async Task K2_what_is_set_is_said(string sentence, params string[] settings)
    {
        await using var server = new Server(settings);
        await server.InitializeAsync();
        using var browser = server.NewBrowser();
        Assert.Contains(sentence, (await browser.Get("/privacy")).Text, StringComparison.Ordinal);
    }

    private sealed class Server(string[] settings) : RunningServer
    {
        protected override string[] Settings => settings;
    }
}
