using System.Text.Json;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;

namespace MappingBoard.Server.Ports;

/// <summary>
/// What stays of a destroyed board: that there was one, how far its log went, and the hash that says which one it was to
/// whoever has noted it. It names nobody and quotes nothing. Immutable; kept for good.
/// </summary>
/// <param name="V">The version of this form, 1.</param>
/// <param name="Board">The board's id.</param>
/// <param name="Commits">How many commits its log had.</param>
/// <param name="Changes">The sequence number of its last change.</param>
/// <param name="Hash">The hash of its last commit, SHA-256 as 64 lower-case hex digits (O5).</param>
/// <param name="Ground">The reference of the decision, or that the retention period was over.</param>
/// <param name="DecidedAt">When its destruction began, UTC. Nothing was written to it after that.</param>
/// <param name="FinishedAt">When all of it was gone, UTC.</param>
public sealed record DestructionProof(
    int V,
    string Board,
    long Commits,
    long Changes,
    string Hash,
    string Ground,
    DateTimeOffset DecidedAt,
    DateTimeOffset FinishedAt)
{
    public const int Version = 1;

    /// <summary>As it is kept and given to people: JSON, UTF-8.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, DestructionProofJson.Default.DestructionProof);

    /// <exception cref="JsonException">It is none.</exception>
    internal static DestructionProof Read(ReadOnlySpan<byte> json) =>
        ChangeJson.Read(json, DestructionProofJson.Default.DestructionProof);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DestructionProof))]
internal sealed partial class DestructionProofJson : JsonSerializerContext;
