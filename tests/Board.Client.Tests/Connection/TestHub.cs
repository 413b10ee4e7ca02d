using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MappingBoard.Client.Tests.Connection;

/// <summary>A real SignalR hub on Kestrel that speaks the board's contract and does what the test says.</summary>
public sealed class TestHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<string> _came = Channel.CreateUnbounded<string>();

    private TestHub(WebApplication app) => _app = app;

    /// <summary>What pages called, in order: the method and its argument as JSON.</summary>
    public ConcurrentQueue<(string Method, string Argument)> Calls { get; } = new();

    /// <summary>Waits for the next call to this method, past others.</summary>
    public async Task Gets(string method, CancellationToken cancel)
    {
        while (await _came.Reader.ReadAsync(cancel) != method)
        {
            // Another one.
        }
    }

    public Uri Address => new(new Uri(_app.Urls.First()), HubContract.Path);

    public IHubContext<Hub> Context => _app.Services.GetRequiredService<IHubContext<Hub>>();

    public static async Task<TestHub> Start(HttpTransportType transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        TestHub? self = null;
        builder.Services.AddSingleton(_ => self!);
        builder.Services.AddSignalR(o => o.KeepAliveInterval = TimeSpan.FromSeconds(1))
            .AddJsonProtocol(o => o.PayloadSerializerOptions = BoardJson.Default.Options);
        var app = builder.Build();
        app.MapHub<Hub>("/" + HubContract.Path, o => o.Transports = transports);
        self = new(app);
        await app.StartAsync();
        return self;
    }

    /// <summary>Says something to every page.</summary>
    public Task Say(ServerMessage message) => Context.Clients.All.SendAsync(HubContract.Receive, message);

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private void Called(string method, JsonElement argument)
    {
        Calls.Enqueue((method, argument.GetRawText()));
        _came.Writer.TryWrite(method);
    }

    /// <summary>The hub itself.</summary>
    public sealed class Hub(TestHub test) : Microsoft.AspNetCore.SignalR.Hub
    {
        public async Task Enter(JsonElement request)
        {
            test.Called("Enter", request);
            await Clients.Caller.SendAsync(HubContract.Receive, new Welcome("me", 0, [], [], DateTimeOffset.UnixEpoch, V: WireVersion.Current) as ServerMessage);
        }

        public void Submit(JsonElement batch) => test.Called("Submit", batch);

        public void Show(JsonElement presence) => test.Called("Show", presence);

        public JsonElement Doors(JsonElement request)
        {
            test.Called("Doors", request);
            if (request.GetProperty("kind").GetString() == "invitations") throw new HubException("No.");
            return JsonSerializer.SerializeToElement(new AdmissionRefused("chair-only"), BoardJson.Default.AdmissionAnswer);
        }
    }
}
