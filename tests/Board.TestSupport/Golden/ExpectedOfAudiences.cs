using System.Text.Json;
using System.Text.Json.Nodes;

namespace MappingBoard.TestSupport.Golden;

/// <summary>
/// What is expected of a golden log from before circles, in their words: who sees a thing was an audience, what somebody sees
/// followed from their role or stood with them, and of a number that was placed unseen others knew whose it was (C32).
/// </summary>
internal static class ExpectedOfAudiences
{
    public static JsonElement InCircles(JsonElement expected)
    {
        var node = JsonNode.Parse(expected.GetRawText())!;
        Change(node);
        return JsonSerializer.SerializeToElement(node);
    }

    private static void Change(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var unseen in array.OfType<JsonObject>().Where(j => j.ContainsKey("oneHigher") && j["value"] is null).ToList()) array.Remove(unseen);
            foreach (var item in array) Change(item);
        }

        if (node is not JsonObject thing) return;
        if (thing.Remove("audience", out var audience)) thing["circle"] = CircleOf(audience);
        if (thing.TryGetPropertyValue("reasonFor", out var reasonFor)) thing["reasonFor"] = CircleOf(reasonFor);
        if (thing.Remove("sees", out var sees))
            thing["standing"] = CircleOf(sees) == "everyone" ? new JsonArray("everyone") : new JsonArray("everyone", "professionals");
        foreach (var part in thing) Change(part.Value);
    }

    private static string CircleOf(JsonNode? audience) => ((string?)audience)?.ToLowerInvariant() ?? "everyone";
}
