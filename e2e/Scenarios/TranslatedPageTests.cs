using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using MappingBoard.E2E.Meeting.Scripted;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>Pages that a browser translates: they show the new words and the true state, and live on.</summary>
[Collection(nameof(LaneTwo))]
public sealed class TranslatedPageTests(Stage stage) : MeetingTest(stage)
{
    private const string First = "Robin rang Nan on Friday.";
    private const string Second = "Nan had Robin to stay.";

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task A_translated_page_shows_words_that_change_are_emptied_and_go(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await chair.AddsAsync(BoardSection.Worries, First, "Danger statements");
        await mother.SeesAsync(First);
        await mother.Page.ShoutsAsync();
        var words = mother.Page.Locator("li.note .words").First;
        await Assertions.Expect(words).ToHaveTextAsync(First.ToUpperInvariant());

        await chair.EditsAsync(First, Second);
        await Assertions.Expect(words).ToHaveTextAsync(Second.ToUpperInvariant());
        await Assertions.Expect(mother.Page.GetByText(First)).ToHaveCountAsync(0);

        var field = await chair.OpensAsync(Second);
        await field.SelectTextAsync();
        await field.PressAsync("Delete");
        await Assertions.Expect(words).ToHaveTextAsync("NO WORDS AT THE MOMENT");
        await field.PressSequentiallyAsync(First);
        await Assertions.Expect(words).ToHaveTextAsync(First.ToUpperInvariant());
        await chair.ClosesTheNoteAsync();
        await chair.TakesOffAsync(First);
        await Assertions.Expect(mother.Page.Locator("li.note")).ToHaveCountAsync(0);

        // Her own page is still alive, and says truly what is saved.
        await mother.AddsAsync(BoardSection.WorkingWell, Second.ToUpperInvariant());
        await Assertions.Expect(mother.Page.Locator(".saved .short")).ToHaveTextAsync("SAVED");
        await chair.SeesAsync(Second.ToUpperInvariant());
        AssertNoErrors();
    }

    [Fact]
    public async Task A_translated_page_says_saved_only_when_it_is_so()
    {
        var (chair, link) = await MeetingAsync(await ServerAsync(RenderMode.WebAssembly));
        var mother = await ComesAsync(await ServerAsync(RenderMode.WebAssembly), "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.SeesEverythingSavedAsync();
        await mother.Page.ShoutsAsync();
        var said = mother.Page.Locator(".saved .short");
        await Assertions.Expect(said).ToHaveTextAsync("SAVED");

        await mother.Device.Context.SetOfflineAsync(true);
        await mother.AddsAsync(BoardSection.Worries, First.ToUpperInvariant());
        await Assertions.Expect(said).ToHaveTextAsync("NOT SAVED YET", new() { Timeout = 60_000 });
        await mother.Device.Context.SetOfflineAsync(false);
        await chair.SeesAsync(First.ToUpperInvariant());
        await Assertions.Expect(said).ToHaveTextAsync("SAVED", new() { Timeout = 30_000 });
    }

    /// <summary>Whatever the page draws in a whole meeting, it can draw over a translation: no text and no element is forgotten here.</summary>
    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task The_scripted_meeting_is_the_same_on_translated_pages(RenderMode mode)
    {
        var server = await OwnServerAsync(("Client__RenderMode", mode.ToString()));
        var script = Script.Of(MapText.Today);
        var cast = await Cast.GatherAsync(script.Meeting, async role =>
        {
            var person = await ComesAsync(server, role.Name, Cast.ScreenOf(role), Cast.SchemeOf(role), trace: false);
            await person.Device.TranslatesEverythingAsync();
            return person;
        });

        foreach (var scene in script.Scenes())
        {
            var (key, person) = cast.WhoDoes(scene.Step);
            await person.Page.ShowsAsync(MapText.Of(scene.Before, script.IdOf(key)));
            await Acts.DoAsync(person, scene);
        }

        foreach (var (key, person) in cast.People)
        {
            await person.Page.ShowsAsync(MapText.Of(script.SeenBy(key), script.IdOf(key)));
            await person.SeesEverythingSavedAsync();
        }

        AssertNoErrors();
    }
}
