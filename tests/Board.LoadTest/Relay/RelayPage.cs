using System.Diagnostics;
using MappingBoard.LoadTest.Driving;
using MappingBoard.LoadTest.Measuring;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace MappingBoard.LoadTest.Relay;

/// <summary>One connection to the relay. It reads every message as a page would, and then only counts it.</summary>
internal sealed class RelayPage : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly RelayTimes _times;
    private long _received;

    public RelayPage(Uri address, int group, RelayTimes times)
    {
        _times = times;
        var hub = new HubConnectionBuilder();
        hub.Services.AddSingleton<IHubProtocol>(new SharedReading(BoardJson.Default.Options));
        _hub = hub
            .WithUrl(new Uri(address, $"{HubContract.Path}?group={group}"), HttpTransportType.WebSockets, http => http.SkipNegotiation = true)
            .Build();
        _hub.On<int, StreamBatch>(RelayHub.Receive, (number, _) =>
        {
            _times.TakenIn(FanOut, number);
            Interlocked.Increment(ref _received);
        });
    }

    public Histogram Acks { get; } = new();

    public Histogram FanOut { get; } = new();

    public long Received => Interlocked.Read(ref _received);

    public Task Come() => _hub.StartAsync();

    /// <summary>Sends a message, whether or not earlier ones have been answered.</summary>
    public async Task Send(int number, StreamBatch message)
    {
        await _hub.InvokeAsync(RelayHub.Relay, number, message);
        lock (Acks) _times.TakenIn(Acks, number);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}

/// <summary>When the relay's messages were due.</summary>
/// <param name="from">Messages before this place in the schedule do not count: warm-up.</param>
/// <param name="due">In ticks of <see cref="Stopwatch"/>, by place in the schedule.</param>
internal sealed class RelayTimes(int from, long[] due)
{
    public void IsDue(int number, long at) => Volatile.Write(ref due[number], at);

    public void TakenIn(Histogram histogram, int number)
    {
        if (number >= from) histogram.Add(Volatile.Read(ref due[number]), Stopwatch.GetTimestamp());
    }
}
