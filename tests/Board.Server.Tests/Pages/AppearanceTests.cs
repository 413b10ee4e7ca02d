using MappingBoard.Server.Pages.Appearance;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class AppearanceTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_choice_holds_from_the_first_paint_without_a_script()
    {
        using var browser = server.NewBrowser();
        var chosen = await browser.Post("/look", Pair("theme", "dark"), Pair("text", "largest"), Pair("back", "/start"));
        Assert.Equal((302, "/start"), (chosen.Status, chosen.Location));

        var page = await browser.Get("/start");
        Assert.Contains("data-text=\"largest\"", page.Html, StringComparison.Ordinal);
        Assert.Matches("theme-dark[^>]*media=\"screen\"", page.Html);
        Assert.Matches("theme-contrast[^>]*media=\"not all\"", page.Html);
        Assert.Matches("value=\"dark\"[^>]*checked", page.Html);
    }

    [Fact]
    public async Task Without_a_choice_the_device_decides()
    {
        using var browser = server.NewBrowser();
        var page = await browser.Get("/");
        Assert.Contains("media=\"screen and (prefers-color-scheme: dark)\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("media=\"(prefers-contrast: more)\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-text", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("")]
    public async Task It_leads_back_to_this_server_only(string back)
    {
        using var browser = server.NewBrowser();
        var chosen = await browser.Post("/look", Pair("theme", "light"), Pair("text", "normal"), Pair("back", back));
        Assert.Equal((302, "/"), (chosen.Status, chosen.Location));
    }

    [Theory]
    [InlineData("dark-large", Theme.Dark, TextSize.Large)]
    [InlineData("contrast-normal", Theme.Contrast, TextSize.Normal)]
    [InlineData("3-2", Theme.Device, TextSize.Normal)]
    [InlineData("\"><script>", Theme.Device, TextSize.Normal)]
    [InlineData("", Theme.Device, TextSize.Normal)]
    [InlineData(null, Theme.Device, TextSize.Normal)]
    public void Whatever_is_no_choice_counts_as_none(string? cookie, Theme theme, TextSize text) =>
        Assert.Equal(new AppearanceChoice(theme, text), AppearanceChoice.Parse(cookie));

    [Fact]
    public void A_choice_is_read_as_it_was_written()
    {
        foreach (var theme in Enum.GetValues<Theme>())
        {
            foreach (var text in Enum.GetValues<TextSize>())
            {
                var choice = new AppearanceChoice(theme, text);
                Assert.Equal(choice, AppearanceChoice.Parse(choice.ToString()));
            }
        }
    }

    private static KeyValuePair<string, string> Pair(string name, string value) => KeyValuePair.Create(name, value);
}
