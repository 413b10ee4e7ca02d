using MappingBoard.E2E.Browser;
using MappingBoard.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Meeting;

/// <summary>A test with a meeting: people come to it one after the other.</summary>
public abstract class MeetingTest(Stage stage) : BrowserTest(stage)
{
    private readonly List<Person> _people = [];

    /// <summary>
    /// For a scenario in which the two ways to run the board share all that it is about: on a circuit, and in the browser as
    /// well in a long run (<see cref="Tier"/>).
    /// </summary>
    public static TheoryData<RenderMode> OneOrBoth => [.. Tier.Cells(RenderMode.Server, RenderMode.WebAssembly)];

    /// <summary>As <see cref="OneOrBoth"/>, the other way round: the usual run plays it in the browser's own runtime.</summary>
    public static TheoryData<RenderMode> InTheBrowserOrBoth => [.. Tier.Cells(RenderMode.WebAssembly, RenderMode.Server)];

    /// <summary>Gives a person a device at a server.</summary>
    protected async Task<Person> ComesAsync(
        ServerProcess server, string name, Screen screen, ColorScheme scheme = ColorScheme.Light, bool trace = true)
    {
        var person = new Person(await DeviceAsync(server, name.Split(' ')[0].ToLowerInvariant(), screen, scheme, trace), name);
        _people.Add(person);
        return person;
    }

    /// <summary>A chair at a desk who has started a mapping, and the link that they made.</summary>
    protected async Task<(Person Chair, string Link)> MeetingAsync(ServerProcess server)
    {
        var chair = await ComesAsync(server, "Ruth Bell", Screen.Desk);
        await chair.StartsAsync("Robin and Sky: practice meeting");
        return (chair, await chair.InvitesAsync());
    }

    /// <summary>Nobody's browser reported an error.</summary>
    protected void AssertNoErrors() => _people.ForEach(p => p.Device.AssertNoErrors());
}
