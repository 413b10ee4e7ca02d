using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using MappingBoard.E2E.Meeting.Scripted;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>
/// The scripted meeting that grows the practice board, held by six people at six devices: every step by the hands of the
/// person who does it, and before each of them their whole screen says what the script says.
/// </summary>
[Collection(nameof(LaneOne))]
public sealed class ScriptedMeetingTests(Stage stage) : MeetingTest(stage)
{
    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task O3_six_people_hold_the_scripted_meeting_and_everybody_ends_with_its_map(RenderMode mode)
    {
        var server = await OwnServerAsync(("Client__RenderMode", mode.ToString()));
        var script = Script.Of(MapText.Today);
        var cast = await Cast.GatherAsync(script.Meeting, role => ComesAsync(server, role.Name, Cast.ScreenOf(role), Cast.SchemeOf(role), trace: false));

        foreach (var scene in script.Scenes())
        {
            var (key, person) = cast.WhoDoes(scene.Step);
            await person.Page.ShowsAsync(MapText.Of(scene.Before, script.IdOf(key)));
            await Acts.DoAsync(person, scene);
        }

        foreach (var (key, person) in cast.People)
        {
            await person.Page.ShowsAsync(MapText.Of(script.SeenBy(key), script.IdOf(key)));
            await person.SeesPeopleAsync([.. script.Meeting.People.Select(p => p.Name)]);
            await person.SeesEverythingSavedAsync();
        }

        AssertNoErrors();

        var (mothers, mother) = cast.People.ElementAt(1);
        server.Kill();
        await server.StartAsync(Cancel);
        await mother.Device.OpensAnewAsync();
        await mother.IsOnTheMapAsync();
        await mother.Page.ShowsAsync(MapText.Of(script.SeenBy(mothers), script.IdOf(mothers)));
    }
}
