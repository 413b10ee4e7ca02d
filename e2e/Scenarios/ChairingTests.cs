using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>The chair talks without the family, and locks the agreed version, in real browsers.</summary>
[Collection(nameof(LaneOne))]
public sealed class ChairingTests(Stage stage) : MeetingTest(stage)
{
    private const string Secret = "SECRET: the flat is watched.";
    private const string Late = "And she rang me twice.";

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task V1_nothing_of_a_closed_part_reaches_the_family_and_the_map_is_theirs_again_afterwards(RenderMode mode)
    {
        var (chair, link) = await MeetingAsync(await ServerAsync(mode));
        var mother = await ComesAsync(await ServerAsync(mode), "Jo Marsh", Screen.Phone);
        var frames = await Frames.OnAsync(mother.Page);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "He shouts at night.", "Harm");
        await chair.SeesAsync("He shouts at night.");

        await chair.ClosesThePartAsync();
        await mother.SeesThatTheyWaitOutsideAsync();
        await chair.BeginsAsync(BoardSection.Worries, Secret);
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Add for professionals only" }).ClickAsync();
        await chair.SeesAsync(Secret);
        await chair.SeesEverythingSavedAsync();

        // A page that is loaded anew outside holds the waiting page and nothing else.
        await mother.Page.ReloadAsync();
        await mother.SeesThatTheyWaitOutsideAsync();
        Assert.DoesNotContain("SECRET", await mother.Page.ContentAsync(), StringComparison.Ordinal);

        await chair.AsksTheFamilyBackAsync();
        await mother.SeesAsync("He shouts at night.");
        Assert.DoesNotContain("SECRET", await mother.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.True(frames.Count > 0 && !frames.Hold("SECRET"));
    }

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task L2_a_locked_map_is_a_record_and_words_from_before_the_lock_stay_with_their_author(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "He shouts at night.", "Harm");
        await chair.SeesAsync("He shouts at night.");
        await mother.BeginsAsync(BoardSection.Worries, Late);

        await chair.LocksAsync();
        await mother.SeesTheRecordAsync();
        await Assertions.Expect(mother.Page.Locator("main")).ToContainTextAsync("He shouts at night.");
        await Assertions.Expect(mother.Page.GetByText(Late).First).ToBeVisibleAsync();
        await Assertions.Expect(chair.Page.GetByText(Late)).ToHaveCountAsync(0);
        await Assertions.Expect(chair.Page.Locator("button.opener")).ToHaveCountAsync(0);
    }

    /// <summary>The lock comes while her phone has no connection: what she wrote meanwhile changes nothing, and is hers.</summary>
    [Fact]
    public async Task L2_what_a_mother_wrote_without_a_connection_stays_with_her_when_the_map_was_locked_meanwhile()
    {
        var (chair, link) = await MeetingAsync(await ServerAsync(RenderMode.WebAssembly));
        var mother = await ComesAsync(await ServerAsync(RenderMode.WebAssembly), "Jo Marsh", Screen.Phone);
        var wire = await Wire.LayAsync(mother.Page);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "He shouts at night.", "Harm");
        await chair.SeesAsync("He shouts at night.");

        await mother.Device.Context.SetOfflineAsync(true);
        await wire.CutAsync();
        await mother.AddsAsync(BoardSection.Worries, Late, "Harm");
        await mother.EditsAsync("He shouts at night.", "He shouts at night, every night.");
        await mother.SeesSavedAsync("Kept");
        await chair.LocksAsync();

        wire.Mend();
        await mother.Device.Context.SetOfflineAsync(false);
        await mother.SeesTheRecordAsync();
        var kept = mother.Page.Locator("#kept");
        await Assertions.Expect(kept).ToContainTextAsync(Late);
        await Assertions.Expect(kept).ToContainTextAsync("He shouts at night, every night.");
        await Assertions.Expect(mother.Page.Locator(".record .words")).ToHaveTextAsync(["He shouts at night."]);
        await Assertions.Expect(chair.Page.Locator(".record .words")).ToHaveTextAsync(["He shouts at night."]);
    }

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task L1_while_the_writing_is_paused_nobody_but_the_chair_changes_anything_and_what_was_begun_goes_on_afterwards(RenderMode mode)
    {
        var (chair, link) = await MeetingAsync(await ServerAsync(mode));
        var mother = await ComesAsync(await ServerAsync(mode), "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "He shouts at night.", "Harm");
        await chair.SeesAsync("He shouts at night.");
        await mother.BeginsAsync(BoardSection.Worries, Late);

        await chair.LeadsAsync("Pause the writing");
        await Assertions.Expect(mother.Page.GetByText("The chair has paused the writing.").First).ToBeVisibleAsync();
        var form = mother.ColumnOf(BoardSection.Worries).Locator("form");
        await Assertions.Expect(form.GetByText("your words stay on this page")).ToBeVisibleAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Button, new() { Name = "Add to the board" })).ToHaveCountAsync(0);
        await form.GetByLabel("In your own words").PressAsync("Control+Enter");
        await Assertions.Expect(mother.Note("He shouts at night.").GetByRole(AriaRole.Button, new() { Name = "Change the words" })).ToHaveCountAsync(0);
        await chair.AddsAsync(BoardSection.WorkingWell, "Nan comes at once.", "Existing strengths");
        await mother.SeesAsync("Nan comes at once.");
        await Assertions.Expect(chair.Note(Late)).ToHaveCountAsync(0);

        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Let everybody write again" }).ClickAsync();
        await Assertions.Expect(form.GetByLabel("In your own words")).ToHaveValueAsync(Late);
        await form.GetByRole(AriaRole.Button, new() { Name = "Add to the board" }).TapAsync();
        await chair.SeesAsync(Late);
        AssertNoErrors();
    }
}
