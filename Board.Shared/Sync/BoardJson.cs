using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// The JSON of everything that is sent, by source generation: the same on every machine and small in the browser. What a
/// type derives from its parts (a property without a setter) is not written.
/// </summary>
public sealed class BoardJson : ChangeJson
{
    private BoardJson()
        : base(BoardJsonMetadata.Default)
    {
    }

    public static BoardJson Default { get; } = new();

    public JsonTypeInfo<Change> Change => field ??= Of<Change>();

    public JsonTypeInfo<Batch> Batch => field ??= Of<Batch>();

    public JsonTypeInfo<EnterRequest> EnterRequest => field ??= Of<EnterRequest>();

    public JsonTypeInfo<ShowRequest> ShowRequest => field ??= Of<ShowRequest>();

    public JsonTypeInfo<AdmissionRequest> AdmissionRequest => field ??= Of<AdmissionRequest>();

    public JsonTypeInfo<AdmissionAnswer> AdmissionAnswer => field ??= Of<AdmissionAnswer>();

    public JsonTypeInfo<ServerMessage> ServerMessage => field ??= Of<ServerMessage>();

    public JsonTypeInfo<BoardSnapshot> BoardSnapshot => field ??= Of<BoardSnapshot>();

    public JsonTypeInfo<MessageArguments> MessageArguments => field ??= Of<MessageArguments>();

    /// <summary>Reads a batch that came from outside.</summary>
    /// <exception cref="JsonException">It is not a batch of 1 to <see cref="Bounds.BatchChanges"/> changes.</exception>
    public static Batch ReadBatch(JsonElement json)
    {
        var batch = Read(json, Default.Batch);
        if (batch.Changes.Length is 0 or > Bounds.BatchChanges) throw new JsonException("A batch holds some changes, and not too many.");
        if (batch.Changes.Any(change => change is null)) throw new JsonException("A change is missing.");
        return batch;
    }
}

/// <summary>What the source generator makes of the types; only for <see cref="BoardJson"/>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    // Messages of several kinds take no shortcut past the metadata, so its code would only be downloaded.
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(Batch))]
[JsonSerializable(typeof(EnterRequest))]
[JsonSerializable(typeof(ShowRequest))]
[JsonSerializable(typeof(AdmissionRequest))]
[JsonSerializable(typeof(AdmissionAnswer))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(BoardSnapshot))]
[JsonSerializable(typeof(MessageArguments))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class BoardJsonMetadata : JsonSerializerContext;
