using System.Text.Json;
using MappingBoard.Server.Access;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Hub;

/// <summary>
/// The wire's end (<see cref="HubContract"/>, docs/PROTOCOL.md). Thin: reads, asks who it is, hands over. Answers go
/// through the connection's outbox, never as SignalR's own.
/// </summary>
public sealed class BoardHub(
    Doorway doorway,
    IInvitations invitations,
    IOptions<OutboxOptions> bounds,
    TimeProvider time,
    ILogger<BoardHub> logger) : Microsoft.AspNetCore.SignalR.Hub
{
    /// <summary>The one protocol of SignalR's that is spoken.</summary>
    internal const string Protocol = "json";

    private static readonly object CallerKey = typeof(Caller);

    private Caller Caller => (Caller)Context.Items[CallerKey]!;

    public override Task OnConnectedAsync()
    {
        Context.Items[CallerKey] = new Caller(ConnectionKeeper.Of(Context), bounds.Value, time, logger);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.ContainsKey(CallerKey)) Caller.Goes();
        return Task.CompletedTask;
    }

    public async Task Enter(JsonElement request)
    {
        if (!Incoming.TryRead(request, BoardJson.Default.EnterRequest, out var position, out var unreadable))
        {
            Answer(unreadable);
            return;
        }

        if (!Caller.Knocks())
        {
            Answer(Incoming.AlreadyEntered);
            return;
        }

        try
        {
            if (await doorway.Enter(Context.User ?? new(), position, Caller.Outbox, Context.ConnectionAborted) is { } visit) Caller.Comes(visit);
        }
        catch (StoreUnavailableException)
        {
            // Not for good, so without a farewell: the page comes back by itself.
            HubLog.NotOpened(logger, BoardTag.Of(position.Board));
            Caller.Outbox.Drop();
        }
        catch (OperationCanceledException)
        {
            Caller.Outbox.Drop();
        }
    }

    public void Submit(JsonElement batch)
    {
        if (Caller.Visit is not { } visit) Answer(Incoming.NotEntered);
        else if (!visit.Admits(NumberOf(batch))) return;
        else if (Incoming.TryReadBatch(batch, out var read, out var unreadable)) visit.Submit(read, Incoming.SizeOf(batch));
        else Caller.Outbox.TryWrite(unreadable);
    }

    public void Show(JsonElement presence)
    {
        if (Caller.Visit is not { } visit) Answer(Incoming.NotEntered);
        else if (Incoming.TryRead(presence, BoardJson.Default.ShowRequest, out var request, out var unreadable)) visit.Show(request);
        else Answer(unreadable);
    }

    public async Task<Invitation> Invite(JsonElement origin)
    {
        if (Caller.Visit is not { } visit || !visit.IsAtTheMeeting) throw new HubException(Farewell.NotHere.Sentence);
        if (!visit.Admits(0)) throw new HubException("That was too fast. Try again in a moment.");
        if (!Incoming.TryRead(origin, BoardJson.Default.String, out var text, out _) || !IsOrigin(text, out var address)) throw new HubException(Incoming.Malformed.Sentence);
        return await invitations.Create(visit.Board, visit.Participant, address, Context.ConnectionAborted);
    }

    /// <summary>What <see cref="BoardHubProtocol"/> makes of a message that is none.</summary>
    public void Unreadable() => Answer(Incoming.Malformed);

    /// <summary>Strange messages count like any others, so that nobody can keep the server busy with them.</summary>
    private void Answer(Unreadable unreadable)
    {
        if (Caller.Visit is { } visit ? visit.Admits(0) : Caller.MayBeStrange()) Caller.Outbox.TryWrite(unreadable);
    }

    private static bool IsOrigin(string? text, out Uri origin) =>
        Uri.TryCreate(text, UriKind.Absolute, out origin!) && origin.Scheme is "https" or "http";

    /// <summary>For the answer to a batch that is not looked at any further.</summary>
    private static long NumberOf(JsonElement batch) =>
        batch.ValueKind == JsonValueKind.Object && batch.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt64(out var number)
            ? number
            : 0;
}
