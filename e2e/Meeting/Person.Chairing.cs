using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>What a chair does with the meeting as a whole.</summary>
public sealed partial class Person
{
    /// <summary>Chooses something under "Lead the meeting".</summary>
    public async Task LeadsAsync(string what)
    {
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Lead the meeting" }));
        await PressesAsync(Page.Locator("dialog[open] button", new() { HasText = what }));
    }

    /// <summary>Reads what is still open, and locks the map as final.</summary>
    public async Task LocksAsync()
    {
        await LeadsAsync("Lock as final");
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Go on to lock" }));
        await PressesAsync(Page.GetByText("I have read the map once more"));
        await SeesEverythingSavedAsync();
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Lock this map as final" }));
        await SeesTheRecordAsync();
    }

    public Task SeesTheRecordAsync() => Assertions.Expect(Page.Locator("#heading-record")).ToBeVisibleAsync(new() { Timeout = 30_000 });

    /// <summary>Asks the family to wait outside, for fear that somebody is put at risk, and sees that they are.</summary>
    public async Task ClosesThePartAsync()
    {
        await LeadsAsync("Talk without the family");
        await PressesAsync(Page.Locator("dialog[open] label", new() { HasText = "could put somebody at risk" }));
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Ask the family to wait outside" }));
        await Assertions.Expect(Page.GetByRole(AriaRole.Group, new() { Name = "Closed part" })).ToBeVisibleAsync();
    }

    /// <summary>Is asked to wait outside, and reads so.</summary>
    public Task SeesThatTheyWaitOutsideAsync() =>
        Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "The professionals are talking without you for a while" })).ToBeVisibleAsync();

    public Task AsksTheFamilyBackAsync() => PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Ask the family back in" }));
}
