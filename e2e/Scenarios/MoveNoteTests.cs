using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>Moving a note without dragging: by one tap and by keyboard (WCAG 2.5.7).</summary>
[Collection(nameof(LaneOne))]
public sealed class MoveNoteTests(Stage stage) : MeetingTest(stage)
{
    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task R3_a_note_moves_by_one_tap_and_by_keyboard_and_all_see_it(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        foreach (var words in new[] { "First said.", "Second said." }) await chair.AddsAsync(BoardSection.Worries, words, "Harm");
        await mother.AddsAsync(BoardSection.Worries, "Third said.", "Harm");
        await chair.SeesAsync("Third said.");
        await mother.SeesOrderAsync(BoardSection.Worries, "First said.", "Second said.", "Third said.");

        await chair.Note("Third said.").GetByRole(AriaRole.Button, new() { Name = "Move" }).ClickAsync();
        var up = chair.Page.GetByRole(AriaRole.Button, new() { Name = "Up one place" });
        await up.ClickAsync();
        await chair.SeesOrderAsync(BoardSection.Worries, "First said.", "Third said.", "Second said.");
        await up.ClickAsync();
        await chair.SeesOrderAsync(BoardSection.Worries, "Third said.", "First said.", "Second said.");
        await mother.SeesOrderAsync(BoardSection.Worries, "Third said.", "First said.", "Second said.");

        // On the phone, with one tap after the other.
        await mother.TurnsToAsync("Worries");
        await mother.Note("Third said.").GetByRole(AriaRole.Button, new() { Name = "Move" }).TapAsync();
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "Down one place" }).TapAsync();
        await chair.SeesOrderAsync(BoardSection.Worries, "First said.", "Third said.", "Second said.");
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "To another column" }).TapAsync();
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "To Existing strengths" }).TapAsync();
        await chair.SeesOrderAsync(BoardSection.WorkingWell, "Third said.");

        // By keyboard alone.
        await chair.Note("Second said.").GetByRole(AriaRole.Button, new() { Name = "Move" }).FocusAsync();
        await chair.Page.Keyboard.PressAsync("Enter");
        await chair.Page.Keyboard.PressAsync("ArrowUp");
        await mother.SeesOrderAsync(BoardSection.Worries, "Second said.", "First said.");
        await Assertions.Expect(chair.Page.Locator("[aria-live=polite]").Filter(new() { HasText = "place" }).First).ToBeAttachedAsync();
        AssertNoErrors();
    }
}
