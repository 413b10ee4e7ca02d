using System.Globalization;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.Connection;

/// <summary>
/// One connection to the hub, from its beginning to its end. Whatever goes wrong in it, on the line, in what is said or on
/// the page, ends it: nothing that was said is passed over.
/// </summary>
internal sealed class HubSession(IBoardListener listener, TimeProvider time) : IHubTransportListener
{
    /// <summary>Silence of this length means that the line is dead; the server speaks at least every ten seconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>How often the page says that it is alive.</summary>
    public static readonly TimeSpan SpeakEvery = TimeSpan.FromSeconds(5);

    /// <summary>A network that swallows a way says nothing about it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A hub that lets the page come in and does not welcome it for so long never will.</summary>
    public static readonly TimeSpan WelcomesWithin = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<ServerMessage> _messages = new();
    private readonly Dictionary<string, TaskCompletionSource<AdmissionAnswer>> _asked = [];
    private readonly TaskCompletionSource _shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _waiting;
    private Exception? _fault;
    private IHubTransport? _line;
    private string _rest = "";
    private long _heardAt;
    private long _liveAt;
    private int _number;
    private bool _isShaken;
    private bool _isWelcome;
    private volatile bool _isOver;

    /// <summary>Whether there was a connection at all.</summary>
    public bool WasLive { get; private set; }

    /// <summary>Connects, enters, and returns when the connection has ended.</summary>
    /// <exception cref="IOException">There is no way through.</exception>
    /// <exception cref="OutOfStepException">What came cannot be read, or the page could not take it in.</exception>
    public async Task<SessionEnd> Run(IHubTransportFactory lines, Uri hub, HubWay way, CancellationToken cancel)
    {
        await using var cancelled = cancel.Register(Ended);
        try
        {
            await Begin(lines, hub, way, cancel);
            WasLive = true;
            _liveAt = time.GetTimestamp();
            await Send(HubProtocol.Call(HubContract.Enter, listener.Position(), BoardJson.Default.EnterRequest));
            await using var pulse = time.CreateTimer(_ => Pulse(), null, SpeakEvery, SpeakEvery);
            return await Deliver(cancel);
        }
        finally
        {
            Ended();
            if (_line is not null) await _line.Close();
            lock (_gate)
            {
                foreach (var asked in _asked.Values) asked.TrySetException(new InvalidOperationException("The connection has ended."));
                _asked.Clear();
            }
        }
    }

    public ValueTask Submit(Batch batch) => Send(HubProtocol.Call(HubContract.Submit, batch, BoardJson.Default.Batch));

    public ValueTask Show(ShowRequest presence) => Send(HubProtocol.Call(HubContract.Show, presence, BoardJson.Default.ShowRequest));

    /// <exception cref="InvalidOperationException">The hub gives no answer, or the connection ended before.</exception>
    public async Task<AdmissionAnswer> Ask(AdmissionRequest request)
    {
        var asked = new TaskCompletionSource<AdmissionAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = Interlocked.Increment(ref _number);
        lock (_gate)
        {
            if (!WasLive || _isOver) throw new InvalidOperationException("There is no connection at the moment.");
            _asked.Add(number.ToString(CultureInfo.InvariantCulture), asked);
        }

        await Send(HubProtocol.Ask(HubContract.Doors, request, BoardJson.Default.AdmissionRequest, number));
        return await asked.Task;
    }

    public void Heard(string text)
    {
        if (_isOver) return;
        _heardAt = time.GetTimestamp();
        var records = (_rest + text).Split(HubProtocol.RecordEnd);
        _rest = records[^1];
        try
        {
            foreach (var record in records.AsSpan(..^1))
            {
                if (_isShaken) Take(HubProtocol.Read(record));
                else Shake(record);
            }
        }
        catch (Exception fault)
        {
            End(fault);
        }
    }

    public void Ended() => End(null);

    private async Task Begin(IHubTransportFactory lines, Uri hub, HubWay way, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        _line = await lines.Open(hub, way, this, either.Token);
        await _line.Send(HubProtocol.Handshake);
        await _shaken.Task.WaitAsync(either.Token);
    }

    private void Shake(string record)
    {
        _isShaken = true;
        if (HubProtocol.IsWelcome(record)) _shaken.TrySetResult();
        else Ended();
    }

    private void Take(HubRecord? record)
    {
        switch (record)
        {
            case HubSays says:
                Wake(() => _messages.Enqueue(says.Message));
                break;
            case HubAnswers answers:
                Answer(answers);
                break;
            case HubCloses:
                Ended();
                break;
        }
    }

    /// <summary>One message at a time, each when the page is done with the one before.</summary>
    private async Task<SessionEnd> Deliver(CancellationToken cancel)
    {
        while (await Next(cancel) is { } message)
        {
            if (message is Welcome)
            {
                _isWelcome = true;
                await listener.LinkChanged(LinkState.Live);
            }

            await listener.Receive(message);
            if (message is Closed) return SessionEnd.SentAway;
        }

        return _isWelcome ? SessionEnd.Lost : SessionEnd.NotReached;
    }

    /// <summary>The next message; null when the line has ended and all that it brought was delivered.</summary>
    private async Task<ServerMessage?> Next(CancellationToken cancel)
    {
        while (true)
        {
            // What comes by a line that the page itself has let go of is not for it any more.
            cancel.ThrowIfCancellationRequested();
            Task something;
            lock (_gate)
            {
                if (_messages.TryDequeue(out var message)) return message;
                if (_fault is not null) throw _fault;
                if (_isOver) return null;
                something = (_waiting = new()).Task;
            }

            await something;
        }
    }

    private void Answer(HubAnswers answers)
    {
        TaskCompletionSource<AdmissionAnswer>? asked;
        lock (_gate) _asked.Remove(answers.Number, out asked);
        if (answers.Answer is not null) asked?.TrySetResult(answers.Answer);
        else asked?.TrySetException(new InvalidOperationException("The hub gave no answer."));
    }

    /// <summary>Never throws for the lack of a line: a line that does not take what is sent has ended.</summary>
    private async ValueTask Send(string text)
    {
        if (!WasLive || _isOver) return;
        try
        {
            await _line!.Send(text);
        }
        catch (Exception)
        {
            Ended();
        }
    }

    private void Pulse()
    {
        if (time.GetElapsedTime(_heardAt) > Silence || (!_isWelcome && time.GetElapsedTime(_liveAt) > WelcomesWithin)) Ended();
        else _ = Send(HubProtocol.Ping).AsTask();
    }

    private void End(Exception? fault)
    {
        _shaken.TrySetException(fault ?? new IOException("The line ended before it was open."));
        Wake(() =>
        {
            if (!_isOver) _fault = fault;
            _isOver = true;
        });
    }

    private void Wake(Action change)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            change();
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult();
    }
}
