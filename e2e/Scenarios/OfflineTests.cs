using System.Text.RegularExpressions;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

[Collection(nameof(LaneTwo))]
public sealed class OfflineTests(Stage stage) : MeetingTest(stage)
{
    private const string First = "Robin rang Nan on Friday.";
    private const string More = " I could not send this at once.";

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task B4_what_is_written_without_a_connection_is_saved_once_when_it_is_back(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, First, "Harm");
        await chair.SeesAsync(First);
        var field = await mother.OpensAsync(First);
        await field.PressAsync("Control+End");

        await mother.Device.Context.SetOfflineAsync(true);
        await field.PressSequentiallyAsync(" I could not send this at once.");
        await Assertions.Expect(mother.Page.GetByText("No connection").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(chair.Page.GetByText("I could not send this")).ToHaveCountAsync(0);
        await chair.AddsAsync(BoardSection.WorkingWell, "Others went on meanwhile.", "Existing strengths");

        await mother.Device.Context.SetOfflineAsync(false);
        await Assertions.Expect(chair.Note(First)).ToContainTextAsync("I could not send this at once.", new() { Timeout = 60_000 });
        await Assertions.Expect(field).ToHaveValueAsync(First + " I could not send this at once.");
        await mother.SeesEverythingSavedAsync();
        await mother.TurnsToAsync("Working well");
        await mother.SeesAsync("Others went on meanwhile.");
        await Assertions.Expect(chair.Page.Locator("li.note .words").First).ToHaveTextAsync(First + " I could not send this at once.");
    }

    /// <summary>The moment in which a line is lost is not for us to choose: here, between a field and the call that joins it.</summary>
    [Fact]
    public async Task B4_words_in_a_field_that_appeared_as_the_line_went_are_saved_once_when_it_is_back()
    {
        var (chair, mother, wire) = await MotherReadsAsync(await ServerAsync(RenderMode.Server));

        var cut = wire.CutBefore("attach");
        var field = await mother.OpensAsync(First);
        await cut;
        await field.PressAsync("Control+End");
        await field.PressSequentiallyAsync(More);
        await Assertions.Expect(mother.Page.GetByText("No connection").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(chair.Page.GetByText(More.Trim())).ToHaveCountAsync(0);

        wire.Mend();
        await Assertions.Expect(chair.Page.Locator("li.note .words").First).ToHaveTextAsync(First + More, new() { Timeout = 60_000 });
        await Assertions.Expect(field).ToHaveValueAsync(First + More);
        await mother.SeesEverythingSavedAsync();
    }

    [Fact]
    public async Task R5_words_typed_on_a_circuit_that_is_gone_are_there_when_the_page_has_opened_anew()
    {
        var (chair, mother, wire) = await MotherReadsAsync(await OwnServerAsync(("Client__RenderMode", "Server"), ("Client__CircuitKept", "00:00:00")));
        var field = await mother.OpensAsync(First);
        await field.PressAsync("Control+End");
        await mother.SeesEverythingSavedAsync();

        await wire.CutAsync();
        await field.PressSequentiallyAsync(More);
        await Assertions.Expect(mother.Page.GetByText("No connection").First).ToBeVisibleAsync();
        wire.Mend();

        var kept = mother.Page.Locator("#kept");
        await Assertions.Expect(kept).ToContainTextAsync(First + More, new() { Timeout = 60_000 });
        await mother.IsOnTheMapAsync();
        await kept.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await chair.SeesAsync(First + More);
        await Assertions.Expect(kept).ToHaveCountAsync(0);
        await mother.SeesEverythingSavedAsync();
        await mother.Page.ReloadAsync();
        await mother.IsOnTheMapAsync();
        await Assertions.Expect(kept).ToHaveCountAsync(0);
    }

    /// <summary>Also where the map opens no more, because the time on this device is over.</summary>
    [Fact]
    public async Task R5_words_typed_as_a_session_ended_are_shown_and_come_back_with_their_author()
    {
        var server = await OwnServerAsync(("Client__RenderMode", "Server"), ("Client__CircuitKept", "00:00:00"));
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        var wire = await Wire.LayAsync(mother.Page);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, First, "Harm");
        await mother.SeesEverythingSavedAsync();
        var field = await mother.OpensAsync(First);
        await field.PressAsync("Control+End");

        await wire.CutAsync();
        await field.PressSequentiallyAsync(More);
        await Assertions.Expect(mother.Page.GetByText("No connection").First).ToBeVisibleAsync();
        await mother.Device.Context.ClearCookiesAsync();
        wire.Mend();

        await Assertions.Expect(mother.Page.GetByRole(AriaRole.Heading, new() { Name = "Open the link that you were sent" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(mother.Page.Locator("[data-left-words] blockquote")).ToHaveTextAsync(First + More);
        await mother.JoinsAsync(link, "Mum", chair);
        await Assertions.Expect(mother.Page.Locator("#kept")).ToContainTextAsync(First + More, new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task R1_in_the_browser_a_note_opens_for_writing_without_a_connection()
    {
        var (chair, mother, wire) = await MotherReadsAsync(await ServerAsync(RenderMode.WebAssembly));
        await mother.Device.Context.SetOfflineAsync(true);
        await wire.CutAsync();
        var field = await mother.OpensAsync(First);
        await field.PressAsync("Control+End");
        await field.PressSequentiallyAsync(More);
        await mother.SeesSavedAsync("Kept");

        wire.Mend();
        await mother.Device.Context.SetOfflineAsync(false);
        await Assertions.Expect(chair.Page.Locator("li.note .words").First).ToHaveTextAsync(First + More, new() { Timeout = 60_000 });
        await mother.SeesEverythingSavedAsync();
    }

    /// <summary>Some networks let no WebSocket through, and a meeting has quiet times.</summary>
    [Fact]
    public async Task B2_a_page_that_polls_stays_connected_while_nobody_says_anything()
    {
        var server = await ServerAsync(RenderMode.WebAssembly);
        var chair = await ComesAsync(server, "Ruth Bell", Screen.Desk);
        await chair.Page.RouteWebSocketAsync(new Regex(".*"), socket => _ = socket.CloseAsync());
        await chair.StartsAsync("Robin and Sky: practice meeting");
        await chair.AddsAsync(BoardSection.Worries, First, "Harm");
        await chair.SeesEverythingSavedAsync();

        var connections = 0;
        chair.Page.Request += (_, request) => connections += request.Url.Contains("/hub/negotiate", StringComparison.Ordinal) ? 1 : 0;
        for (var poll = 0; poll < 2; poll++)
            await chair.Page.WaitForResponseAsync(answer => answer.Url.Contains("/hub?id=", StringComparison.Ordinal) && answer.Request.Method == "GET");
        Assert.Equal(0, connections);
        await chair.SeesEverythingSavedAsync();
    }

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task R5_words_typed_in_a_note_that_somebody_took_off_meanwhile_are_kept(RenderMode mode)
    {
        var (chair, mother, wire) = await MotherReadsAsync(await ServerAsync(mode));
        var field = await mother.OpensAsync(First);
        await field.PressAsync("Control+End");

        await wire.CutAsync();
        await field.PressSequentiallyAsync(More);
        await Assertions.Expect(mother.Page.GetByText("No connection").Filter(new() { Visible = true }).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await chair.TakesOffAsync(First);

        wire.Mend();
        // In the browser's own runtime the page knows which words are hers; on a circuit that was cut off, the field is all there is.
        var kept = mother.Page.Locator("#kept blockquote");
        await Assertions.Expect(kept).ToHaveTextAsync(mode == RenderMode.WebAssembly ? More.Trim() : First + More, new() { Timeout = 60_000 });
        await Assertions.Expect(mother.Note(First)).ToHaveCountAsync(0);
    }

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task O2_what_was_said_to_be_saved_is_there_after_the_server_was_killed(RenderMode mode)
    {
        var server = await OwnServerAsync(("Client__RenderMode", mode.ToString()));
        var (chair, link) = await MeetingAsync(server);
        await chair.AddsAsync(BoardSection.Worries, First, "Harm");
        await chair.SeesEverythingSavedAsync();

        server.Kill();
        await Assertions.Expect(chair.Page.GetByText("No connection").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(chair.Note(First)).ToBeVisibleAsync();
        await server.StartAsync(Cancel);

        await chair.Page.ReloadAsync();
        await chair.IsOnTheMapAsync();
        await chair.SeesAsync(First);
        await chair.AddsAsync(BoardSection.WorkingWell, "It goes on.", "Existing strengths");
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.SeesAsync(First, "It goes on.");
    }

    /// <summary>A chair who has written the first note, and a mother who sees it on her phone.</summary>
    private async Task<(Person Chair, Person Mother, Wire Wire)> MotherReadsAsync(ServerProcess server)
    {
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        var wire = await Wire.LayAsync(mother.Page);
        await mother.JoinsAsync(link, "Mum", chair);
        await chair.AddsAsync(BoardSection.Worries, First, "Danger statements");
        await mother.SeesAsync(First);
        return (chair, mother, wire);
    }
}
