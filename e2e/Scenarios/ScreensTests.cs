using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>Pictures of every screen in artifacts/screens, to be looked at by people.</summary>
public sealed class ScreensTests(Stage stage) : MeetingTest(stage)
{
    private static readonly string Folder = Path.Combine(PublishedServer.RepositoryRoot, "artifacts", "screens");

    [Theory]
    [InlineData("phone", ColorScheme.Light)]
    [InlineData("phone", ColorScheme.Dark)]
    [InlineData("desk", ColorScheme.Light)]
    [InlineData("desk", ColorScheme.Dark)]
    public async Task Every_screen_has_its_picture(string size, ColorScheme scheme)
    {
        var server = await ServerAsync(RenderMode.Server);
        var person = new Person(await DeviceAsync(server, "chair", size == "phone" ? Screen.Phone : Screen.Desk, scheme), "Ruth Bell");
        var name = $"{size}-{scheme}".ToLowerInvariant();
        await person.Page.GotoAsync("/");
        await ShootAsync(person, $"start-{name}");
        await person.Page.GotoAsync("/start");
        await ShootAsync(person, $"start-form-{name}", whole: true);
        await person.OpensThePracticeBoardAsync();
        await ShootAsync(person, $"map-{name}");
        await ShootAsync(person, $"map-whole-{name}", whole: true);
        foreach (var tab in new[] { "Working well", "To happen", "Scales" })
        {
            await person.TurnsToAsync(tab);
            if (size == "phone") await ShootAsync(person, $"tab-{tab.Replace(' ', '-').ToLowerInvariant()}-{name}", whole: tab == "Scales");
        }

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Give my number" }).First.ClickAsync();
        await ShootAsync(person, $"judging-{name}");
        await person.BeginsAsync(Part.NeedsToHappen, "Come to the flat every Thursday when she is back from nursery.");
        await person.ColumnOf(Part.NeedsToHappen).Locator("label", new() { HasText = "Next steps" }).First.ClickAsync();
        await ShootAsync(person, $"composer-{name}");
        var link = await person.InvitesAsync();
        var guest = new Person(await DeviceAsync(server, "guest", size == "phone" ? Screen.Phone : Screen.Desk, scheme), "Kev");
        await guest.Page.GotoAsync(link);
        await ShootAsync(guest, $"join-{name}", whole: true);
        Assert.Equal(size == "phone" ? 10 : 7, Directory.GetFiles(Folder, $"*{name}.png").Length);
    }

    private static async Task ShootAsync(Person person, string name, bool whole = false)
    {
        Directory.CreateDirectory(Folder);
        await person.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = whole });
    }
}
