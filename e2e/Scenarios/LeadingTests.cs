using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>The chair talks without the family, and locks the agreed version, in real browsers.</summary>
public sealed class LeadingTests(Stage stage) : MeetingTest(stage)
{
    private const string Secret = "SECRET: the flat is watched.";
    private const string Late = "And she rang me twice.";

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task V1_nothing_of_a_closed_part_reaches_the_family_and_the_map_is_theirs_again_afterwards(RenderMode mode)
    {
        var (chair, link) = await MeetingAsync(await ServerAsync(mode));
        var mother = await ComesAsync(await ServerAsync(mode), "Jo Marsh", Screen.Phone);
        var frames = await Frames.OnAsync(mother.Page);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(Part.Worries, "He shouts at night.", "Harm");
        await chair.SeesAsync("He shouts at night.");

        await LeadsAsync(chair, "Talk without the family");
        await chair.Page.Locator("dialog[open] label", new() { HasText = "could put somebody at risk" }).ClickAsync();
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Ask the family to wait outside" }).ClickAsync();
        await Assertions.Expect(mother.Page.GetByRole(AriaRole.Heading, new() { Name = "The professionals are talking without you for a while" })).ToBeVisibleAsync();
        await chair.BeginsAsync(Part.Worries, Secret);
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Add for professionals only" }).ClickAsync();
        await chair.SeesAsync(Secret);
        await chair.SeesEverythingSavedAsync();

        // A page that is loaded anew outside holds the waiting page and nothing else.
        await mother.Page.ReloadAsync();
        await Assertions.Expect(mother.Page.GetByRole(AriaRole.Heading, new() { Name = "The professionals are talking without you for a while" })).ToBeVisibleAsync();
        Assert.DoesNotContain("SECRET", await mother.Page.ContentAsync(), StringComparison.Ordinal);

        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Ask the family back in" }).ClickAsync();
        await mother.SeesAsync("He shouts at night.");
        Assert.DoesNotContain("SECRET", await mother.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.True(frames.Count > 0 && !frames.Hold("SECRET"));
    }

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task L2_a_locked_map_is_a_record_and_words_from_before_the_lock_stay_with_their_author(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(Part.Worries, "He shouts at night.", "Harm");
        await chair.SeesAsync("He shouts at night.");
        await mother.BeginsAsync(Part.Worries, Late);

        await LeadsAsync(chair, "Lock as final");
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Go on to lock" }).ClickAsync();
        await chair.Page.GetByText("I have read the map once more").ClickAsync();
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Lock this map as final" }).ClickAsync();
        await Assertions.Expect(chair.Page.Locator("#heading-record")).ToBeVisibleAsync();
        await Assertions.Expect(mother.Page.Locator("#heading-record")).ToBeVisibleAsync();
        await Assertions.Expect(mother.Page.Locator("main")).ToContainTextAsync("He shouts at night.");
        await Assertions.Expect(mother.Page.GetByText(Late).First).ToBeVisibleAsync();
        await Assertions.Expect(chair.Page.GetByText(Late)).ToHaveCountAsync(0);
        await Assertions.Expect(chair.Page.Locator("button.opener")).ToHaveCountAsync(0);
    }

    private static async Task LeadsAsync(Person chair, string what)
    {
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Lead the meeting" }).ClickAsync();
        await chair.Page.Locator("dialog[open] button", new() { HasText = what }).ClickAsync();
    }
}
