using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>A person with an open page: a real replica on a real connection, which sends by itself what waits. Thread-safe.</summary>
internal sealed class BoardPerson : IBoardListener, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly IBoardConnection _connection;
    private readonly List<ServerMessage> _received = [];
    private readonly List<LinkState> _links = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Replica _replica;
    private TaskCompletionSource? _notReading;
    private bool _breaks;

    public BoardPerson(string name, string board, IBoardConnection connection)
    {
        Participant = SeededIds.Named(name);
        _connection = connection;
        _replica = Replica.New(new Random().Id(), board);
        connection.Open(this);
    }

    public string Participant { get; }

    public IBoardConnection Connection => _connection;

    public Replica Replica
    {
        get
        {
            lock (_gate) return _replica;
        }
    }

    public IReadOnlyList<ServerMessage> Received
    {
        get
        {
            lock (_gate) return [.. _received];
        }
    }

    public IReadOnlyList<LinkState> Links
    {
        get
        {
            lock (_gate) return [.. _links];
        }
    }

    /// <summary>The texts on the person's screen.</summary>
    public IEnumerable<string> Texts => Replica.Shown.Notes.Values.Where(n => !n.IsRemoved).Select(n => n.Text);

    public Task IsIn() => Until(r => r.IsOpen);

    public Task IsSaved() => Until(r => r.IsSaved);

    public Task Sees(string text) => Until(r => r.Confirmed.Notes.Values.Any(n => n.Text == text));

    public Task Until(Func<Replica, bool> isSo) => Until(() => isSo(_replica));

    public Task Gets<T>(Func<T, bool>? one = null)
        where T : ServerMessage => Until(() => _received.OfType<T>().Any(one ?? (_ => true)));

    public Task Is(LinkState link) => Until(() => _links.LastOrDefault() == link);

    public async Task Does(params Change[] changes)
    {
        lock (_gate)
        {
            foreach (var change in changes)
            {
                (_replica, var refusal) = _replica.Propose(change, DateTimeOffset.UtcNow);
                Assert.Null(refusal);
            }
        }

        await Send();
    }

    /// <summary>Types in a note, at a place of the text as it is on the screen.</summary>
    public async Task Types(string note, Func<string, int> where, string words)
    {
        lock (_gate)
        {
            var text = _replica.Shown.Note(note)!.Text;
            (_replica, var refusal) = _replica.Edit(note, TextEdit.Replace(text.Length, where(text), 0, words), DateTimeOffset.UtcNow);
            Assert.Null(refusal);
        }

        await Send();
    }

    /// <summary>The next change that comes throws where the page takes it in.</summary>
    public void CannotTakeInTheNext()
    {
        lock (_gate) _breaks = true;
    }

    /// <summary>From now on nothing that comes is looked at, until the answer is disposed.</summary>
    public IDisposable StopsReading()
    {
        lock (_gate) _notReading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new ReadsAgain(this);
    }

    public string ConfirmedJson() => JsonSerializer.Serialize(BoardSnapshot.Of(Replica.Confirmed), BoardJson.Default.BoardSnapshot);

    EnterRequest IBoardListener.Position() => Replica.Position;

    async Task IBoardListener.Receive(ServerMessage message)
    {
        if (_notReading is { } notReading) await notReading.Task;
        Batch? again = null;
        lock (_gate)
        {
            if (_breaks && message is Committed)
            {
                _breaks = false;
                throw new InvalidOperationException("This page cannot take it in.");
            }

            _received.Add(message);
            _replica = message switch
            {
                Welcome welcome => _replica.Receive(welcome),
                Committed committed => _replica.Receive(committed),
                Answered answered => _replica.Receive(answered),
                _ => _replica,
            };
            if (message is Welcome) again = _replica.Unanswered;
        }

        if (again is not null) await _connection.Submit(again);
        if (message is SlowDown slower) _ = SendAgain(slower);
        await Send();
        Changed();
    }

    /// <summary>As every page does (PROTOCOL): what came too fast was not looked at.</summary>
    private async Task SendAgain(SlowDown slower)
    {
        await Task.Delay(slower.AfterMs, TestContext.Current.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Batch? batch;
        lock (_gate) batch = _replica.Unanswered is { } unanswered && unanswered.N == slower.N ? unanswered : null;
        if (batch is not null) await _connection.Submit(batch);
    }

    Task IBoardListener.LinkChanged(LinkState state)
    {
        lock (_gate) _links.Add(state);
        Changed();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _notReading?.TrySetResult();
        await _connection.DisposeAsync();
    }

    private async Task Send()
    {
        Batch? batch;
        lock (_gate)
        {
            if (!_replica.IsOpen) return;
            (_replica, batch) = _replica.Send();
        }

        if (batch is not null) await _connection.Submit(batch);
    }

    private async Task Until(Func<bool> isSo)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (isSo()) return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException(HowItStands());
            }
        }
    }

    /// <summary>What a page that waits in vain has: enough to tell a line that is down from a message that never came.</summary>
    private string HowItStands()
    {
        lock (_gate)
        {
            var kinds = _received.GroupBy(m => m.GetType().Name).Select(g => $"{g.Count()} {g.Key}");
            return $"Nothing came for 30 seconds. Open {_replica.IsOpen}, saved {_replica.IsSaved}, stream {_replica.Stream}; links {string.Join(' ', _links)}; got {string.Join(", ", kinds)}; the last {string.Join(' ', _received.TakeLast(4).Select(m => m is Closed closed ? $"Closed ({closed.Code})" : m.GetType().Name))}";
        }
    }

    private void Changed()
    {
        lock (_gate)
        {
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class ReadsAgain(BoardPerson person) : IDisposable
    {
        public void Dispose()
        {
            lock (person._gate)
            {
                person._notReading?.TrySetResult();
                person._notReading = null;
            }
        }
    }
}
