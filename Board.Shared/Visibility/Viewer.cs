using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Visibility;

/// <summary>Somebody who looks at the board: what they may see follows from who they are.</summary>
/// <param name="Participant">Their id; empty for what an audience has in common.</param>
/// <param name="Audience">The stream that they follow (V3).</param>
public sealed record Viewer(string Participant, Audience Audience)
{
    /// <summary>What everyone at the meeting has in common.</summary>
    public static Viewer Everyone { get; } = new("", Audience.Everyone);

    /// <summary>What the professionals have in common.</summary>
    public static Viewer Professionals { get; } = new("", Audience.Professionals);

    /// <summary>Whether something for an audience is for this viewer.</summary>
    public bool Sees(Audience audience) => audience == Audience.Everyone || Audience == Audience.Professionals;
}
