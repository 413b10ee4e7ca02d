using System.Text.Json;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>A note in the hand: with the mouse, or on a phone under a finger.</summary>
public sealed partial class Person
{
    private ICDPSession? _finger;

    /// <summary>Takes a note by its handle. It is lifted as soon as the hand moves.</summary>
    public async Task TakesAsync(ILocator note)
    {
        var handle = note.GetByRole(AriaRole.Button, new() { Name = "Move:" });
        await ComesIntoViewAsync(handle);
        // A hand does not take what the page is just scrolling past.
        await handle.ClickAsync(new() { Trial = true });
        var (x, y) = Middle(await BoxAsync(handle));
        if (Touches)
        {
            _finger ??= await Page.Context.NewCDPSessionAsync(Page);
            await TouchAsync("touchStart", x, y);
        }
        else
        {
            await Page.Mouse.MoveAsync(x, y);
            await Page.Mouse.DownAsync();
        }

        await CarriesAsync(x + 12, y + 12, from: (x, y));
        await Assertions.Expect(Page.Locator("[data-lifting]").Last).ToBeAttachedAsync();
    }

    /// <summary>Carries what is in the hand over something: its middle, or near its lower or upper edge.</summary>
    /// <param name="edge">Pixels from the lower edge where negative, from the upper where positive; 0 for the middle.</param>
    public async Task CarriesOverAsync(ILocator thing, int edge = 0)
    {
        await ComesIntoViewAsync(thing);
        var box = await BoxAsync(thing);
        var (x, middle) = Middle(box);
        var y = edge < 0 ? box.Y + box.Height + edge : edge > 0 ? box.Y + edge : middle;
        await CarriesAsync(x, y, from: (x - 30, y - 30));
    }

    public Task LetsGoAsync() => Touches ? TouchAsync("touchEnd") : Page.Mouse.UpAsync();

    /// <summary>Takes a note by its handle and lets it go right beneath another, or at the top of a list.</summary>
    private async Task DragsAsync(ILocator note, ILocator list, ILocator? above)
    {
        await TakesAsync(note);
        var first = list.Locator("> li.note").First;
        if (above is not null) await CarriesOverAsync(above, edge: -4);
        else if (await first.CountAsync() > 0) await CarriesOverAsync(first, edge: 4);
        else await CarriesOverAsync(list);
        await LetsGoAsync();
    }

    private async Task CarriesAsync(float x, float y, (float X, float Y) from)
    {
        const int Steps = 4;
        for (var step = 1; step <= Steps; step++)
        {
            var (nextX, nextY) = (from.X + ((x - from.X) * step / Steps), from.Y + ((y - from.Y) * step / Steps));
            if (Touches) await TouchAsync("touchMove", nextX, nextY);
            else await Page.Mouse.MoveAsync(nextX, nextY);
        }
    }

    private Task<JsonElement?> TouchAsync(string what, float x, float y) => TouchAsync(what, [new() { ["x"] = x, ["y"] = y }]);

    private Task<JsonElement?> TouchAsync(string what, params Dictionary<string, object>[] fingers) =>
        _finger!.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = what, ["touchPoints"] = fingers });

    /// <summary>Not under what sticks to the edges.</summary>
    private static Task<JsonElement?> ComesIntoViewAsync(ILocator thing) => thing.EvaluateAsync("e => e.scrollIntoView({ block: 'center' })");

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator thing) =>
        await thing.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not to be seen, so nothing can be carried from it or to it.");

    private static (float X, float Y) Middle(LocatorBoundingBoxResult box) => (box.X + (box.Width / 2), box.Y + (box.Height / 2));
}
