using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.TestSupport.Connections;

/// <summary>A page's connection whose other end is the test: it says what the server says, when it says so.</summary>
/// <param name="me">The participant that the page speaks for.</param>
public sealed class ScriptedConnection(string me) : IBoardConnection, IBoardSnapshotSource
{
    private readonly List<Batch> _batches = [];
    private readonly List<ShowRequest> _shown = [];
    private readonly List<AdmissionRequest> _asked = [];
    private IBoardListener? _listener;
    private long _stream;

    /// <summary>The board that the page is rendered with; null for none.</summary>
    public Shared.Model.Board? Prerendered { get; set; }

    /// <summary>What the page sent, in order.</summary>
    public IReadOnlyList<Batch> Batches => _batches;

    /// <summary>The changes of all batches, in order.</summary>
    public IEnumerable<Change> Changes => _batches.SelectMany(b => b.Changes);

    /// <summary>Where the page said that its person writes, in order.</summary>
    public IEnumerable<string?> Shown => _shown.Select(s => s.Writing);

    /// <summary>The same, with for whom it is meant.</summary>
    public IReadOnlyList<ShowRequest> ShownTo => _shown;

    /// <summary>What the page asked at the doors, in order.</summary>
    public IReadOnlyList<AdmissionRequest> Asked => _asked;

    /// <summary>What the doors answer.</summary>
    public Func<AdmissionRequest, AdmissionAnswer> Answers { get; set; } = _ => new AdmissionDone();

    /// <summary>What the doors answer in their own time, in place of <see cref="Answers"/>.</summary>
    public Func<AdmissionRequest, Task<AdmissionAnswer>>? AnswersLater { get; set; }

    public void Open(IBoardListener listener) => _listener = listener;

    public ValueTask Submit(Batch batch)
    {
        _batches.Add(batch);
        return ValueTask.CompletedTask;
    }

    public ValueTask Show(ShowRequest presence)
    {
        _shown.Add(presence);
        return ValueTask.CompletedTask;
    }

    public ValueTask Resume() => ValueTask.CompletedTask;

    public Task<AdmissionAnswer> Ask(AdmissionRequest request)
    {
        _asked.Add(request);
        return AnswersLater?.Invoke(request) ?? Task.FromResult(Answers(request));
    }

    public Task<PrerenderedBoard?> Read(string boardId) =>
        Task.FromResult(Prerendered is null ? null : new PrerenderedBoard(BoardSnapshot.Of(Prerendered), 0, me, ProjectionVersion.Current));

    /// <summary>The page is connected and gets the board.</summary>
    public async Task Enter(Shared.Model.Board board, params PersonPresence[] here)
    {
        await Listener.LinkChanged(LinkState.Live);
        await Listener.Receive(new Welcome(me, _stream, [], [.. here], board.StartedAt, BoardSnapshot.Of(board), V: WireVersion.Current, Projection: ProjectionVersion.Current));
    }

    /// <summary>The server takes the last batch, all of it.</summary>
    public async Task Confirm(DateTimeOffset at)
    {
        var batch = _batches[^1];
        await Listener.Receive(new Answered(new(batch.N, _stream + 1, batch.Changes.Length, [])));
        await Commit(me, at, [.. batch.Changes]);
    }

    /// <summary>The server takes the last batch, and its author gets it in this form.</summary>
    public async Task ConfirmAs(DateTimeOffset at, params Change[] seen)
    {
        await Listener.Receive(new Answered(new(_batches[^1].N, _stream + 1, seen.Length, [])));
        await Commit(me, at, seen);
    }

    /// <summary>The server refuses the first change of the last batch.</summary>
    public Task Refuse(Refusal refusal) =>
        Listener.Receive(new Answered(new(_batches[^1].N, 0, 0, [new(0, refusal.Code, refusal.Args)])));

    /// <summary>Somebody's changes are durable and reach the page.</summary>
    public Task Commit(string by, DateTimeOffset at, params Change[] changes)
    {
        var from = _stream + 1;
        _stream += changes.Length;
        return Listener.Receive(new Committed(from, [new(by, at, [.. changes])]));
    }

    public Task Say(ServerMessage message) => Listener.Receive(message);

    public Task Link(LinkState link) => Listener.LinkChanged(link);

    /// <summary>Whether the page has let go of it.</summary>
    public bool IsDisposed { get; private set; }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private IBoardListener Listener => _listener ?? throw new InvalidOperationException("The page has not opened its connection.");
}
