using System.Globalization;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.Connection;

/// <summary>One connection to the hub, from its beginning to its end.</summary>
internal sealed class HubStay(IBoardListener listener, TimeProvider time) : IHubLineEnd
{
    /// <summary>Silence of this length means that the line is dead; the server speaks at least every ten seconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>How often the page says that it is alive.</summary>
    public static readonly TimeSpan SpeakEvery = TimeSpan.FromSeconds(5);

    /// <summary>A network that swallows a way says nothing about it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<ServerMessage> _messages = new();
    private readonly Dictionary<string, TaskCompletionSource<DoorAnswer>> _asked = [];
    private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IHubLine? _line;
    private string _rest = "";
    private long _heardAt;
    private int _number;
    private bool _isShaken;
    private bool _isDelivering;

    /// <summary>Whether there was a connection at all.</summary>
    public bool WasLive { get; private set; }

    /// <summary>The server's last word, after which the page does not come back.</summary>
    public bool WasSentAway { get; private set; }

    /// <summary>Connects, enters, and returns when the connection has ended.</summary>
    /// <exception cref="IOException">There is no way through.</exception>
    public async Task Run(IHubLines lines, Uri hub, HubWay way, CancellationToken cancel)
    {
        await using var cancelled = cancel.Register(Ended);
        try
        {
            await Begin(lines, hub, way, cancel);
            WasLive = true;
            await listener.LinkChanged(LinkState.Live);
            await _line!.Send(HubProtocol.Call(HubContract.Enter, listener.Position(), BoardJson.Default.EnterRequest));
            await using var pulse = time.CreateTimer(_ => Pulse(), null, SpeakEvery, SpeakEvery);
            await _ended.Task;
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
    public async Task<DoorAnswer> Ask(DoorRequest request)
    {
        if (!WasLive || _ended.Task.IsCompleted) throw new InvalidOperationException("There is no connection at the moment.");
        var asked = new TaskCompletionSource<DoorAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = Interlocked.Increment(ref _number);
        lock (_gate) _asked.Add(number.ToString(CultureInfo.InvariantCulture), asked);
        await Send(HubProtocol.Ask(HubContract.Doors, request, BoardJson.Default.DoorRequest, number));
        return await asked.Task;
    }

    public void Heard(string text)
    {
        _heardAt = time.GetTimestamp();
        var records = (_rest + text).Split(HubProtocol.RecordEnd);
        _rest = records[^1];
        foreach (var record in records.AsSpan(..^1))
        {
            if (_isShaken) Take(HubProtocol.Read(record));
            else Shake(record);
        }
    }

    public void Ended()
    {
        _ended.TrySetResult();
        _welcomed.TrySetException(new IOException("The line ended before it was open."));
    }

    private async Task Begin(IHubLines lines, Uri hub, HubWay way, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        _line = await lines.Open(hub, way, this, either.Token);
        await _line.Send(HubProtocol.Handshake);
        await _welcomed.Task.WaitAsync(either.Token);
    }

    private void Shake(string record)
    {
        _isShaken = true;
        if (HubProtocol.IsWelcome(record)) _welcomed.TrySetResult();
        else Ended();
    }

    private void Take(HubRecord? record)
    {
        switch (record)
        {
            case HubSays says:
                lock (_gate) _messages.Enqueue(says.Message);
                _ = Deliver();
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
    private async Task Deliver()
    {
        lock (_gate)
        {
            if (_isDelivering) return;
            _isDelivering = true;
        }

        while (TryNext(out var message))
        {
            await listener.Receive(message);
            if (message is not Closed) continue;
            WasSentAway = true;
            Ended();
        }
    }

    private bool TryNext(out ServerMessage message)
    {
        lock (_gate) return _isDelivering = _messages.TryDequeue(out message!);
    }

    private void Answer(HubAnswers answers)
    {
        TaskCompletionSource<DoorAnswer>? asked;
        lock (_gate) _asked.Remove(answers.Number, out asked);
        if (answers.Answer is not null) asked?.TrySetResult(answers.Answer);
        else asked?.TrySetException(new InvalidOperationException("The hub gave no answer."));
    }

    private ValueTask Send(string text) => WasLive && !_ended.Task.IsCompleted ? _line!.Send(text) : ValueTask.CompletedTask;

    private void Pulse()
    {
        if (time.GetElapsedTime(_heardAt) > Silence) Ended();
        else _ = Send(HubProtocol.Ping).AsTask();
    }
}
