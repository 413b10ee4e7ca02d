using System.Text.Json.Serialization;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Templates.Practice;

/// <summary>How the practice meeting is read: as strictly as templates are, see <see cref="TemplateJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    // A line of the script reads "by whom, does what": the kind of step is not the first field.
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(CamelCaseEnumConverter<Column>), typeof(CamelCaseEnumConverter<Role>), typeof(CamelCaseEnumConverter<Audience>)])]
[JsonSerializable(typeof(PracticeMeeting))]
internal sealed partial class PracticeJson : JsonSerializerContext;
