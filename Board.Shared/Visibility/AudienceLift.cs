using System.Text.Json.Nodes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Visibility;

/// <summary>
/// From form 2 of a commit to 3: there were two audiences, everyone and the professionals, and are circles since (C1). A thing
/// said its audience only where that was the professionals; it says its circle always. What people saw followed from their
/// role, or from what their invitation said.
/// </summary>
public static class AudienceLift
{
    private const string Professionals = "professionals";

    /// <summary>Changes a commit in place, whatever an old log may hold.</summary>
    public static void Lift(JsonObject commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        foreach (var change in (commit["batches"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(batch => batch["changes"] as JsonArray ?? []).OfType<JsonObject>())
            LiftChange(change);
    }

    /// <summary>A set of circles as text, or the audience that stood there before.</summary>
    public static CircleSet SetOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "Everyone" => Circles.Common,
            "Professionals" => Circles.Common.With(Professionals),
            _ => CircleSet.Of(text.Split(' ')),
        };
    }

    /// <summary>A template from before kinds of meetings had circles.</summary>
    public static void LiftTemplate(JsonObject template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (!template.ContainsKey("circles"))
            template["circles"] = new JsonArray(new JsonObject { ["id"] = Professionals, ["name"] = "professionals only", ["roles"] = new JsonArray("Chair", "Professional") });
    }

    private static void LiftChange(JsonObject change)
    {
        switch (Text(change["kind"]))
        {
            case "start-board" when change["template"] is JsonObject template:
                LiftTemplate(template);
                break;
            case "join" when change.Remove("sees", out var sees) && sees is not null:
                change["circles"] = Text(sees) == "Professionals" ? new JsonArray(Circles.Everyone, Professionals) : new JsonArray(Circles.Everyone);
                break;
            case "add-note" or "add-scale" or "add-addendum" or "set-note-audience" or "set-scale-audience":
                change.Remove("audience", out var audience);
                change["circle"] = CircleOf(audience);
                break;
            case "place-judgement":
                change["reasonFor"] = CircleOf(change["reasonFor"]);
                break;
            case "open-closed-part":
                change["circle"] = Professionals;
                break;
        }
    }

    private static string CircleOf(JsonNode? audience) => Text(audience) == "Professionals" ? Professionals : Circles.Everyone;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
