using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>What hands do: a finger on a phone, mouse and keyboard at a desk.</summary>
public sealed partial class Person
{
    private bool Touches => device.Screen.Touch;

    private Task PressesAsync(ILocator thing) => Touches ? thing.TapAsync() : thing.ClickAsync();

    /// <summary>Writes into a field instead of what stands there.</summary>
    private async Task WritesAsync(ILocator field, string words)
    {
        await PressesAsync(field);
        if (await field.InputValueAsync() is { Length: > 0 })
        {
            await field.SelectTextAsync();
            await field.PressAsync("Delete");
        }

        await TypesAsync(field, words);
        await Assertions.Expect(field).ToHaveValueAsync(words);
    }

    /// <summary>
    /// Types where the caret is. At a desk the first word goes letter by letter and the others at once, as from a
    /// clipboard; a phone's keyboard puts in the first word and then the others. Each letter of six people would take
    /// minutes, and <see cref="Scenarios.TypingTogetherTests"/> has them.
    /// </summary>
    private async Task TypesAsync(ILocator field, string words)
    {
        await Assertions.Expect(field).ToBeFocusedAsync();
        var first = words.IndexOf(' ', Math.Min(1, words.Length)) is > 0 and var end ? end : words.Length;
        if (Touches) await Page.Keyboard.InsertTextAsync(words[..first]);
        else await field.PressSequentiallyAsync(words[..first]);
        if (first < words.Length) await Page.Keyboard.InsertTextAsync(words[first..]);
    }
}
