using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Templates;

/// <summary>A text that a template shows to people.</summary>
/// <param name="Where">Where it stands, for a message, for example <c>harm.coaching</c>.</param>
/// <param name="Text">The words.</param>
public readonly record struct TemplateText(string Where, string Text);

/// <summary>Every text of a template, for checks of completeness and wording.</summary>
public static class TemplateTexts
{
    /// <summary>All texts in reading order, the ids of the template and of its categories included.</summary>
    public static IEnumerable<TemplateText> Of(MeetingTemplate template) =>
    [
        new("id", template.Id),
        new("name", template.Name),
        new("summary", template.Summary),
        new("purpose", template.Purpose),
        .. template.Columns.SelectMany(OfColumn),
        .. template.Scales.SelectMany((scale, i) => OfScale($"scales[{i}]", scale)),
        .. OfScale("dangerScale", template.DangerScale),
    ];

    private static IEnumerable<TemplateText> OfColumn(ColumnTemplate column) =>
    [
        new($"{column.Column}.label", column.Label),
        new($"{column.Column}.shortLabel", column.ShortLabel),
        new($"{column.Column}.add", column.Add),
        new($"{column.Column}.empty", column.Empty),
        .. column.Categories.SelectMany(OfCategory),
    ];

    private static IEnumerable<TemplateText> OfCategory(CategoryTemplate category) =>
    [
        new("a category's id", category.Id),
        new($"{category.Id}.label", category.Label),
        new($"{category.Id}.hint", category.Hint),
        new($"{category.Id}.coaching", category.Coaching),
    ];

    private static IEnumerable<TemplateText> OfScale(string where, ScaleWording scale) =>
    [
        new($"{where}.question", scale.Question),
        new($"{where}.ten", scale.Ten),
        new($"{where}.zero", scale.Zero),
    ];
}
