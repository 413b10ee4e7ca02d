using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Bus;

/// <summary>
/// What goes over the wire between servers: a letter for the kind, the id of the server that speaks (22 signs), and JSON.
/// Reading never throws: whoever else writes to the same channel is not listened to.
/// </summary>
internal static class BusMessage
{
    private const int HeadBytes = 1 + Ids.Length;
    private const byte OfCommit = (byte)'c';
    private const byte OfPeople = (byte)'p';
    private const byte OfDoors = (byte)'d';

    public static byte[] Of(string server, Commit commit) => Written(OfCommit, server, CommitForms.Bytes(commit));

    public static byte[] Of(string server, PeopleHere people) => Written(OfPeople, server, JsonSerializer.SerializeToUtf8Bytes(people, BusJson.Default.PeopleHere));

    public static byte[] Of(string server, AdmissionNews news) => Written(OfDoors, server, JsonSerializer.SerializeToUtf8Bytes(news, BusJson.Default.AdmissionNews));

    /// <summary>Whether this server said it: then there is no need to read it.</summary>
    public static bool IsBy(string server, ReadOnlySpan<byte> bytes) => bytes.Length > HeadBytes && Ascii.Equals(bytes[1..HeadBytes], server);

    /// <summary>Who spoke and what they said: a <see cref="Commit"/>, a <see cref="PeopleHere"/> or a <see cref="AdmissionNews"/>; null when it is none of ours.</summary>
    public static (string Server, object Said)? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= HeadBytes) return null;
        var server = Encoding.ASCII.GetString(bytes[1..HeadBytes]);
        if (!Ids.IsWellFormed(server)) return null;
        try
        {
            object? said = bytes[0] switch
            {
                OfCommit => CommitForms.Read(bytes[HeadBytes..].ToArray()),
                OfPeople => ChangeJson.Read(bytes[HeadBytes..], BusJson.Default.PeopleHere),
                OfDoors => ChangeJson.Read(bytes[HeadBytes..], BusJson.Default.AdmissionNews),
                _ => null,
            };
            return said is null || !IsWhole(said) ? null : (server, said);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NewerVersionException)
        {
            // Not of ours, or of a newer server: the log says so when the room looks into it.
            return null;
        }
    }

    private static bool IsWhole(object said) => said switch
    {
        Commit commit => !commit.Batches.IsEmpty && CommitForms.IsWhole(commit),
        PeopleHere people => !people.Pages.IsDefault && people.Pages.All(p => p is { Participant: not null, Shows: not null } && Ids.IsWellFormed(p.Participant)),
        AdmissionNews news => Ids.IsWellFormed(news.Board),
        _ => false,
    };

    private static byte[] Written(byte kind, string server, byte[] json) => [kind, .. Encoding.ASCII.GetBytes(server), .. json];
}

/// <summary>How servers write to each other what is not part of any log.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PeopleHere))]
[JsonSerializable(typeof(AdmissionNews))]
internal sealed partial class BusJson : JsonSerializerContext;
