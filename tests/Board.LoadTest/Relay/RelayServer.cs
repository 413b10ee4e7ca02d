using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MappingBoard.LoadTest.Relay;

/// <summary>
/// The baseline: what one would write with SignalR alone. A hub that makes each message durable, in groups as the
/// product does, and then sends it to the others of its group. It knows no order, no rules, no boards, and nobody who
/// comes back.
/// </summary>
internal static class RelayServer
{
    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(new RelayWriter(Path.Combine(builder.Configuration.GetValue<string>("Relay:Path")!, "relay.db")));
        await using var app = builder.Build();
        app.MapGet("/health/live", () => "ok");
        app.MapHub<RelayHub>("/hub");
        await app.RunAsync();
        return 0;
    }
}

/// <summary>The relay's hub. The group is in the address.</summary>
internal sealed class RelayHub(RelayWriter writer) : Hub
{
    /// <summary>Client to server: a number and a message. Completes when the message is durable and sent out.</summary>
    public const string Relay = nameof(Send);

    /// <summary>Server to client: the same number and message.</summary>
    public const string Receive = "Receive";

    private string Group => Context.GetHttpContext()!.Request.Query["group"].ToString();

    public override Task OnConnectedAsync() => Groups.AddToGroupAsync(Context.ConnectionId, Group);

    public async Task Send(int number, JsonElement message)
    {
        var group = Group;
        await writer.Write(group, JsonSerializer.SerializeToUtf8Bytes(message));
        await Clients.OthersInGroup(group).SendAsync(Receive, number, message);
    }
}
