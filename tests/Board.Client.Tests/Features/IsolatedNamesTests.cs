using AngleSharp.Dom;
using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>
/// Whatever people wrote may run from right to left, and turns nothing around it: on every page that is opened here, each
/// piece of it stands in an element of its own (bdi, dir="auto") or between the signs that isolate it.
/// </summary>
public sealed class IsolatedNamesTests : PageTest
{
    private const string Name = "דנה לוי";
    private const string Who = "סבתא";
    private const string Words = "הוא צלצל";
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    private static readonly string Dana = Id("Dana");

    [Fact]
    public async Task On_the_map_with_all_that_opens_on_it()
    {
        var page = await Open(Meeting());
        await Connection.Say(new PresenceChanged([new(Dana, true, Id("step"))]));
        AllIsIsolated(page);
        foreach (var opener in new[] { $"#more-{Id("exact")}", $"#more-{Id("step")}", $"#move-{Id("danger")}", "#lead" })
        {
            page.Find(opener).Click();
            AllIsIsolated(page);
        }

        Button(page.Find("dialog"), "Lock as final").Click();
        await Connection.Confirm(SampleBoards.Noon);
        AllIsIsolated(page);
    }

    [Fact]
    public async Task Where_people_are_and_who_asks_to_come_in()
    {
        var page = await Open(Meeting());
        await Connection.Say(new Asking([new(Id("request"), Name, Who, Role.Family, TestCircles.Family, SampleBoards.Noon)]));
        AllIsIsolated(page);
        for (var more = 0; more < page.FindAll(".rail [aria-label^='More about']").Count; more++)
        {
            page.FindAll(".rail [aria-label^='More about']")[more].Click();
            AllIsIsolated(page);
        }
    }

    [Fact]
    public async Task For_whoever_waits_outside()
    {
        var page = await Open(Then(Meeting(Role.Family), Sandra, new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals)));
        await Connection.Say(new PresenceChanged([new(Dana, true)]));
        AllIsIsolated(page);
    }

    [Fact]
    public async Task In_the_final_version()
    {
        var locked = Then(Meeting(), Sandra, new HoldBoard(), new LockBoard());
        AllIsIsolated(await Open(Then(Then(locked, Dana, new RespondToFinal(FinalAnswer.Partly, Words)), Sandra, new AddAddendum(Id("addendum"), Words))));
    }

    private static Board Meeting(Role ruth = Role.Chair)
    {
        var board = BoardFor(ruth).Apply(new RenamePerson(Name, Who), new(Sandra, SampleBoards.Noon)).Apply(new AppointChair(Sandra), new(Sandra, SampleBoards.Noon));
        board = board.Apply(new JoinBoard(Name, Who, Role.Family), new(Dana, SampleBoards.Noon));
        board = Then(
            board, Dana,
            new AddNote(Id("said"), new(Column.Worries), Words, "harm"),
            new AddNote(Id("exact"), new(Column.WorkingWell), Words, Voice: new(Name, Who, true)),
            new AddNote(Id("off"), new(Column.WorkingWell), Words),
            new RemoveNote(Id("off")));
        board = Then(
            board, Sandra,
            new AddNote(Id("danger"), new(Column.Worries), Words, "danger"),
            new AddNote(Id("goal"), new(Column.NeedsToHappen), Words, "goal"),
            new PairGoal(Id("danger"), Id("goal")),
            new AddNote(Id("step"), new(Column.NeedsToHappen), Words, "step"),
            new AgreeStep(Id("step"), Name, new(2026, 12, 4)),
            new AddScale(Id("scale"), new(Words, Words, Words), Sealed: true));
        return Then(board, Dana, new PlaceJudgement(Id("scale"), 4, Words, Words));
    }

    private static void AllIsIsolated(IRenderedComponent<BoardPage> page)
    {
        var loose = page.Nodes.SelectMany(n => n.DescendantsAndSelf()).SelectMany(Loose).ToList();
        Assert.True(loose.Count == 0, "These turn the direction of what is around them: " + string.Join(" | ", loose));
    }

    private static IEnumerable<string> Loose(INode node) => node switch
    {
        IText text when text.ParentElement is { } element && !StandsAlone(element) && IsLoose(text.Data) => [$"{element.LocalName}.{element.ClassName}: {text.Data.Trim()}"],
        IElement element => element.Attributes
            .Where(a => a.Name is "aria-label" or "title" or "data-short" or "aria-valuetext" or "placeholder" && IsLoose(a.Value))
            .Select(a => $"{element.LocalName}[{a.Name}]: {a.Value}"),
        _ => [],
    };

    /// <summary>Its text is all that people wrote, and it says itself in which direction it runs.</summary>
    private static bool StandsAlone(IElement element) => element.LocalName is "bdi" or "textarea" || element.GetAttribute("dir") == "auto" || element.ClassList.Contains("disc");

    private static bool IsLoose(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == FirstStrongIsolate ? 1 : c == PopDirectionalIsolate ? -1 : 0;
            if (depth == 0 && c is >= '\u0590' and <= '\u05FF') return true;
        }

        return depth != 0;
    }
}
