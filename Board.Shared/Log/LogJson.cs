using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;

namespace MappingBoard.Shared.Log;

/// <summary>
/// The JSON of everything that is kept, by source generation: the same on every machine. Not the wire's
/// (<c>Sync.BoardJson</c>): browsers never keep a log, and do not load how one is written.
/// </summary>
public sealed class LogJson : ChangeJson
{
    private LogJson()
        : base(LogJsonMetadata.Default)
    {
    }

    public static LogJson Default { get; } = new();

    public JsonTypeInfo<Change> Change => field ??= Of<Change>();

    public JsonTypeInfo<Commit> Commit => field ??= Of<Commit>();

    public JsonTypeInfo<CommittedBatch> CommittedBatch => field ??= Of<CommittedBatch>();

    public JsonTypeInfo<Snapshot> Snapshot => field ??= Of<Snapshot>();

    public JsonTypeInfo<MessageArguments> MessageArguments => field ??= Of<MessageArguments>();
}

/// <summary>What the source generator makes of the types; only for <see cref="LogJson"/>.</summary>
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
[JsonSerializable(typeof(Commit))]
[JsonSerializable(typeof(CommittedBatch))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(MessageArguments))]
internal sealed partial class LogJsonMetadata : JsonSerializerContext;
