using System.Text.Json;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Templates;

/// <summary>
/// How template files are read: source-generated, so that trimming keeps it whole, and strict: an unknown, doubled or
/// missing field is an error, because a misspelt field would otherwise be a heading that silently stays empty.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(CamelCaseEnumConverter<Column>), typeof(CamelCaseEnumConverter<NoteKind>), typeof(CamelCaseEnumConverter<Role>)])]
[JsonSerializable(typeof(MeetingTemplate))]
internal sealed partial class TemplateJson : JsonSerializerContext;

/// <summary>Enums as camel case strings; a number in their place is refused.</summary>
internal sealed class CamelCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
