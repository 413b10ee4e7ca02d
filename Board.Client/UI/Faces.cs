using MappingBoard.Client.State;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.UI;

/// <summary>The face of a column: place, icon and hue. Its words stand in the template.</summary>
/// <param name="Name">For ids on the page.</param>
/// <param name="Icon">A drawing of the sprite.</param>
/// <param name="Hue">The class that sets the colours of a column.</param>
public sealed record Faces(string Name, string Icon, string Hue)
{
    private static readonly Faces[] All = [new("worries", "cloud", "worry"), new("working-well", "sprout", "well"), new("needs-to-happen", "steps", "need")];

    /// <summary>The id of its heading, which takes the focus when somebody goes there.</summary>
    public string HeadingId => $"heading-{Name}";

    public static Faces Of(Column column) => All[(int)column];

    /// <summary>The tab on which a phone shows a column.</summary>
    public static BoardTab TabOf(Column column) => (BoardTab)column;
}
