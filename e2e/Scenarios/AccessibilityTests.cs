using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>WCAG 2.2 AA, as far as a machine can tell, on every screen; and what a machine cannot: keyboard, narrow, large text.</summary>
[Collection(nameof(LaneOne))]
public sealed class AccessibilityTests(Stage stage) : MeetingTest(stage)
{
    [Fact]
    public async Task Every_screen_passes_the_rules_that_a_machine_can_check()
    {
        var server = await ServerAsync(RenderMode.Server);
        foreach (var screen in new[] { Screen.Phone, Screen.Desk })
        {
            var person = await ComesAsync(server, "Ruth Bell", screen);
            foreach (var path in new[] { "/", "/start", "/privacy", "/accessibility", "/join/not-a-link" })
            {
                await person.Page.GotoAsync(path);
                await person.PassesAsync("page" + path);
            }

            await person.OpensThePracticeBoardAsync();
            await person.LooksAsync("map");
            await person.BeginsAsync(BoardSection.NeedsToHappen, "A step");
            if (screen == Screen.Phone) await person.PassesAsync("composer");
            await person.TurnsToAsync("Scales");
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Give my number" }).First.ClickAsync();
            await person.PassesAsync("judging");
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await person.PassesAsync("invitation");
        }
    }

    [Fact]
    public async Task Every_screen_of_coming_in_leading_and_locking_passes_the_rules_that_a_machine_can_check()
    {
        var server = await ServerAsync(RenderMode.Server);
        var chair = await ComesAsync(server, "Ruth Bell", Screen.Desk);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        async Task Pass(string where, params Person[] people)
        {
            foreach (var person in people) await person.PassesAsync(where);
        }

        await chair.StartsAsync("Robin and Sky: practice meeting");
        var link = await chair.InvitesAsync();
        await mother.FillsInTheJoinPageAsync(link, "Mum");
        await mother.WaitsAsync();
        await Assertions.Expect(chair.Page.GetByRole(AriaRole.Button, new() { Name = "Let in Jo Marsh" }).First).ToBeVisibleAsync();
        await Pass("waiting", chair, mother);
        await chair.LetsInAsync(mother.Name);
        await mother.IsOnTheMapAsync();
        await mother.AddsAsync(BoardSection.Worries, "He shouts at night.", "Harm");
        await chair.AddsForProfessionalsAsync(BoardSection.Worries, "The flat is watched.", "Harm");

        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Lead the meeting" }).ClickAsync();
        await Pass("leading", chair);
        await chair.Page.Keyboard.PressAsync("Escape");
        await chair.ClosesThePartAsync();
        await mother.SeesThatTheyWaitOutsideAsync();
        await Pass("closed part", chair, mother);
        await chair.AsksTheFamilyBackAsync();
        await chair.LeadsAsync("Pause the writing");
        await Assertions.Expect(mother.Page.GetByText("The chair has paused the writing.").First).ToBeVisibleAsync();
        await Pass("paused", chair, mother);
        await chair.LeadsAsync("Lock as final");
        await Assertions.Expect(chair.Page.GetByRole(AriaRole.Button, new() { Name = "Go on to lock" })).ToBeVisibleAsync();
        await Pass("what is open", chair);
        await chair.Page.Keyboard.PressAsync("Escape");
        await chair.LocksAsync();
        await mother.SeesTheRecordAsync();
        await Pass("record", chair, mother);
        await chair.Page.GotoAsync(chair.Page.Url + "/access-log");
        await Pass("access log", chair);
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
        var opener = chair.ColumnOf(BoardSection.Worries).Locator("button.opener");
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
}
