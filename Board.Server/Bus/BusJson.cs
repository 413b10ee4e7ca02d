using System.Text.Json.Serialization;
using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Bus;

/// <summary>How servers write to each other what is not part of any log.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PeopleHere))]
[JsonSerializable(typeof(AdmissionNews))]
internal sealed partial class BusJson : JsonSerializerContext;
