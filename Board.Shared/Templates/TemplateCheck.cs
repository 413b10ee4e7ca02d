using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Templates;

/// <summary>What the board relies on in a template, whoever wrote it. Taste and wording are for the tests.</summary>
internal static class TemplateCheck
{
    private static readonly ImmutableArray<NoteKind> Needed =
        [NoteKind.DangerStatement, NoteKind.SafetyGoal, NoteKind.NextStep];

    /// <summary>The first thing that is wrong, as a sentence, or null where the board can be drawn.</summary>
    public static string? FirstFault(MeetingTemplate template) =>
        ColumnFault(template) ?? CategoryFault(template) ?? ScaleFault(template) ?? BlankFault(template);

    // A null in a list passes the serialiser's checks: they cover fields, not elements.
    private static bool HasNone<T>(ImmutableArray<T> list) => list.IsDefaultOrEmpty || list.Any(item => item is null);

    private static string? ColumnFault(MeetingTemplate template) =>
        !HasNone(template.Columns) && template.Columns.Select(c => c.Column).SequenceEqual(Enum.GetValues<Column>())
            ? null
            : "it needs exactly three columns: worries, workingWell, needsToHappen, in this order.";

    private static string? CategoryFault(MeetingTemplate template)
    {
        if (template.Columns.FirstOrDefault(c => HasNone(c.Categories)) is { } bare)
            return $"the column {bare.Column} has no category, or null in place of one.";

        var categories = template.Columns.SelectMany(c => c.Categories).ToList();
        return categories.CountBy(c => c.Id).Where(c => c.Value > 1).Select(c => $"the category id '{c.Key}' is there twice.").FirstOrDefault()
            ?? Needed.Except(categories.Select(c => c.Kind)).Select(kind => $"it has no category of the kind {kind}.").FirstOrDefault();
    }

    private static string? ScaleFault(MeetingTemplate template) =>
        HasNone(template.Scales) ? "it needs at least one scale, the overall one." : null;

    private static string? BlankFault(MeetingTemplate template) =>
        TemplateTexts.Of(template).Where(t => string.IsNullOrWhiteSpace(t.Text)).Select(t => $"{t.Where} is blank.").FirstOrDefault();
}
