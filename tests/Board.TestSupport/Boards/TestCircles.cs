using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.TestSupport.Boards;

/// <summary>The circles of the sample templates.</summary>
public static class TestCircles
{
    public const string Everyone = Circles.Everyone;

    public const string Professionals = "professionals";

    /// <summary>What somebody of the family is in.</summary>
    public static CircleSet Family { get; } = Circles.Common;

    /// <summary>What somebody from an agency is in.</summary>
    public static CircleSet Staff { get; } = Circles.Common.With(Professionals);

    /// <summary>All who come from an agency, and what they have in common.</summary>
    public static Viewer AllStaff { get; } = Viewer.Of(Staff);
}
