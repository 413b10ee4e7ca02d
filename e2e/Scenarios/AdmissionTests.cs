using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>The doors of a meeting with three people: invite, wait, let in, removal.</summary>
[Collection(nameof(LaneTwo))]
public sealed class AdmissionTests(Stage stage) : MeetingTest(stage)
{
    private const int MostTaps = 4;

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task A_parent_on_a_phone_is_on_the_board_in_four_taps_and_one_name_and_is_gone_at_once_when_sent_out(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var worker = await ComesAsync(server, "Priya Nair", Screen.Desk);
        await worker.JoinsAsync(await chair.InvitesAsync("Professionals."), "Social worker", chair);
        await chair.AddsAsync(BoardSection.Worries, "Sky was found by the road.");

        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        var taps = 0;
        await mother.Page.GotoAsync(link);
        await TapAsync(mother.Page.GetByLabel("What is your name?"));
        await mother.Page.Keyboard.TypeAsync("Jo Marsh");
        await TapAsync(mother.Page.GetByText("Mum", new() { Exact = true }));
        await TapAsync(mother.Page.GetByRole(AriaRole.Button, new() { Name = "Tell them that I am here" }));
        await mother.WaitsAsync();
        await Assertions.Expect(mother.Page.GetByText("Robin and Sky")).ToHaveCountAsync(0);
        await Assertions.Expect(worker.Page.GetByText("Jo Marsh")).ToHaveCountAsync(0);

        await chair.LetsInAsync("Jo Marsh");
        await mother.IsOnTheMapAsync();
        Assert.InRange(taps, 1, MostTaps);
        await mother.SeesAsync("Sky was found by the road.");

        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "More about Jo Marsh" }).ClickAsync();
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "End their part in this meeting" }).ClickAsync();
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "End Jo Marsh’s part" }).ClickAsync();
        await Assertions.Expect(mother.Page.Locator("#main").GetByText("has ended your part in it")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await mother.Page.ReloadAsync();
        await Assertions.Expect(mother.Page.GetByRole(AriaRole.Heading, new() { Name = "Open the link that you were sent" })).ToBeVisibleAsync();
        await worker.SeesEverythingSavedAsync();

        async Task TapAsync(ILocator what)
        {
            taps++;
            await what.TapAsync();
        }
    }
}
