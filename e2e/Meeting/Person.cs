using System.Text.RegularExpressions;
using MappingBoard.E2E.Browser;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>
/// Somebody at a meeting, with a device, doing what people do: finding things by the words that they read. Waits for
/// what they would wait for, and never for a time.
/// </summary>
public sealed partial class Person(Device device, string name)
{
    private static readonly Dictionary<BoardSection, string> Tabs = new()
    {
        [BoardSection.Worries] = "Worries",
        [BoardSection.WorkingWell] = "Working well",
        [BoardSection.NeedsToHappen] = "To happen",
    };

    public Device Device => device;

    public IPage Page => device.Page;

    public string Name => name;

    /// <summary>Whether this device shows one column at a time.</summary>
    private bool HasTabs => Page.ViewportSize!.Width < 900;

    /// <summary>On a phone: turns to a part of the map. On a wide screen everything is there already.</summary>
    public async Task TurnsToAsync(string tab)
    {
        if (!HasTabs) return;
        var link = Tab(tab);
        await PressesAsync(link);
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "true");
    }

    public ILocator Tab(string tab) => Page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of the map" }).GetByRole(AriaRole.Link, new() { Name = tab });

    public ILocator ColumnOf(BoardSection part) => Page.Locator($"section.column[data-column={part}]");

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
        if (HasTabs) await PressesAsync(Page.Locator("button.people"));
        var list = HasTabs ? Page.GetByRole(AriaRole.Dialog) : rail;
        foreach (var person in people) await Assertions.Expect(list.GetByText(person).First).ToBeVisibleAsync();
        if (HasTabs) await Page.Keyboard.PressAsync("Escape");
    }

    /// <summary>The note with these words, found again by its place in the page when its words change, with its column in view.</summary>
    private async Task<ILocator> TurnsToNoteAsync(string words)
    {
        await SeesAsync(words);
        var id = await Note(words).GetAttributeAsync("id");
        var note = Page.Locator($"#{id}");
        var column = await note.EvaluateAsync<string>("note => note.closest('[data-column-box]').dataset.column");
        await TurnsToAsync(Tabs[Enum.Parse<BoardSection>(column)]);
        return note;
    }

    /// <summary>Whether what the page shows of a note's words, cut short, are the beginning of these.</summary>
    private static bool IsShortFor(string shown, string words) => words.StartsWith(shown.TrimEnd('…'), StringComparison.Ordinal);

    private static Regex Exactly(string words) => new($"^\\s*{Regex.Escape(words)}\\s*$");
}

/// <summary>The columns, as the page names them.</summary>
public enum BoardSection
{
    Worries,
    WorkingWell,
    NeedsToHappen,
}
