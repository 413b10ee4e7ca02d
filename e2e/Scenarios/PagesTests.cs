using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>What the pages around the map do in a real browser, with scripts and without.</summary>
[Collection(nameof(LaneTwo))]
public sealed class PagesTests(Stage stage) : MeetingTest(stage)
{
    [Fact]
    public async Task Hide_this_page_covers_all_of_it_at_once_and_gives_back_every_word()
    {
        var server = await ServerAsync();
        var (_, link) = await MeetingAsync(server);
        var phone = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        var page = phone.Device.Page;
        await page.GotoAsync(link);
        await page.GetByLabel("What is your name?").FillAsync("Jo Ma");

        await page.GetByRole(AriaRole.Button, new() { Name = "Hide this page" }).ClickAsync();

        await Assertions.Expect(page.GetByText("What is your name?")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("MappingBoard")).ToBeHiddenAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("New page");
        Assert.Equal("Continue", (await page.EvaluateAsync<string>("document.body.innerText")).Trim());

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("What is your name?")).ToHaveValueAsync("Jo Ma");
        await Assertions.Expect(page).ToHaveTitleAsync("Join the meeting - MappingBoard");
        AssertNoErrors();
    }

    [Fact]
    public async Task The_map_is_hidden_too_while_somebody_is_writing_a_note()
    {
        var server = await ServerAsync();
        var (chair, _) = await MeetingAsync(server);
        await chair.BeginsAsync(BoardSection.Worries, "He came home late");
        var page = chair.Device.Page;
        await page.Locator("[data-hide-page]").ClickAsync();
        Assert.Equal("Continue", (await page.EvaluateAsync<string>("document.body.innerText")).Trim());
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByLabel("In your own words")).ToHaveValueAsync("He came home late");
    }

    [Fact]
    public async Task A_choice_of_colours_and_size_holds_at_once_and_on_the_next_page()
    {
        var device = await DeviceAsync(await ServerAsync(), "parent", Screen.Phone);
        var page = device.Page;
        await page.GotoAsync("/");
        var before = await GroundAsync(page);

        await page.GetByText("Text and colours").ClickAsync();
        await page.GetByLabel("Dark", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Very large").CheckAsync();
        var after = await GroundAsync(page);
        Assert.NotEqual(before, after);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show it like this" })).ToBeHiddenAsync();

        await page.GotoAsync("/start");
        Assert.Equal(after, await GroundAsync(page));
        Assert.Equal("24px", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
        Assert.Equal(Screen.Phone.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        device.AssertNoErrors();
    }

    [Fact]
    public async Task Without_a_script_somebody_joins_and_reads_the_map()
    {
        var server = await ServerAsync();
        var (chair, link) = await MeetingAsync(server);
        await chair.AddsAsync(BoardSection.WorkingWell, "Nan comes every Sunday");
        await using var old = await chair.Device.Context.Browser!.NewContextAsync(new() { JavaScriptEnabled = false, BaseURL = server.Address.ToString() });
        var page = await old.NewPageAsync();

        await page.GotoAsync("/");
        await page.GetByLabel("Your link, or the code").FillAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to the meeting" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Hide this page").First).ToBeHiddenAsync();
        await page.GetByLabel("What is your name?").FillAsync("Sam Old");
        await page.GetByLabel("Grandparent").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell them that I am here" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You are in the right place, Sam Old")).ToBeVisibleAsync();
        await chair.LetsInAsync("Sam Old");

        // The page loads again by itself, every five seconds.
        await Assertions.Expect(page.GetByText("Nan comes every Sunday")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(chair.Device.Page.GetByText("Sam Old").First).ToBeAttachedAsync();
    }

    private static Task<string> GroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
