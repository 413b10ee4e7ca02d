using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Records;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// The JSON of everything that is sent or stored, by source generation: the same on every machine and small in the
/// browser. A missing field or a null where none may be is a <see cref="JsonException"/>, and so is a kind of change that
/// is not known. What a type derives from its parts (a property without a setter) is not written.
/// </summary>
public sealed partial class BoardJson
{
    private BoardJson()
    {
        var elsewhere = ChangeKinds.All.Select(kind => kind.Json).OfType<IJsonTypeInfoResolver>();
        Options = new(BoardJsonMetadata.Default.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine([BoardJsonMetadata.Default, .. elsewhere]).WithAddedModifier(NameKinds),
        };
        Options.MakeReadOnly();
    }

    public static BoardJson Default { get; } = new();

    /// <summary>Read-only.</summary>
    public JsonSerializerOptions Options { get; }

    public JsonTypeInfo<Change> Change => field ??= Of<Change>();

    public JsonTypeInfo<Batch> Batch => field ??= Of<Batch>();

    public JsonTypeInfo<EnterRequest> EnterRequest => field ??= Of<EnterRequest>();

    public JsonTypeInfo<ShowRequest> ShowRequest => field ??= Of<ShowRequest>();

    public JsonTypeInfo<DoorRequest> DoorRequest => field ??= Of<DoorRequest>();

    public JsonTypeInfo<DoorAnswer> DoorAnswer => field ??= Of<DoorAnswer>();

    public JsonTypeInfo<ServerMessage> ServerMessage => field ??= Of<ServerMessage>();

    public JsonTypeInfo<BoardSnapshot> BoardSnapshot => field ??= Of<BoardSnapshot>();

    public JsonTypeInfo<Commit> Commit => field ??= Of<Commit>();

    public JsonTypeInfo<CommittedBatch> CommittedBatch => field ??= Of<CommittedBatch>();

    public JsonTypeInfo<Snapshot> Snapshot => field ??= Of<Snapshot>();

    public JsonTypeInfo<MessageArguments> MessageArguments => field ??= Of<MessageArguments>();

    /// <summary>How a value of a type is read and written.</summary>
    /// <exception cref="NotSupportedException">It is none that is sent or stored.</exception>
    public JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>A change carries the name of its kind, whichever assembly has registered it.</summary>
    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type != typeof(Change)) return;
        type.PolymorphismOptions = new()
        {
            TypeDiscriminatorPropertyName = "kind",
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var kind in ChangeKinds.All) type.PolymorphismOptions.DerivedTypes.Add(new(kind.Type, kind.Name));
    }
}

/// <summary>What the source generator makes of the types that are sent and stored; only for <see cref="BoardJson"/>.</summary>
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
[JsonSerializable(typeof(CommittedBatch))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(MessageArguments))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class BoardJsonMetadata : JsonSerializerContext;
