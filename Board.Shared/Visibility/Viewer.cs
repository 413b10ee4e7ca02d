using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Visibility;

/// <summary>Somebody who looks at the board: what they may see follows from who they are, and from nothing else (V1).</summary>
/// <param name="Person">Their id; empty for what all who are in the same circles have in common.</param>
/// <param name="Set">The circles that they are in: the stream that they follow (C6).</param>
public sealed record Viewer(string Person, CircleSet Set)
{
    /// <summary>What the whole meeting has in common.</summary>
    public static Viewer Everyone { get; } = Of(Circles.Common);

    /// <summary>What all who are in the same circles have in common.</summary>
    public static Viewer Of(CircleSet set) => new("", set);

    /// <summary>Whether something of a circle is for this viewer (C2).</summary>
    public bool Sees(string circle) => Set.Contains(circle);
}
