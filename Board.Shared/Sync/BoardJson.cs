using System.Text.Json;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Records;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// The JSON of everything that is sent or stored, by source generation: the same on every machine and small in the
/// browser. A missing field or a null where none may be is a <see cref="JsonException"/>. What a type derives from its
/// parts (a property without a setter) is not written.
/// </summary>
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
[JsonSerializable(typeof(DoorRequest))]
[JsonSerializable(typeof(DoorAnswer))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(BoardSnapshot))]
[JsonSerializable(typeof(Commit))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(MessageArguments))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class BoardJson : JsonSerializerContext;
