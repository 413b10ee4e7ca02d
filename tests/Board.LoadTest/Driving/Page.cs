using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace MappingBoard.LoadTest.Driving;

/// <summary>One page of one person: a real replica over a real connection to the hub, which it finds again when it is lost. Thread-safe.</summary>
internal sealed class Page : IAsyncDisposable
{
    private static readonly TimeSpan WelcomeWithin = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(long Stream, long At)> _taken = [];
    private readonly Hand _hand;
    private readonly HubConnection _hub;
    private Replica _replica;
    private bool _entered;
    private bool _left;
    private string? _writing;

    /// <param name="address">The server's.</param>
    /// <param name="cookies">What the browser got when its person joined.</param>
    /// <param name="board">The board's id.</param>
    /// <param name="seed">Of what this person does.</param>
    public Page(Uri address, CookieContainer cookies, string board, int seed)
    {
        _hand = new(new(seed));
        _replica = Replica.New(NewId(), board);
        var hub = new HubConnectionBuilder();
        hub.Services.AddSingleton<IHubProtocol>(new SharedReading(BoardJson.Default.Options));
        _hub = hub
            .WithUrl(new Uri(address, HubContract.Path), HttpTransportType.WebSockets, http =>
            {
                http.SkipNegotiation = true;
                http.Cookies = cookies;
            })
            .Build();
        _hub.On<ServerMessage>(HubContract.Receive, Receive);
        _hub.Closed += _ => ComeBack();
    }

    public Replica Replica
    {
        get
        {
            lock (_gate) return _replica;
        }
    }

    /// <summary>Whether it is connected and everything that its person did is acknowledged.</summary>
    public bool IsAtRest
    {
        get
        {
            lock (_gate) return _entered && _replica.IsSaved;
        }
    }

    /// <summary>What its person did. To be read at rest.</summary>
    public Proposals Proposals { get; } = new();

    /// <summary>When the replica came to which stream number. To be read at rest.</summary>
    public IReadOnlyList<(long Stream, long At)> Taken => _taken;

    /// <summary>How often its connection was lost and found again, how often it had missed something, was told to slow down, or was not understood.</summary>
    public int Reconnects { get; private set; }

    public int Gaps { get; private set; }

    public int SlowDowns { get; private set; }

    public int NotUnderstood { get; private set; }

    /// <summary>Batches that were in flight when the connection was lost: written without the answer's arriving, or not written.</summary>
    public int AnsweredOnReturn { get; private set; }

    public int SentAgain { get; private set; }

    /// <summary>Changes that the replica itself refused, because they did not fit what was shown: a fault of the load's.</summary>
    public int Unfit { get; private set; }

    /// <summary>Why the server closed the page for good, or null.</summary>
    public string? ClosedFor { get; private set; }

    /// <summary>Connects and waits for the first welcome.</summary>
    public async Task Come()
    {
        await Connect();
        await _welcomed.Task.WaitAsync(WelcomeWithin);
    }

    /// <summary>Asks something at the doors; again when that was too fast, and when the line broke before there was an answer.</summary>
    public async Task<AdmissionAnswer> Ask(AdmissionRequest request)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(100, _leaving.Token))
        {
            try
            {
                var answer = await _hub.InvokeAsync<AdmissionAnswer>(HubContract.Doors, JsonSerializer.SerializeToElement(request, BoardJson.Default.AdmissionRequest), _leaving.Token);
                if (answer is not AdmissionRefused { Code: "too-fast" or "not-entered" }) return answer;
            }
            catch (Exception lost) when (lost is not OperationCanceledException && ClosedFor is null && Stopwatch.GetElapsedTime(since) < WelcomeWithin)
            {
                // The server may drop a page that falls behind (B1). It comes back by itself, and asks then.
            }
        }
    }

    /// <summary>The person does this, outside the schedule.</summary>
    /// <exception cref="InvalidOperationException">They may not.</exception>
    public void Say(Shared.Changes.Change change)
    {
        Batch? batch;
        lock (_gate)
        {
            var (next, refusal) = _replica.Propose(change, Proposals.NextStamp());
            if (refusal is not null) throw new InvalidOperationException($"Refused: {refusal.Code}.");
            Proposals.Add(_replica, next, Stopwatch.GetTimestamp());
            _replica = next;
            batch = NextBatch();
        }

        if (batch is not null) Tell(HubContract.Submit, batch);
    }

    /// <summary>The person does the next thing.</summary>
    /// <param name="due">When they were to do it, in ticks of <see cref="Stopwatch"/>.</param>
    /// <returns>What they did.</returns>
    public Shared.Changes.Change? Do(long due)
    {
        Batch? batch;
        Shared.Changes.Change change;
        ShowRequest? shows = null;
        lock (_gate)
        {
            change = _hand.Next(_replica.Shown, _replica.Me);
            var (next, refusal) = _replica.Propose(change, Proposals.NextStamp());
            if (refusal is not null)
            {
                Unfit++;
                return null;
            }

            Proposals.Add(_replica, next, due);
            _replica = next;
            if (_entered && _writing != _hand.Writing) shows = new(_writing = _hand.Writing);
            batch = NextBatch();
        }

        if (batch is not null) Tell(HubContract.Submit, batch);
        if (shows is not null) Tell(HubContract.Show, shows);
        return change;
    }

    public async ValueTask DisposeAsync()
    {
        if (_left) return;
        _left = true;
        await _leaving.CancelAsync();
        await _hub.DisposeAsync();
        _leaving.Dispose();
    }

    private void Receive(ServerMessage message)
    {
        var now = Stopwatch.GetTimestamp();
        Batch? batch;
        var missed = false;
        lock (_gate)
        {
            var before = _replica;
            TakeIn(message, now);
            if (_replica.Stream > before.Stream) _taken.Add((_replica.Stream, Stopwatch.GetTimestamp()));
            if (_replica.HasGap)
            {
                missed = true;
                _entered = false;
                Gaps++;
            }

            var again = message is Welcome ? _replica.Unanswered : null;
            if (again is not null) SentAgain++;
            batch = again ?? NextBatch();
        }

        if (missed) _ = _hub.StopAsync();
        if (batch is not null) Tell(HubContract.Submit, batch);
        if (message is SlowDown slower) _ = SendAgain(slower);
    }

    private void TakeIn(ServerMessage message, long now)
    {
        switch (message)
        {
            case Welcome welcome:
                if (welcome.Answer is { } answer && Proposals.Acknowledge(answer, now)) AnsweredOnReturn++;
                _replica = _replica.Receive(welcome);
                if (welcome.Answer is { Refused.Length: > 0 }) Proposals.Prune(_replica);
                _entered = true;
                _welcomed.TrySetResult();
                break;
            case Committed committed:
                _replica = _replica.Receive(committed);
                break;
            case Answered answered:
                Proposals.Acknowledge(answered.Answer, now);
                _replica = _replica.Receive(answered);
                if (answered.Answer.Refused.Length > 0) Proposals.Prune(_replica);
                break;
            case SlowDown:
                SlowDowns++;
                break;
            case Unreadable:
                NotUnderstood++;
                break;
            case Closed closed:
                ClosedFor = closed.Code;
                _welcomed.TrySetException(new InvalidOperationException($"The server closed a page: {closed.Code}."));
                break;
        }
    }

    private Batch? NextBatch()
    {
        if (!_entered) return null;
        (_replica, var batch) = _replica.Send();
        if (batch is not null) Proposals.Send(_replica, batch);
        return batch;
    }

    private async Task SendAgain(SlowDown slower)
    {
        await Task.Delay(slower.AfterMs);
        Batch? batch;
        lock (_gate) batch = _entered && _replica.Unanswered is { } again && again.N == slower.N ? again : null;
        if (batch is not null) Tell(HubContract.Submit, batch);
    }

    private void Tell(string method, object message)
    {
        var sending = _hub.SendAsync(method, message, _leaving.Token);
        if (!sending.IsCompletedSuccessfully) _ = LetFail(sending);
    }

    private async Task ComeBack()
    {
        lock (_gate) _entered = false;
        if (_leaving.IsCancellationRequested || ClosedFor is not null) return;
        Reconnects++;
        await Connect();
    }

    private async Task Connect()
    {
        while (!_leaving.IsCancellationRequested)
        {
            try
            {
                await _hub.StartAsync(_leaving.Token);
                await LetFail(_hub.SendAsync(HubContract.Enter, Replica.Position, _leaving.Token));
                return;
            }
            catch (Exception lost) when (IsLoss(lost))
            {
                await Task.Delay(Random.Shared.Next(50, 250));
            }
        }
    }

    /// <summary>What is lost on the way is sent again by the replica after the next welcome.</summary>
    private static async Task LetFail(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            // The connection's end is told to ComeBack.
        }
    }

    private static bool IsLoss(Exception e) =>
        e is IOException or HttpRequestException or WebSocketException or InvalidOperationException or OperationCanceledException or HubException;

    private static string NewId() => Shared.Model.Ids.From(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
}
