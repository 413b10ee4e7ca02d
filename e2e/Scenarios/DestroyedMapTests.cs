using System.Text.RegularExpressions;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using MappingBoard.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>A map is destroyed by the program's own command while people have it open.</summary>
[Collection(nameof(LaneOne))]
public sealed class DestroyedMapTests(Stage stage) : MeetingTest(stage)
{
    /// <summary>A server looks every 15 seconds.</summary>
    private const float Soon = 40_000;

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task K3_an_open_page_shows_nothing_of_a_destroyed_map_any_more_but_its_readers_own_unsent_words(RenderMode mode)
    {
        var server = await OwnServerAsync([("Client__RenderMode", mode.ToString())]);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "He shouts at night.", "Harm");
        await chair.SeesAsync("He shouts at night.");
        await mother.BeginsAsync(BoardSection.Worries, "And on Sunday");
        var board = new Uri(mother.Page.Url).Segments[^1];

        var hash = Regex.Match(await server.CommandAsync("show", "--board", board), "[0-9a-f]{64}").Value;
        using var proofs = new TempFolder();
        await server.CommandAsync("destroy", "--board", board, "--hash", hash, "--reference", "2033/114", "--to", proofs["proof.json"]);

        foreach (var person in new[] { chair, mother })
        {
            await Assertions.Expect(person.Page.GetByText("There is no map here any more.").First).ToBeVisibleAsync(new() { Timeout = Soon });
            foreach (var word in new[] { "He shouts at night.", "Robin and Sky" }) await Assertions.Expect(person.Page.GetByText(word)).ToHaveCountAsync(0);
        }

        await Assertions.Expect(mother.Page.GetByText("And on Sunday", new() { Exact = true })).ToBeVisibleAsync();
        await mother.PassesAsync("destroyed map");
        await chair.LooksAsync("destroyed map");
        await mother.Page.ReloadAsync();
        await Assertions.Expect(mother.Page.GetByRole(AriaRole.Heading, new() { Name = "Open the link that you were sent" })).ToBeVisibleAsync();
        await mother.Page.GotoAsync(link);
        await Assertions.Expect(mother.Page.GetByText("Robin and Sky")).ToHaveCountAsync(0);
        Assert.Contains(hash, await File.ReadAllTextAsync(proofs["proof.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
