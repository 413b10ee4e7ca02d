using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.LoadTest.Driving;

/// <summary>
/// Somebody at the meeting who may only read, on a connection of their own making, who calls everything at random and
/// looks for what they should not see in all that comes back. Comes again whenever the server drops them.
/// </summary>
internal sealed class Intruder(Uri address, CookieContainer cookies, string board, IReadOnlyList<string> ids, IReadOnlyList<string> secrets, int seed)
{
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(8);

    private readonly string _replica = Ids.From(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
    private readonly AnyCall _calls = new(new(seed), ids);
    private long _n = 1;

    /// <summary>Who they are at the meeting; known once they have been let in.</summary>
    public string Participant { get; private set; } = "";

    public int Calls { get; private set; }

    /// <summary>Messages and pages with something in them that is not for them.</summary>
    public int Leaks { get; private set; }

    /// <summary>Makes so many calls, or stops.</summary>
    public async Task Run(int calls, CancellationToken cancel)
    {
        await LookAtPages(cancel);
        while (Calls < calls && !cancel.IsCancellationRequested)
        {
            try
            {
                await Stay(calls, cancel);
            }
            catch (Exception dropped) when (dropped is WebSocketException or IOException or OperationCanceledException)
            {
                // The server has had enough of this connection.
            }
        }

        await LookAtPages(CancellationToken.None);
    }

    private async Task Stay(int calls, CancellationToken cancel)
    {
        using var socket = new ClientWebSocket();
        var hub = new UriBuilder(new Uri(address, HubContract.Path));
        socket.Options.SetRequestHeader("Cookie", cookies.GetCookieHeader(hub.Uri));
        hub.Scheme = "ws";
        await socket.ConnectAsync(hub.Uri, cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Read(socket, end);
        await Send(socket, """{"protocol":"json","version":1}""", end.Token);
        var enter = new EnterRequest(board, _replica, 0, WireVersion.Current);
        await Send(socket, $$"""{"type":1,"target":"{{HubContract.Enter}}","arguments":[{{JsonSerializer.Serialize(enter, BoardJson.Default.EnterRequest)}}]}""", end.Token);
        while (Calls < calls && !end.IsCancellationRequested)
        {
            await Send(socket, _calls.Next(Interlocked.Read(ref _n)), end.Token);
            Calls++;
            await Task.Delay(BetweenCalls, end.Token);
        }

        await end.CancelAsync();
        await reading;
    }

    private async Task Read(ClientWebSocket socket, CancellationTokenSource end)
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var got = await socket.ReceiveAsync(buffer, end.Token);
                if (got.MessageType == WebSocketMessageType.Close) break;
                message.Write(buffer, 0, got.Count);
                if (!got.EndOfMessage) continue;
                foreach (var frame in Encoding.UTF8.GetString(message.ToArray()).Split('\u001e', StringSplitOptions.RemoveEmptyEntries)) Take(frame);
                message.SetLength(0);
            }
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException)
        {
            // The one or the other side has ended it.
        }

        await end.CancelAsync();
    }

    private void Take(string frame)
    {
        Look(frame);
        using var json = JsonDocument.Parse(frame);
        if (!json.RootElement.TryGetProperty("target", out _)) return;
        switch (json.RootElement.GetProperty("arguments")[0].Deserialize(BoardJson.Default.ServerMessage))
        {
            case Welcome welcome:
                Participant = welcome.You;
                if (welcome.Answer is { } last) Interlocked.Exchange(ref _n, last.N + 1);
                break;
            case Answered answered:
                Interlocked.Exchange(ref _n, answered.Answer.N + 1);
                break;
        }
    }

    /// <summary>Every page that has something to do with the board.</summary>
    private async Task LookAtPages(CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        foreach (var path in new[] { $"b/{board}", $"b/{board}/access-log", $"b/{board}/record", $"leave/{board}", "meetings", $"b/{ids[0]}" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancel);
            Look(await answer.Content.ReadAsStringAsync(cancel));
        }
    }

    private void Look(string text)
    {
        if (secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal))) Leaks++;
    }

    private static Task Send(ClientWebSocket socket, string frame, CancellationToken cancel) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, cancel);
}
