using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

[Collection(nameof(LaneTwo))]
public sealed class MeetingOfThreeTests(Stage stage) : MeetingTest(stage)
{
    [Theory]
    [MemberData(nameof(InTheBrowserOrBoth))]
    public async Task A_chair_a_mother_on_her_phone_and_a_social_worker_hold_a_meeting(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        var worker = await ComesAsync(server, "Priya Nair", Screen.Desk);
        await worker.JoinsAsync(await chair.InvitesAsync("Professionals."), "Social worker", chair);

        foreach (var person in new[] { chair, mother, worker }) await person.SeesPeopleAsync("Ruth Bell", "Jo Marsh", "Priya Nair");

        await worker.AddsAsync(BoardSection.Worries, "Sky was found by the road at ten at night.", "Harm");
        await mother.AddsAsync(BoardSection.WorkingWell, "Nan has them every Friday.", "Existing strengths");
        await chair.AddsAsync(BoardSection.NeedsToHappen, "Fit a bolt on the front door.", "Next steps", "Grandad", "2026-12-04");
        foreach (var person in new[] { chair, mother, worker })
            await person.SeesAsync("Sky was found by the road at ten at night.", "Nan has them every Friday.", "Fit a bolt on the front door.");
        await Assertions.Expect(worker.Note("Fit a bolt")).ToContainTextAsync("Grandad");

        // The mother was looking at another column: the tab says that something is new there.
        await Assertions.Expect(mother.Tab("To happen")).ToContainTextAsync("1");
        await mother.TurnsToAsync("To happen");
        await mother.TurnsToAsync("Worries");
        await Assertions.Expect(mother.Tab("To happen")).Not.ToContainTextAsync("new");

        await worker.AddsAsync(BoardSection.Worries, "Written in the wrong meeting.");
        await chair.TakesOffAsync("Written in the wrong meeting.");
        await Assertions.Expect(mother.Note("Written in the wrong meeting.")).ToHaveCountAsync(0);
        await worker.PutsBackAsync(BoardSection.Worries, "Written in the wrong meeting.");
        await mother.SeesAsync("Written in the wrong meeting.");
        await worker.TakesOffAsync("Written in the wrong meeting.");
        await worker.TakesBackAsync();
        await chair.SeesAsync("Written in the wrong meeting.");

        await mother.JudgesAsync(6, "I ring Nan before it gets bad.", "Somebody to ring on a week night.");
        await worker.JudgesAsync(3, "It has held for three weeks.", "Six weeks without a call.");
        await Assertions.Expect(chair.Page.GetByText("2 of 3 have placed a number")).ToBeVisibleAsync();
        await chair.RevealsAsync();
        await Assertions.Expect(chair.Page.GetByText("I ring Nan before it gets bad.")).ToBeVisibleAsync();
        await Assertions.Expect(chair.Page.GetByText("It has held for three weeks.")).ToBeVisibleAsync();

        foreach (var person in new[] { chair, mother, worker }) await person.SeesEverythingSavedAsync();
        AssertNoErrors();
    }
}
