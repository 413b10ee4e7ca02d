using System.Collections.Immutable;

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

    public Audience Audience { get; init; }

    public Judgement? JudgementOf(string participantId) => Judgements.Find(j => j.Placed.By == participantId);
}

/// <summary>One person's judgement.</summary>
/// <param name="Value">0 to 10.</param>
/// <param name="Reason">Why that number; may be empty.</param>
/// <param name="OneHigher">What one point higher would look like; may be empty.</param>
/// <param name="Placed">Whose it is and when it last changed.</param>
public sealed record Judgement(int Value, string Reason, string OneHigher, Stamp Placed);
