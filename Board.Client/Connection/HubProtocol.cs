using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.Connection;

/// <summary>
/// What this page says and understands of SignalR's hub protocol in JSON, version 1: one record after the other, each
/// ended by the character 0x1E. Pure. (Microsoft's client for it would be a tenth of the whole download.)
/// </summary>
internal static class HubProtocol
{
    public const char RecordEnd = '\u001e';

    /// <summary>The first record of a connection; the server answers with an empty object.</summary>
    public const string Handshake = """{"protocol":"json","version":1}""" + "\u001e";

    public const string Ping = """{"type":6}""" + "\u001e";

    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Alive = 6;
    private const int Close = 7;

    /// <summary>A call that is not answered.</summary>
    public static string Call<T>(string method, T argument, JsonTypeInfo<T> json) =>
        $$"""{"type":1,"target":"{{method}}","arguments":[{{JsonSerializer.Serialize(argument, json)}}]}""" + RecordEnd;

    /// <summary>A call that is answered under a number.</summary>
    public static string Ask<T>(string method, T argument, JsonTypeInfo<T> json, int number) =>
        $$"""{"type":1,"invocationId":"{{number}}","target":"{{method}}","arguments":[{{JsonSerializer.Serialize(argument, json)}}]}""" + RecordEnd;

    /// <summary>Whether a record is the answer to the handshake, and a good one.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static bool IsWelcome(string record)
    {
        using var json = JsonDocument.Parse(record);
        return !json.RootElement.TryGetProperty("error", out _) && !json.RootElement.TryGetProperty("type", out _);
    }

    /// <summary>What a record says; null for the one that only says that the server is alive.</summary>
    /// <exception cref="OutOfStepException">Not what the hub speaks, or a message of a kind that this page does not know.</exception>
    public static HubRecord? Read(string record)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            var root = json.RootElement;
            return root.GetProperty("type").GetInt32() switch
            {
                Invocation when root.GetProperty("target").ValueEquals(HubContract.Receive) =>
                    new HubSays(Message(root.GetProperty("arguments")[0])),
                Completion => new HubAnswers(
                    root.GetProperty("invocationId").GetString()!,
                    root.TryGetProperty("result", out var result) ? ChangeJson.Read(result, BoardJson.Default.AdmissionAnswer) : null),
                Alive => null,
                Close => new HubCloses(),
                var other => throw new OutOfStepException($"The hub says something of type {other}, which means nothing here."),
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new OutOfStepException("The hub said something that cannot be read.", unreadable);
        }
    }

    /// <summary>A message; where a server of another version welcomes the page in a form of its own, that it is another (G1).</summary>
    private static ServerMessage Message(JsonElement message)
    {
        try
        {
            return ChangeJson.Read(message, BoardJson.Default.ServerMessage);
        }
        catch (JsonException) when (WireVersion.RefusesServerOf(message) is not null)
        {
            return WireVersion.RefusesServerOf(message)!;
        }
    }
}

/// <summary>What the hub says to the page.</summary>
internal abstract record HubRecord;

/// <summary>A message of the board's.</summary>
internal sealed record HubSays(ServerMessage Message) : HubRecord;

/// <summary>What comes of a call; null when the hub gives no answer.</summary>
internal sealed record HubAnswers(string Number, AdmissionAnswer? Answer) : HubRecord;

/// <summary>The server ends this connection; another may begin.</summary>
internal sealed record HubCloses : HubRecord;
