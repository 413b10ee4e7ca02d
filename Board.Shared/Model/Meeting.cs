using System.Text.Json.Serialization;

namespace MappingBoard.Shared.Model;

/// <summary>A while in which the professionals talked alone.</summary>
/// <param name="Ground">On which of the recognised grounds; null for those who were outside.</param>
/// <param name="Words">What the chair added to it; empty for those who were outside.</param>
/// <param name="Opened">Who opened it and when.</param>
/// <param name="Circle">Who talked alone: the id of a circle. Everybody else was outside.</param>
/// <param name="Ended">Who ended it and when; null while it goes on.</param>
public sealed record ClosedPart(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ClosedGround? Ground,
    string Words,
    Stamp Opened,
    string Circle,
    Stamp? Ended = null);

/// <summary>The grounds on which a family may be asked to wait outside (docs/SPEC.md, "The practice").</summary>
public enum ClosedGround
{
    /// <summary>What is to be said could put somebody in danger.</summary>
    RiskToSomebody,

    /// <summary>A criminal investigation could be harmed.</summary>
    CriminalInvestigation,

    /// <summary>It is somebody else's confidential information.</summary>
    ThirdPartyConfidentiality,
}

/// <summary>What somebody says of the final version, in their own words. It stands beside the map, which it does not change (L2).</summary>
/// <param name="Answer">Whether they agree.</param>
/// <param name="Words">Theirs; may be empty.</param>
/// <param name="Given">Whose it is and when it last changed.</param>
public sealed record FinalResponse(FinalAnswer Answer, string Words, Stamp Given);

public enum FinalAnswer
{
    Agree,
    Partly,
    Disagree,
}

/// <summary>What the chair added to the record after it was locked: a correction of an error, a later event (L2).</summary>
/// <param name="Id">Made by the replica.</param>
/// <param name="Text">Not blank.</param>
/// <param name="Added">By whom and when.</param>
/// <param name="Circle">Who may see it: the id of a circle.</param>
public sealed record Addendum(string Id, string Text, Stamp Added, string Circle);
