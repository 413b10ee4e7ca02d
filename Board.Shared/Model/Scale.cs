using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MappingBoard.Shared.Model;

/// <summary>One 0–10 scale and what everybody judged on it. Different numbers are information: nothing averages them.</summary>
public sealed record Scale
{
    public required string Id { get; init; }

    public required ScaleWording Wording { get; init; }

    /// <summary>The danger statement that this scale measures; null for an overall scale.</summary>
    public string? Danger { get; init; }

    /// <summary>Who set it aside and when; null while it is in use.</summary>
    public Stamp? SetAside { get; init; }

    /// <summary>At most one for each participant, in the order in which they were first placed.</summary>
    public ImmutableList<Judgement> Judgements { get; init; } = [];

    /// <summary>Who sees it: the id of a circle (C2). With its danger statement, if it has one (C20).</summary>
    public required string Circle { get; init; }

    /// <summary>
    /// Whether people judge unseen: each number is for its author alone until the chair reveals all of them at once (V1).
    /// </summary>
    public bool Sealed { get; init; }

    /// <summary>How many numbers have been placed on it unseen: all that others may know of them (C32).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Placed { get; init; }

    public Judgement? JudgementOf(string participantId) => Judgements.Find(j => j.Placed.By == participantId);
}

/// <summary>One person's judgement.</summary>
/// <param name="Value">0 to 10.</param>
/// <param name="Reason">Why that number; may be empty.</param>
/// <param name="OneHigher">What one point higher would look like; may be empty.</param>
/// <param name="Placed">Whose it is, and when what everybody sees of it last changed.</param>
/// <param name="Circle">Who may see it: the circle for which it was placed, which it keeps where the scale is moved to another (C19).</param>
/// <param name="ReasonFor">Who of those may see the reason and what one point higher would look like: the id of a circle.</param>
/// <param name="Unseen">Whether it is for its author alone until the chair reveals the scale: it was placed while that was sealed.</param>
public sealed record Judgement(
    int Value,
    string Reason,
    string OneHigher,
    Stamp Placed,
    string Circle,
    string ReasonFor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Unseen = false)
{
    /// <summary>What those see who may not see its reason.</summary>
    internal Judgement WithoutReason => ReasonFor == Circle ? this : this with { Reason = "", OneHigher = "", ReasonFor = Circle };
}
