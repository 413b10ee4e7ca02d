using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

[Collection(nameof(LaneTwo))]
public sealed class TypingTogetherTests(Stage stage) : MeetingTest(stage)
{
    private const string First = "Robin rang Nan on Friday.";

    [Theory]
    [MemberData(nameof(InTheBrowserOrBoth))]
    public async Task R2_two_people_type_in_one_note_at_once_and_neither_loses_a_character(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await chair.AddsAsync(BoardSection.Worries, First, "Danger statements");
        await mother.SeesAsync(First);

        const string atTheStart = "This is how the chair heard it, and she writes it down word by word: ";
        const string atTheEnd = " And then he waited by the window until I came home, which was late, I know.";
        var chairs = await chair.OpensAsync(First);
        var mothers = await mother.OpensAsync(First);
        await chairs.PressAsync("Control+Home");
        await mothers.PressAsync("Control+End");
        await Task.WhenAll(
            chairs.PressSequentiallyAsync(atTheStart, new() { Delay = 15 }),
            mothers.PressSequentiallyAsync(atTheEnd, new() { Delay = 22 }));

        await BothShowAsync(chairs, mothers, atTheStart + First + atTheEnd);

        // Now at one and the same place: each one's letters stay, and both screens agree on their order.
        await chairs.PressAsync("Control+End");
        await mothers.PressAsync("Control+End");
        await Task.WhenAll(
            chairs.PressSequentiallyAsync(new string('c', 40), new() { Delay = 18 }),
            mothers.PressSequentiallyAsync(new string('m', 40), new() { Delay = 13 }));
        await Assertions.Expect(chairs).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("I know\\.(?=(?:m*c){40}m*$)(?=(?:c*m){40}c*$)"));
        await BothShowAsync(chairs, mothers, await chairs.InputValueAsync());

        // A third device, which takes what the store has.
        var words = await chairs.InputValueAsync();
        await chair.SeesEverythingSavedAsync();
        await mother.SeesEverythingSavedAsync();
        var late = await ComesAsync(server, "Priya Nair", Screen.Desk);
        await late.JoinsAsync(await chair.InvitesAsync("Professionals."), "Social worker", chair);
        await Assertions.Expect(late.Page.Locator("li.note .words").First).ToHaveTextAsync(words);
        AssertNoErrors();
    }

    private static async Task BothShowAsync(ILocator one, ILocator other, string words)
    {
        await Assertions.Expect(one).ToHaveValueAsync(words, new() { Timeout = 15_000 });
        await Assertions.Expect(other).ToHaveValueAsync(words, new() { Timeout = 15_000 });
    }
}
