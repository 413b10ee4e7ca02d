using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Log;

/// <summary>
/// Reads commits of every form that there has been, and is the only place that does. A commit of an older form is lifted,
/// form by form, into today's, and keeps the bytes as which it was stored: its hash is over those (O5, G1). Pure.
/// </summary>
public static class CommitForms
{
    /// <summary>
    /// What makes a commit of one form into one of the next: the first makes form 2 of form 1. Each changes the JSON in
    /// place and sees whatever an old log may hold; the version itself is set afterwards.
    /// </summary>
    public static ImmutableArray<Action<JsonObject>> Lifts { get; } = [RefusalLift.Lift, AudienceLift.Lift];

    /// <summary>The commit in today's form, with the bytes that it was read from.</summary>
    /// <param name="json">The commit as it was stored or sent; kept, and not to be changed afterwards.</param>
    /// <exception cref="NewerVersionException">A newer version wrote it: it is of a newer form, or holds a kind of change that is not known here.</exception>
    /// <exception cref="JsonException">It is no commit; nothing else is thrown. The message holds nothing of it.</exception>
    public static Commit Read(byte[] json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var form = FormOf(json);
            if (form > Commit.Version) throw new NewerVersionException("commit", form, Commit.Version);
            var commit = form == Commit.Version
                ? JsonSerializer.Deserialize(json, LogJson.Default.Commit)
                : Lift(json, form, Lifts).Deserialize(LogJson.Default.Commit);
            if (commit is null || HasHoles(commit)) throw new JsonException("A part of the commit is missing.");
            return commit.AsStored(new(form, json));
        }
        catch (JsonException) when (HoldsUnknownKind(json))
        {
            throw new NewerVersionException("A newer version wrote this commit: it holds a kind of change that is not known here.");
        }
        catch (Exception unreadable) when (unreadable is NotSupportedException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw new JsonException("This is no commit.", unreadable);
        }
    }

    /// <summary>The bytes over which a commit's hash is: as it was stored, or the canonical JSON of one that was made here.</summary>
    /// <exception cref="FormatException">The commit has no canonical form.</exception>
    public static byte[] Bytes(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return commit.Stored?.Json ?? CanonicalJson.Bytes(commit, LogJson.Default.Commit);
    }

    /// <summary>Whether bytes are canonical JSON, and no more than <see cref="Read"/> understood of them.</summary>
    /// <param name="commit">What it made of them.</param>
    public static bool IsWhole(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.Stored is not { } stored) return true;
        try
        {
            if (stored.Form == Commit.Version) return CanonicalJson.Bytes(commit, LogJson.Default.Commit).AsSpan().SequenceEqual(stored.Json);

            // What an older form holds is known to its lift alone.
            using var json = JsonDocument.Parse(stored.Json);
            return CanonicalJson.Bytes(json.RootElement).AsSpan().SequenceEqual(stored.Json);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>A commit of an older form in a newer one.</summary>
    /// <param name="json">The commit.</param>
    /// <param name="form">The version of its form, from 1.</param>
    /// <param name="lifts">See <see cref="Lifts"/>.</param>
    public static JsonObject Lift(ReadOnlySpan<byte> json, int form, ImmutableArray<Action<JsonObject>> lifts)
    {
        if (form < 1) throw new JsonException("Forms are numbered from 1.");
        if (JsonNode.Parse(json) is not JsonObject commit) throw new JsonException("A commit is an object.");
        foreach (var lift in lifts.AsSpan()[(form - 1)..]) lift(commit);
        commit["v"] = lifts.Length + 1;
        return commit;
    }

    private static int FormOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A commit is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isForm = reader.ValueTextEquals("v"u8);
            reader.Read();
            if (isForm) return reader.GetInt32();
            reader.Skip();
        }

        throw new JsonException("A commit says of which form it is.");
    }

    private static bool HoldsUnknownKind(byte[] json)
    {
        try
        {
            using var commit = JsonDocument.Parse(json);
            return commit.RootElement.TryGetProperty("batches", out var batches)
                && batches.ValueKind == JsonValueKind.Array
                && batches.EnumerateArray().Any(ChangeJson.HasChangeOfUnknownKind);
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool HasHoles(Commit commit) =>
        commit.Batches.IsDefault
        || commit.Batches.Any(b => b is null || b.Changes.IsDefault || b.Refused.IsDefault || b.Changes.Any(c => c is null) || b.Refused.Any(r => r is null));
}
