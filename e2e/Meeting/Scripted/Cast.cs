using MappingBoard.E2E.Browser;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.Shared.Templates.Practice;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>The people of the script at their devices: how they come to the meeting, and who does which step.</summary>
internal sealed class Cast
{
    /// <summary>What people answer to "Who are you?", where it is not what is to stand beside their name.</summary>
    private static readonly Dictionary<string, (string Answer, string? OwnWords)> Answers = new()
    {
        ["Mum"] = ("Mum", null),
        ["Grandad"] = ("Grandparent", "Grandad"),
        ["social worker"] = ("Social worker", null),
        ["police"] = ("Police", null),
        ["health visitor"] = ("Health visitor", null),
    };

    /// <summary>Who moves notes with the mouse. The others at desks use the arrow keys, and phones the Move panel.</summary>
    private const string Drags = "hannah";

    private readonly List<(PracticePerson Role, Person Person)> _people = [];

    private Cast()
    {
    }

    /// <summary>Everybody with their key in the script, the chair first.</summary>
    public IEnumerable<(string Key, Person Person)> People => _people.Select(p => (p.Role.Key, p.Person));

    /// <summary>The family come with phones, everybody else sits at a desk.</summary>
    public static Screen ScreenOf(PracticePerson person) => person.Role == Role.Family ? Screen.Phone : Screen.Desk;

    /// <summary>Two of them, one with a phone and one at a desk, like their screens dark.</summary>
    public static ColorScheme SchemeOf(PracticePerson person) => person.Key is "derek" or "imran" ? ColorScheme.Dark : ColorScheme.Light;

    /// <summary>The chair starts the mapping and invites; the others join by the link, in the order of the script.</summary>
    /// <param name="meeting">The script.</param>
    /// <param name="comes">Gives somebody their device.</param>
    public static async Task<Cast> GatherAsync(PracticeMeeting meeting, Func<PracticePerson, Task<Person>> comes)
    {
        var cast = new Cast();
        foreach (var role in meeting.People)
        {
            var person = await comes(role);
            if (role.Key == Drags) person.Hand = Hand.Drags;
            cast._people.Add((role, person));
        }

        var (chairs, chair) = cast._people[0];
        await chair.StartsAsync(meeting.Title, MeetingTemplates.Find(meeting.TemplateId)!.Name, chairs.Who);
        var (family, professionals) = (await chair.InvitesAsync(), await chair.InvitesAsync("Professionals."));
        foreach (var (role, person) in cast._people.Skip(1))
        {
            var (answer, ownWords) = Answers[role.Who];
            await person.JoinsAsync(role.Role == Role.Family ? family : professionals, answer, chair, ownWords);
        }

        return cast;
    }

    /// <summary>Who does a step.</summary>
    public (string Key, Person Person) WhoDoes(PracticeStep step) => People.Single(p => p.Key == step.By);
}
