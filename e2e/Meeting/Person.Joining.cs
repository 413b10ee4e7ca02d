using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>How people come to a meeting.</summary>
public sealed partial class Person
{
    /// <summary>Starts a mapping from the start page, as its chair.</summary>
    public async Task StartsAsync(string title, string kind = "Child protection conference", string who = "independent chair")
    {
        await Page.GotoAsync("/");
        await PressesAsync(Page.GetByRole(AriaRole.Link, new() { Name = "Start a mapping" }));
        await Page.GetByRole(AriaRole.Radio, new() { Name = kind }).CheckAsync();
        await WritesAsync(Page.GetByLabel("What is the meeting called?"), title);
        await WritesAsync(Page.GetByLabel("What is your name?"), name);
        await WritesAsync(Page.GetByRole(AriaRole.Textbox, new() { Name = "Who are you?" }), who);
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Open the map" }));
        await IsOnTheMapAsync();
    }

    /// <summary>Opens the practice board from the start page.</summary>
    public async Task OpensThePracticeBoardAsync()
    {
        await Page.GotoAsync("/");
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Open the practice board" }));
        await IsOnTheMapAsync();
    }

    /// <summary>Makes a link for a role and gives it back.</summary>
    public async Task<string> InvitesAsync(string whom = "The family.")
    {
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Invite" }));
        await PressesAsync(Page.Locator("dialog label.pick", new() { HasText = whom }));
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }));
        var link = Page.GetByLabel("The link", new() { Exact = true });
        await Assertions.Expect(link).ToHaveValueAsync(new Regex("/join/"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Img, new() { Name = "The link as a QR code" })).ToBeVisibleAsync();
        var address = await link.InputValueAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(link).ToBeHiddenAsync();
        return address;
    }

    /// <summary>Opens a link, asks to come in, and is let in by the chair.</summary>
    public async Task JoinsAsync(string link, string who, Person chair, string? ownWords = null)
    {
        await FillsInTheJoinPageAsync(link, who, ownWords);
        await WaitsAsync();
        await chair.LetsInAsync(name);
        await IsOnTheMapAsync();
    }

    /// <summary>One name, one answer, one button.</summary>
    /// <param name="link">The invitation.</param>
    /// <param name="who">The answer to "Who are you?" that is chosen.</param>
    /// <param name="ownWords">What is to stand beside the name instead of the answer.</param>
    public async Task FillsInTheJoinPageAsync(string link, string who, string? ownWords = null)
    {
        await Page.GotoAsync(link);
        await WritesAsync(Page.GetByLabel("What is your name?"), name);
        await Page.GetByRole(AriaRole.Radio, new() { Name = who, Exact = true }).CheckAsync();
        if (ownWords is not null) await WritesAsync(Page.GetByLabel("Say it in your own words, if you like"), ownWords);
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Tell them that I am here" }));
    }

    public Task WaitsAsync() => Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are in the right place" })).ToBeVisibleAsync();

    /// <summary>As the chair: lets in the one who waits.</summary>
    public async Task LetsInAsync(string guest)
    {
        var letIn = Page.GetByRole(AriaRole.Button, new() { Name = $"Let in {guest}" }).Filter(new() { Visible = true });
        await PressesAsync(letIn.First);
        await Assertions.Expect(letIn).ToHaveCountAsync(0);
    }

    /// <summary>The map is there and can be touched.</summary>
    public async Task IsOnTheMapAsync()
    {
        await Assertions.Expect(Page.Locator("[data-map][data-live]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await SeesEverythingSavedAsync();
    }
}
