using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>Moving a note by its handle, with the mouse and with a finger (R3).</summary>
[Collection(nameof(LaneTwo))]
public sealed class DraggingTests(Stage stage) : MeetingTest(stage)
{
    private static readonly string[] Said = ["First said.", "Second said.", "Third said."];

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task R3_a_note_goes_with_the_mouse_to_where_it_is_let_go_and_stays_where_it_was_when_it_is_let_go_nowhere(RenderMode mode)
    {
        var (chair, _) = await MeetingAsync(await ServerAsync(mode));
        foreach (var words in Said) await chair.AddsAsync(BoardSection.Worries, words, "Harm");
        chair.Hand = Hand.Drags;

        await chair.MovesUpAsync("Third said.", 2);
        await chair.SeesOrderAsync(BoardSection.Worries, "Third said.", "First said.", "Second said.");
        await chair.MovesToAsync("First said.", BoardSection.WorkingWell, "Existing strengths");
        await chair.SeesOrderAsync(BoardSection.Worries, "Third said.", "Second said.");

        await chair.TakesAsync(chair.Note("Third said."));
        await chair.CarriesOverAsync(chair.ColumnOf(BoardSection.NeedsToHappen).Locator("[data-list]").First);
        await chair.Page.Keyboard.PressAsync("Escape");
        await chair.LetsGoAsync();
        await NothingIsInTheHandAsync(chair);
        await chair.TakesAsync(chair.Note("Third said."));
        await chair.CarriesOverAsync(chair.Page.GetByRole(AriaRole.Complementary));
        await chair.LetsGoAsync();
        await NothingIsInTheHandAsync(chair);
        await chair.SeesOrderAsync(BoardSection.Worries, "Third said.", "Second said.");
        AssertNoErrors();
    }

    /// <summary>On a circuit each letting go is a question to the server. The hand does not wait for the answer.</summary>
    [Fact]
    public async Task R3_one_note_can_be_dragged_while_the_line_still_carries_the_one_before()
    {
        var chair = await ComesAsync(await ServerAsync(RenderMode.Server), "Ruth Bell", Screen.Desk);
        var wire = await Wire.LayAsync(chair.Page);
        await chair.StartsAsync("Robin and Sky: practice meeting");
        foreach (var words in Said) await chair.AddsAsync(BoardSection.Worries, words, "Harm");
        var list = chair.ColumnOf(BoardSection.WorkingWell).Locator("[data-list]");

        wire.Hold();
        await chair.TakesAsync(chair.Note("First said."));
        await chair.CarriesOverAsync(list.First);
        await chair.LetsGoAsync();
        await chair.TakesAsync(chair.Note("Second said."));
        await chair.CarriesOverAsync(list.First);
        await chair.LetsGoAsync();
        wire.LetThrough();

        await chair.SeesOrderAsync(BoardSection.Worries, "Third said.");
        await Assertions.Expect(chair.ColumnOf(BoardSection.WorkingWell).Locator("li.note .words")).ToHaveCountAsync(2);
        await NothingIsInTheHandAsync(chair);
        AssertNoErrors();
    }

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task R3_under_a_finger_a_note_goes_within_its_column_and_over_a_tab_to_another(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        foreach (var words in Said) await mother.AddsAsync(BoardSection.Worries, words, "Harm");
        mother.Hand = Hand.Drags;

        await mother.MovesUpAsync("Second said.", 1);
        await chair.SeesOrderAsync(BoardSection.Worries, "Second said.", "First said.", "Third said.");

        // Let go over a tab: it goes to the end of that column.
        await mother.TakesAsync(mother.Note("Third said."));
        await mother.CarriesOverAsync(mother.Tab("Working well"));
        await mother.LetsGoAsync();
        await chair.SeesOrderAsync(BoardSection.WorkingWell, "Third said.");

        // Held over a tab, the column opens beneath the finger.
        await mother.TurnsToAsync("Worries");
        await mother.TakesAsync(mother.Note("First said."));
        await mother.CarriesOverAsync(mother.Tab("Working well"));
        await Assertions.Expect(mother.Tab("Working well")).ToHaveAttributeAsync("aria-current", "true");
        await mother.CarriesOverAsync(mother.Note("Third said."), edge: 4);
        await mother.LetsGoAsync();
        await chair.SeesOrderAsync(BoardSection.WorkingWell, "First said.", "Third said.");
        await mother.SeesOrderAsync(BoardSection.Worries, "Second said.");
        await NothingIsInTheHandAsync(mother);
        AssertNoErrors();
    }

    private static async Task NothingIsInTheHandAsync(Person person)
    {
        await Assertions.Expect(person.Page.Locator("[data-lifting]")).ToHaveCountAsync(0);
        await Assertions.Expect(person.Page.Locator(".slot")).ToHaveCountAsync(0);
    }
}
