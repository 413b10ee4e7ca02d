using MappingBoard.E2E.Browser;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>
/// Somebody at a meeting, with a device, doing what people do: finding things by the words that they read. Waits for
/// what they would wait for, and never for a time.
/// </summary>
public sealed partial class Person(Device device, string name)
{
    public Device Device => device;

    public IPage Page => device.Page;

    public string Name => name;

    /// <summary>Whether this device shows one column at a time.</summary>
    private bool HasTabs => Page.ViewportSize!.Width < 900;

    /// <summary>Starts a mapping from the start page, as its chair.</summary>
    public async Task StartsAsync(string title, string kind = "Child protection conference")
    {
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Start a mapping" }).ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = kind }).CheckAsync();
        await Page.GetByLabel("What is the meeting called?").FillAsync(title);
        await Page.GetByLabel("What is your name?").FillAsync(name);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Who are you?" }).FillAsync("independent chair");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Open the map" }).ClickAsync();
        await IsOnTheMapAsync();
    }

    /// <summary>Opens the practice board from the start page.</summary>
    public async Task OpensThePracticeBoardAsync()
    {
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Open the practice board" }).ClickAsync();
        await IsOnTheMapAsync();
    }

    /// <summary>Makes a link for a role and gives it back.</summary>
    public async Task<string> InvitesAsync(string whom = "The family.")
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Page.Locator("dialog label.pick", new() { HasText = whom }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = Page.GetByLabel("The link", new() { Exact = true });
        await Assertions.Expect(link).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/join/"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Img, new() { Name = "The link as a QR code" })).ToBeVisibleAsync();
        var address = await link.InputValueAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(link).ToBeHiddenAsync();
        return address;
    }

    /// <summary>Opens a link, asks to come in, and is let in by the chair.</summary>
    public async Task JoinsAsync(string link, string who, Person chair)
    {
        await FillsInTheJoinPageAsync(link, who);
        await WaitsAsync();
        await chair.LetsInAsync(name);
        await IsOnTheMapAsync();
    }

    /// <summary>One name, one answer, one button.</summary>
    public async Task FillsInTheJoinPageAsync(string link, string who)
    {
        await Page.GotoAsync(link);
        await Page.GetByLabel("What is your name?").FillAsync(name);
        await Page.GetByRole(AriaRole.Radio, new() { Name = who, Exact = true }).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Tell them that I am here" }).ClickAsync();
    }

    public Task WaitsAsync() => Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are in the right place" })).ToBeVisibleAsync();

    /// <summary>As the chair: lets in the one who waits.</summary>
    public async Task LetsInAsync(string guest)
    {
        var letIn = Page.GetByRole(AriaRole.Button, new() { Name = $"Let in {guest}" }).Filter(new() { Visible = true });
        await letIn.First.ClickAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(letIn).ToHaveCountAsync(0);
    }

    /// <summary>The map is there and can be touched.</summary>
    public async Task IsOnTheMapAsync()
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Take back my last change" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await SeesEverythingSavedAsync();
    }

    /// <summary>On a phone: turns to a part of the map. On a wide screen everything is there already.</summary>
    public async Task TurnsToAsync(string tab)
    {
        if (!HasTabs) return;
        var link = Tab(tab);
        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "true");
    }

    public ILocator Tab(string tab) => Page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of the map" }).GetByRole(AriaRole.Link, new() { Name = tab });

    public ILocator ColumnOf(Part part) => Page.Locator($"section.column[data-column={part}]");

    /// <summary>The note with these words.</summary>
    public ILocator Note(string words) => Page.Locator("li.note").Filter(new() { Has = Page.Locator(".words, textarea", new() { HasText = words }) });

    public async Task SeesAsync(params string[] words)
    {
        foreach (var each in words) await Assertions.Expect(Note(each)).ToHaveCountAsync(1, new() { Timeout = 15_000 });
    }

    public Task SeesEverythingSavedAsync() => SeesSavedAsync("Saved");

    /// <summary>What the page says of what is saved: <c>Saved</c>, <c>Saving</c>, <c>Kept</c>, <c>Away</c>.</summary>
    public Task SeesSavedAsync(string state) =>
        Assertions.Expect(Page.Locator(".saved").First).ToHaveAttributeAsync("data-saved", state, new() { Timeout = 30_000 });

    public async Task SeesPeopleAsync(params string[] people)
    {
        var rail = Page.GetByRole(AriaRole.Complementary);
        if (HasTabs) await Page.Locator("button.people").ClickAsync();
        var list = HasTabs ? Page.GetByRole(AriaRole.Dialog) : rail;
        foreach (var person in people) await Assertions.Expect(list.GetByText(person).First).ToBeVisibleAsync();
        if (HasTabs) await Page.Keyboard.PressAsync("Escape");
    }
}

/// <summary>The columns, as the page names them.</summary>
public enum Part
{
    Worries,
    WorkingWell,
    NeedsToHappen,
}
