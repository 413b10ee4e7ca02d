using Deque.AxeCore.Playwright;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>WCAG 2.2 AA, as far as a machine can tell, on every screen; and what a machine cannot: keyboard, narrow, large text.</summary>
public sealed class AccessibilityTests(Stage stage) : MeetingTest(stage)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_screen_passes_the_rules_that_a_machine_can_check(ColorScheme scheme)
    {
        var server = await ServerAsync(RenderMode.Server);
        foreach (var screen in new[] { Screen.Phone, Screen.Desk })
        {
            var person = new Person(await DeviceAsync(server, "chair", screen, scheme), "Ruth Bell");
            foreach (var path in new[] { "/", "/start", "/privacy", "/accessibility", "/join/not-a-link" })
            {
                await person.Page.GotoAsync(path);
                await PassesAsync(person, path);
            }

            await person.OpensThePracticeBoardAsync();
            await PassesAsync(person, "map");
            await person.BeginsAsync(Part.NeedsToHappen, "A step");
            await PassesAsync(person, "composer");
            await person.TurnsToAsync("Scales");
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Give my number" }).First.ClickAsync();
            await PassesAsync(person, "judging");
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await PassesAsync(person, "invitation");
        }
    }

    [Fact]
    public async Task A_narrow_screen_and_text_twice_as_large_need_no_sideways_scrolling()
    {
        var server = await ServerAsync(RenderMode.Server);
        var narrow = await ComesAsync(server, "Jo Marsh", new Screen("narrow", 320, 640, Touch: true));
        await narrow.OpensThePracticeBoardAsync();
        foreach (var tab in new[] { "Worries", "Working well", "To happen", "Scales" })
        {
            await narrow.TurnsToAsync(tab);
            await FitsAsync(narrow, tab);
        }

        var large = await ComesAsync(server, "Sandra Marsh", Screen.Phone);
        await large.OpensThePracticeBoardAsync();
        await large.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        foreach (var tab in new[] { "Worries", "Scales" })
        {
            await large.TurnsToAsync(tab);
            await FitsAsync(large, tab + " at 200 %");
        }
    }

    [Fact]
    public async Task A_note_can_be_written_with_the_keyboard_alone()
    {
        var server = await ServerAsync(RenderMode.Server);
        var (chair, _) = await MeetingAsync(server);
        var opener = chair.ColumnOf(Part.Worries).Locator("button.opener");
        for (var i = 0; i < 40 && !await opener.EvaluateAsync<bool>("e => e === document.activeElement"); i++)
            await chair.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(opener).ToBeFocusedAsync();

        await chair.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(chair.Page.GetByLabel("In your own words")).ToBeFocusedAsync();
        await chair.Page.Keyboard.TypeAsync("Written without a mouse.");
        await chair.Page.Keyboard.PressAsync("Control+Enter");

        await chair.SeesAsync("Written without a mouse.");
        await Assertions.Expect(opener).ToBeFocusedAsync();
        AssertNoErrors();
    }

    private static async Task FitsAsync(Person person, string where)
    {
        var wide = await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wide <= 0, $"{where}: {wide} px too wide.");
    }

    private static async Task PassesAsync(Person person, string where)
    {
        var result = await person.Page.RunAxe(new Deque.AxeCore.Commons.AxeRunOptions
        {
            RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        Assert.True(
            result.Violations.Length == 0,
            $"{where}: " + string.Join("\n", result.Violations.Select(v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }
}
