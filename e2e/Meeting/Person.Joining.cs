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

    /// <summary>Makes a link for others and gives it back.</summary>
    public async Task<string> InvitesAsync()
    {
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Invite" }));
        var link = Page.GetByLabel("The link", new() { Exact = true });
        await Assertions.Expect(link).ToHaveValueAsync(new Regex("/join/"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Img, new() { Name = "The link as a QR code" })).ToBeVisibleAsync();
        var address = await link.InputValueAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(link).ToBeHiddenAsync();
        return address;
    }

    /// <summary>Opens a link and joins: one name, one answer, one button.</summary>
    public async Task JoinsAsync(string link, string who, string? ownWords = null)
    {
        await FillsInTheJoinPageAsync(link, who, ownWords);
        await IsOnTheMapAsync();
    }

    /// <summary>The same, without waiting for the map to be alive.</summary>
    /// <param name="link">The invitation.</param>
    /// <param name="who">The answer to "Who are you?" that is chosen.</param>
    /// <param name="ownWords">What is to stand beside the name instead of the answer.</param>
    public async Task FillsInTheJoinPageAsync(string link, string who, string? ownWords = null)
    {
        await Page.GotoAsync(link);
        await WritesAsync(Page.GetByLabel("What is your name?"), name);
        var answer = Page.GetByRole(AriaRole.Radio, new() { Name = who, Exact = true });
        if (!await answer.IsVisibleAsync()) await PressesAsync(Page.GetByText("Here because of my work"));
        await answer.CheckAsync();
        if (ownWords is not null) await WritesAsync(Page.GetByLabel("Say it in your own words, if you like"), ownWords);
        await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Join the meeting" }));
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/b/"), new() { Timeout = 15_000 });
    }

    /// <summary>The map is there and can be touched.</summary>
    public async Task IsOnTheMapAsync()
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Invite" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await SeesEverythingSavedAsync();
    }
}
