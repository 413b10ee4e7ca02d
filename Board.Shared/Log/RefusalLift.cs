using System.Globalization;
using System.Text.Json.Nodes;

namespace MappingBoard.Shared.Log;

/// <summary>
/// From form 1 to 2: a refusal had an English sentence, and has arguments since (G2). The one sentence with a number in it
/// gives it back; the others say nothing that their code does not.
/// </summary>
internal static class RefusalLift
{
    public static void Lift(JsonObject commit)
    {
        if (commit["batches"] is not JsonArray batches) return;
        foreach (var refused in batches.OfType<JsonObject>().SelectMany(batch => batch["refused"] as JsonArray ?? []).OfType<JsonObject>())
        {
            refused.Remove("sentence", out var sentence);
            if (Text(refused["code"]) == "too-long" && NumberIn(Text(sentence)) is { } most) refused["args"] = new JsonObject { ["most"] = most };
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The first number of a sentence, whose thousands stand between commas.</summary>
    private static int? NumberIn(string? sentence)
    {
        var digits = string.Concat((sentence ?? "").SkipWhile(sign => !char.IsAsciiDigit(sign)).TakeWhile(sign => char.IsAsciiDigit(sign) || sign == ',').Where(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
