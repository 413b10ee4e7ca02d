using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>What hands do: a finger on a phone, mouse and keyboard at a desk.</summary>
public sealed partial class Person
{
    private bool Touches => device.Screen.Touch;

    private Task PressesAsync(ILocator thing) => Touches ? thing.TapAsync() : thing.ClickAsync();

    /// <summary>
    /// Writes into a field instead of what stands there: letter by letter at a keyboard; on a phone a word at a time, as
    /// its keyboard puts them in.
    /// </summary>
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

    /// <summary>Types where the caret is.</summary>
    private async Task TypesAsync(ILocator field, string words)
    {
        await Assertions.Expect(field).ToBeFocusedAsync();
        if (!Touches)
        {
            await field.PressSequentiallyAsync(words);
            return;
        }

        foreach (var (word, i) in words.Split(' ').Select((word, i) => (word, i)))
            await Page.Keyboard.InsertTextAsync(i == 0 ? word : $" {word}");
    }
}
