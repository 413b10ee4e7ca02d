using System.Text.Json;

namespace MappingBoard.TestSupport.Golden;

/// <summary>Compares what was with what is, where fields may have been added since and nothing else.</summary>
public static class JsonSubset
{
    /// <summary>Where something of <paramref name="was"/> is missing from <paramref name="now"/> or differs; null when it is all there.</summary>
    /// <param name="was">The older value.</param>
    /// <param name="now">The newer one.</param>
    /// <param name="path">The name of what is compared.</param>
    public static string? Difference(JsonElement was, JsonElement now, string path = "$")
    {
        if (was.ValueKind != now.ValueKind) return $"{path} is {now.GetRawText()} and was {was.GetRawText()}";
        switch (was.ValueKind)
        {
            case JsonValueKind.Object:
                return was.EnumerateObject()
                    .Select(p => now.TryGetProperty(p.Name, out var there) ? Difference(p.Value, there, $"{path}.{p.Name}") : $"{path}.{p.Name} is gone")
                    .FirstOrDefault(d => d is not null);
            case JsonValueKind.Array:
                return was.GetArrayLength() != now.GetArrayLength()
                    ? $"{path} holds {now.GetArrayLength()} and held {was.GetArrayLength()}"
                    : was.EnumerateArray().Zip(now.EnumerateArray()).Select((both, i) => Difference(both.First, both.Second, $"{path}[{i}]")).FirstOrDefault(d => d is not null);
            default:
                return JsonElement.DeepEquals(was, now) ? null : $"{path} is {now.GetRawText()} and was {was.GetRawText()}";
        }
    }
}
