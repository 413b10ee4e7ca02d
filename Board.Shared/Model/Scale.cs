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

    public Audience Audience { get; init; }

    /// <summary>
    /// Whether people judge unseen: each number is for its author alone until the chair reveals all of them at once (V1).
    /// </summary>
    public bool Sealed { get; init; }

    public Judgement? JudgementOf(string participantId) => Judgements.Find(j => j.Placed.By == participantId);
}

/// <summary>One person's judgement.</summary>
/// <param name="Value">0 to 10; null where it is sealed and somebody else's: then all that one knows is that it was placed.</param>
/// <param name="Reason">Why that number; may be empty.</param>
/// <param name="OneHigher">What one point higher would look like; may be empty.</param>
/// <param name="Placed">Whose it is, and when what everybody sees of it last changed.</param>
/// <param name="ReasonFor">Who may see the reason and what one point higher would look like.</param>
public sealed record Judgement(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Value,
    string Reason,
    string OneHigher,
    Stamp Placed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Audience ReasonFor = Audience.Everyone)
{
    /// <summary>What those see who may not see its reason.</summary>
    internal Judgement WithoutReason => ReasonFor == Audience.Everyone ? this : new(Value, "", "", Placed);

    /// <summary>All that others may know of a sealed judgement: whose it is. Not even when it was placed.</summary>
    internal static Judgement SealedBy(string author) => new(null, "", "", new(author, default));
}
