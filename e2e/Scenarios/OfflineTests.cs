using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

public sealed class OfflineTests(Stage stage) : MeetingTest(stage)
{
    private const string First = "Robin rang Nan on Friday.";

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task B4_what_is_written_without_a_connection_is_saved_once_when_it_is_back(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await chair.AddsAsync(Part.Worries, First, "Harm");
        await mother.SeesAsync(First);
        var field = await mother.OpensAsync(First);
        await field.PressAsync("Control+End");

        await mother.Device.Context.SetOfflineAsync(true);
        await field.PressSequentiallyAsync(" I could not send this at once.");
        await Assertions.Expect(mother.Page.GetByText("No connection").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(chair.Page.GetByText("I could not send this")).ToHaveCountAsync(0);
        await chair.AddsAsync(Part.WorkingWell, "Others went on meanwhile.", "Existing strengths");

        await mother.Device.Context.SetOfflineAsync(false);
        await Assertions.Expect(chair.Note(First)).ToContainTextAsync("I could not send this at once.", new() { Timeout = 60_000 });
        await Assertions.Expect(field).ToHaveValueAsync(First + " I could not send this at once.");
        await mother.SeesEverythingSavedAsync();
        await mother.TurnsToAsync("Working well");
        await mother.SeesAsync("Others went on meanwhile.");
        await Assertions.Expect(chair.Page.Locator("li.note .words").First).ToHaveTextAsync(First + " I could not send this at once.");
    }

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task O2_what_was_said_to_be_saved_is_there_after_the_server_was_killed(RenderMode mode)
    {
        var server = await OwnServerAsync(("Client__RenderMode", mode.ToString()));
        var (chair, link) = await MeetingAsync(server);
        await chair.AddsAsync(Part.Worries, First, "Harm");
        await chair.SeesEverythingSavedAsync();

        server.Kill();
        await Assertions.Expect(chair.Page.GetByText("No connection").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(chair.Note(First)).ToBeVisibleAsync();
        await server.StartAsync(Cancel);

        await chair.Page.ReloadAsync();
        await chair.IsOnTheMapAsync();
        await chair.SeesAsync(First);
        await chair.AddsAsync(Part.WorkingWell, "It goes on.", "Existing strengths");
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.SeesAsync(First, "It goes on.");
    }
}
