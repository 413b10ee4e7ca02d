using AngleSharp.Dom;
using Bunit;
using MappingBoard.Client.Features.Page;
using MappingBoard.Client.State;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>The whole page over the real store, with the test at the other end of its connection. Ruth is at this page.</summary>
public abstract class PageTest : BunitContext
{
    private readonly BunitJSModuleInterop _page;

    protected PageTest()
    {
        Connection = new(Ruth);
        Clock.SetUtcNow(SampleBoards.Noon);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddBoardClient();
        Services.AddScoped<IBoardConnection>(_ => Connection);
        Services.AddScoped<IBoardSnapshotSource>(_ => Connection);
        this.AddBunitPersistentComponentState();
        _page = JSInterop.SetupModule("./js/page.js");
        _page.Mode = JSRuntimeMode.Loose;
        _page.Setup<long[]>("clockChanges").SetResult([0, 0]);
        _page.Setup<bool>("copy", _ => true).SetResult(true);
        JSInterop.SetupModule("./js/drag.js").Mode = JSRuntimeMode.Loose;
        Drafts = JSInterop.SetupModule("./js/drafts.js");
        Drafts.Mode = JSRuntimeMode.Loose;
        Drafts.Setup<string>("forms").SetResult("{}");
        Drafts.Setup<string>("open", _ => true).SetResult("""{ "forms": {}, "sent": {}, "texts": {} }""");
        var text = JSInterop.SetupModule("./js/live-text.js");
        text.SetupModule("attach", _ => true).Mode = JSRuntimeMode.Loose;
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected static string Ruth { get; } = SeededIds.Named("Ruth Adeyemi");

    protected static string Sandra { get; } = SeededIds.Named("Sandra Marsh");

    /// <summary>What the browser keeps of things half written.</summary>
    protected BunitJSModuleInterop Drafts { get; }

    protected FakeTimeProvider Clock { get; } = new();

    protected ScriptedConnection Connection { get; }

    protected BoardState State => Services.GetRequiredService<IState<BoardState>>().Value;

    protected Board Board => State.Board;

    protected void Dispatch(object action) => Services.GetRequiredService<IDispatcher>().Dispatch(action);

    /// <summary>A started board with Ruth and Sandra at it, and these changes by Sandra.</summary>
    protected static Board BoardWith(params Change[] changes)
    {
        var board = SampleBoards.With("Ruth Adeyemi", "Sandra Marsh");
        foreach (var change in changes) board = board.Apply(change, new(Sandra, SampleBoards.Noon));
        return board;
    }

    /// <summary>The same with Ruth in a part of her choice, as she sees it once she comes to it.</summary>
    protected static Board BoardFor(Role ruth, params Change[] changes)
    {
        var board = Board.Empty(SeededIds.Named("board"))
            .Apply(SampleBoards.Start, new(Sandra, SampleBoards.Noon))
            .Apply(new JoinBoard("Ruth Adeyemi", "made up", ruth), new(Ruth, SampleBoards.Noon))
            .Apply(new JoinBoard("Sandra Marsh", "made up", Role.Professional), new(Sandra, SampleBoards.Noon));
        return changes.Aggregate(board, (b, change) => b.Apply(change, new(Sandra, SampleBoards.Noon)));
    }

    /// <summary>A board on which somebody else did something, too.</summary>
    protected static Board Then(Board board, string by, params Change[] changes) =>
        changes.Aggregate(board, (b, change) => b.Apply(change, new(by, SampleBoards.Noon)));

    /// <summary>A note by Sandra whose id is its words'.</summary>
    protected static AddNote Note(string words, string category = "harm", Voice? voice = null, string audience = TestCircles.Everyone)
    {
        var column = SampleBoards.Template.ColumnOf(category)!.Value;
        return new(Id(words), new(column, Id("nothing, so the end")), words, category, voice, audience);
    }

    protected static string Id(string words) => SeededIds.Named(words);

    /// <summary>The page, alive, on a board.</summary>
    protected async Task<IRenderedComponent<BoardPage>> Open(Board board)
    {
        board = board.SeenBy(new(Ruth, board.SetOf(Ruth)));
        SetRendererInfo(new("Server", isInteractive: true));
        var page = Render<BoardPage>(p => p.Add(b => b.BoardId, board.Id));
        await Connection.Enter(board, new PersonPresence(Ruth, true), new PersonPresence(Sandra, true));
        return page;
    }

    /// <summary>The page as the server renders it, before it is alive.</summary>
    protected IRenderedComponent<BoardPage> Prerender(Board board)
    {
        Connection.Prerendered = board;
        SetRendererInfo(new("Static", isInteractive: false));
        return Render<BoardPage>(p => p.Add(b => b.BoardId, board.Id));
    }

    /// <summary>The words of a column's notes by group, as the page shows them.</summary>
    protected static IReadOnlyList<string> Notes(IRenderedComponent<BoardPage> page, string category) =>
        [.. page.FindAll($"[data-category='{category}'] > .note .words").Select(w => w.TextContent.Trim())];

    /// <summary>The ids that the page asked the focus for, in order.</summary>
    protected IEnumerable<string?> Focused => _page.Invocations["focusOn"].Select(i => (string?)i.Arguments[0]);

    /// <summary>What the page asked of the browser, in order.</summary>
    protected IEnumerable<string> Asked => _page.Invocations.Select(i => i.Identifier);

    protected static IElement Slip(IRenderedComponent<BoardPage> page, string words) => page.Find($"#note-{Id(words)}");

    /// <summary>A button within an element, by what it says or by its label.</summary>
    protected static IElement Button(IElement within, string says) =>
        within.QuerySelectorAll("button").FirstOrDefault(b => b.TextContent.Contains(says, StringComparison.Ordinal) || (b.GetAttribute("aria-label") ?? "").StartsWith(says, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No button says “{says}” in: {within.OuterHtml}");

    /// <summary>What was typed stays: the element is the same, and nothing is written over what its reader sees.</summary>
    protected static void TheFieldIsLeftAlone(AngleSharp.Dom.IElement before, AngleSharp.Dom.IElement now)
    {
        Assert.Equal(before.Id, now.Id);
        Assert.Equal("", now.GetAttribute("value"));
    }
}
