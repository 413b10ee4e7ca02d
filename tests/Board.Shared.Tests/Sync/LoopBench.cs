using MappingBoard.Shared.Sync;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>
/// A page, its loop and a line whose sessions end when and as the test says. What follows from the end of a session or of
/// a pause has happened when the step that ends it returns; a pause that is cut short ends a moment later.
/// </summary>
internal sealed class LoopBench : IBoardListener, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _came = new(0);
    private Task _run = Task.CompletedTask;

    public LoopBench() => Loop = new(this, _clock, () => Chance, Faults.Add);

    public SessionLoop Loop { get; }

    /// <summary>0: every pause is the shortest that it can be, which is half of the longest.</summary>
    public double Chance { get; set; }

    public List<Session> Sessions { get; } = [];

    public Session Last => Sessions[^1];

    public List<LinkState> Links { get; } = [];

    public List<ServerMessage> Received { get; } = [];

    public List<Exception> Faults { get; } = [];

    /// <summary>What the page throws whatever it is asked or told; null for a page that is well.</summary>
    public Exception? Fails { get; set; }

    public bool IsOver => _run.IsCompletedSuccessfully;

    /// <summary>Waits for the next session that has not been waited for.</summary>
    public async Task Comes()
    {
        if (!await _came.WaitAsync(Limit, TestContext.Current.CancellationToken)) throw new TimeoutException($"There are {Sessions.Count} sessions, and no more come.");
    }

    /// <summary>Waits for the loop to end.</summary>
    public Task Over() => _run.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public LoopBench Begun()
    {
        _run = Loop.Run(Session, _closed.Token);
        return this;
    }

    /// <summary>The last session ends.</summary>
    public void Ends(SessionEnd end) => Last.Outcome.SetResult(end);

    /// <summary>The last session ends with a fault.</summary>
    public void Breaks(Exception fault) => Last.Outcome.SetException(fault);

    /// <summary>The last session notices that it should end.</summary>
    public void IsCancelled() => Last.Outcome.SetException(new OperationCanceledException(Last.Cancel));

    /// <summary>How long the page waits for its next session, in milliseconds: it comes then, and not one before.</summary>
    public double NextComesAfter(double most)
    {
        var (before, waited) = (Sessions.Count, 0.0);
        while (Sessions.Count == before && waited < most)
        {
            Pass(1);
            waited++;
        }

        return Sessions.Count == before ? double.PositiveInfinity : waited;
    }

    public void Pass(double milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    public void Close() => _closed.Cancel();

    public void Dispose()
    {
        _closed.Dispose();
        _came.Dispose();
    }

    EnterRequest IBoardListener.Position() => Fails is null ? new("the board", "the replica", 7) : throw Fails;

    Task IBoardListener.Receive(ServerMessage message)
    {
        if (Fails is not null) throw Fails;
        Received.Add(message);
        return Task.CompletedTask;
    }

    Task IBoardListener.LinkChanged(LinkState state)
    {
        Links.Add(state);
        return Fails is null ? Task.CompletedTask : Task.FromException(Fails);
    }

    private Task<SessionEnd> Session(IBoardListener page, CancellationToken cancel)
    {
        Sessions.Add(new(page, new(), cancel));
        _came.Release();
        return Last.Outcome.Task;
    }
}

/// <summary>One session: the page that it speaks to, what tells it to end, and how it ends.</summary>
internal sealed record Session(IBoardListener Page, TaskCompletionSource<SessionEnd> Outcome, CancellationToken Cancel);
