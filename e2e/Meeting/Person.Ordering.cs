using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>The ways in which somebody moves a note; all end in the same place (R3).</summary>
public enum Hand
{
    /// <summary>One tap after the other in the Move panel.</summary>
    Taps,

    /// <summary>The arrow keys.</summary>
    Keys,

    /// <summary>By its handle, with the mouse or a finger.</summary>
    Drags,
}

/// <summary>Putting notes where they belong.</summary>
public sealed partial class Person
{
    /// <summary>How this person moves a note.</summary>
    public Hand Hand { get; set; } = device.Screen.Touch ? Hand.Taps : Hand.Keys;

    /// <summary>Says what kind of note it is, among those of its column.</summary>
    public async Task SortsAsync(string words, string category)
    {
        var note = await OpensMoreAboutAsync(words);
        await PressesAsync(note.Locator("label.chip", new() { HasTextRegex = Exactly(category) }));
        await SeesUnderAsync(category, words);
    }

    /// <summary>Moves a note to the end of a category of another column.</summary>
    public async Task MovesToAsync(string words, BoardSection part, string category)
    {
        if (Hand == Hand.Drags)
        {
            var list = ListOf(category);
            var last = list.Locator("> li.note").Last;
            await DragsAsync(await TurnsToNoteAsync(words), list, await list.Locator("> li.note").CountAsync() > 0 ? last : null);
        }
        else
        {
            await PressesAsync((await TurnsToNoteAsync(words)).GetByRole(AriaRole.Button, new() { Name = "Move:" }));
            await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "To another column" }));
            await PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = $"To {category}", Exact = true }));
        }

        await Assertions.Expect(ColumnOf(part).Locator(ListOf(category)).Locator("> li.note", new() { HasText = words })).ToHaveCountAsync(1);
    }

    /// <summary>Sees these notes in a column, in this order, and no others.</summary>
    public Task SeesOrderAsync(BoardSection part, params string[] words) =>
        Assertions.Expect(ColumnOf(part).Locator("li.note .words")).ToHaveTextAsync(words, new() { Timeout = 15_000 });

    /// <summary>Moves a note up among those of its category.</summary>
    public async Task MovesUpAsync(string words, int places)
    {
        var note = await TurnsToNoteAsync(words);
        var handle = note.GetByRole(AriaRole.Button, new() { Name = "Move:" });
        var list = Page.Locator("[data-list]").Filter(new() { Has = note });
        var order = (await list.Locator(".words").AllTextContentsAsync()).ToList();
        var at = order.FindIndex(w => w.Contains(words, StringComparison.Ordinal));
        if (Hand == Hand.Drags)
        {
            await DragsAsync(note, list, at > places ? list.Locator("> li.note").Nth(at - places - 1) : null);
            Swap(order, at, places);
            await Assertions.Expect(list.Locator(".words")).ToHaveTextAsync(order);
            return;
        }

        if (Hand == Hand.Taps) await PressesAsync(handle);
        else await handle.FocusAsync();
        for (; places > 0; places--, at--)
        {
            if (Hand == Hand.Taps) await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Up one place" }));
            else await Page.Keyboard.PressAsync("ArrowUp");
            Swap(order, at, 1);
            await Assertions.Expect(list.Locator(".words")).ToHaveTextAsync(order);
        }

        if (Hand == Hand.Taps) await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Leave it here" }));
    }

    private static void Swap(List<string> order, int at, int places)
    {
        var moved = order[at];
        order.RemoveAt(at);
        order.Insert(at - places, moved);
    }

    private ILocator ListOf(string category) => Page.Locator($"[data-list][data-label=\"{category}\"]");

    private Task SeesUnderAsync(string category, string words) =>
        Assertions.Expect(ListOf(category).Locator("> li.note", new() { HasText = words })).ToHaveCountAsync(1);
}
