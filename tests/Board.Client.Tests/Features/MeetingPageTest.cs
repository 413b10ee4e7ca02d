using AngleSharp.Dom;
using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Client.Tests.Features;

/// <summary>A page at a meeting with a chair: Ruth, who is at this page, comes as whoever the test says; Sandra is a chair too.</summary>
public abstract class MeetingPageTest : PageTest
{
    protected static string Jo { get; } = Id("Jo Marsh");

    /// <summary>A meeting of Ruth in a role, Sandra as chair and Jo of the family, with these changes by Sandra.</summary>
    protected static Board Meeting(Role ruth, params Change[] bySandra)
    {
        var board = Board.Empty(Id("board"))
            .Apply(SampleBoards.Start, new(Sandra, SampleBoards.Noon))
            .Apply(new JoinBoard("Sandra Marsh", "chair", Role.Chair), new(Sandra, SampleBoards.Noon))
            .Apply(new JoinBoard("Ruth Adeyemi", "made up", ruth), new(Ruth, SampleBoards.Noon))
            .Apply(new JoinBoard("Jo Marsh", "Mum", Role.Family), new(Jo, SampleBoards.Noon));
        foreach (var change in bySandra) board = board.Apply(change, new(Sandra, SampleBoards.Noon));
        return board;
    }

    protected static OpenClosedPart Closing { get; } = new(ClosedGround.RiskToSomebody, "About the neighbour", TestCircles.Professionals);

    /// <summary>Sandra does this, and it is durable.</summary>
    protected Task SandraDoes(params Change[] changes) => Connection.Commit(Sandra, SampleBoards.Noon, changes);

    /// <summary>What Ruth's page sent and what waits behind it.</summary>
    protected IEnumerable<Change> Made() => Connection.Changes.Concat(State.Replica.Waiting.Select(p => p.Change));

    /// <summary>The words of an element as one reads them: each piece apart.</summary>
    protected static string Said(INode element) => string.Join(
        ' ',
        element.Descendants<IText>().SelectMany(t => t.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Replace(" ,", ",", StringComparison.Ordinal).Replace(" :", ":", StringComparison.Ordinal);

    /// <summary>Opens the chair's sheet.</summary>
    protected static IElement Lead(IRenderedComponent<BoardPage> page)
    {
        page.Find("#lead").Click();
        return page.Find("dialog");
    }
}
