using System.Text.Json.Serialization;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>Serialisation as the product does it: generated at build time, without reflection.</summary>
[JsonSerializable(typeof(TextEdit))]
[JsonSerializable(typeof(EditMessage))]
internal sealed partial class WireForm : JsonSerializerContext;

/// <summary>An edit inside something else.</summary>
internal sealed record EditMessage(string Note, TextEdit Edit, int Version);
