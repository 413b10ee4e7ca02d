using System.Text.Json;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Ports;

/// <summary>How a summary is kept, in every store.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MeetingSummary))]
internal sealed partial class MeetingSummaryJson : JsonSerializerContext
{
    /// <exception cref="ArgumentException">It is none that an index can keep. The message holds nothing of it.</exception>
    public static void RequireWellFormed(MeetingSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (!Ids.IsWellFormed(summary.Board)) throw new ArgumentException("The board has no well-formed id.", nameof(summary));
        if (!summary.IsStarted) throw new ArgumentException("The board has not been started.", nameof(summary));
    }

    /// <inheritdoc cref="RequireWellFormed"/>
    public static byte[] Write(MeetingSummary summary)
    {
        RequireWellFormed(summary);
        return JsonSerializer.SerializeToUtf8Bytes(summary, Default.MeetingSummary);
    }

    /// <summary>Null when it is of no form that this version knows: it is made again.</summary>
    public static MeetingSummary? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return ChangeJson.Read(json, Default.MeetingSummary);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
