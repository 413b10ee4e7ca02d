using System.Collections.Immutable;

namespace MappingBoard.Shared.Model;

/// <summary>
/// One kind of meeting as data: its labels, categories, prompts and scale wording. A board embeds the template it was
/// started with, so that a record keeps the words that people saw, whatever later happens to the template.
/// </summary>
/// <param name="Id">Stable short name, lower case letters and hyphens, for example <c>strategy-discussion</c>.</param>
/// <param name="Name">What services call this meeting, in plain words.</param>
/// <param name="Summary">One sentence for the start page: who is there and what it is for.</param>
/// <param name="Purpose">The decision question that the meeting serves, shown on the board.</param>
/// <param name="Columns">Exactly three, in the order of <see cref="Column"/>.</param>
/// <param name="Scales">The scales that the board starts with; the first is the overall one.</param>
/// <param name="DangerScale">The wording offered when a danger statement gets its own scale.</param>
/// <param name="Circles">The circles besides the whole meeting's that it has from its beginning (C1).</param>
public sealed record MeetingTemplate(
    string Id,
    string Name,
    string Summary,
    string Purpose,
    ImmutableArray<ColumnTemplate> Columns,
    ImmutableArray<ScaleWording> Scales,
    ScaleWording DangerScale,
    ImmutableArray<StandingCircle> Circles)
{
    /// <summary>The template of a column.</summary>
    public ColumnTemplate this[Column column] => Columns[(int)column];

    /// <summary>The category with this id, or null; ids are unique across the three columns.</summary>
    public CategoryTemplate? Category(string? id) =>
        id is null ? null : Columns.SelectMany(c => c.Categories).FirstOrDefault(c => c.Id == id);

    /// <summary>The column that a category belongs to, or null for an unknown id.</summary>
    public Column? ColumnOf(string? categoryId) =>
        Columns.FirstOrDefault(c => c.Categories.Any(k => k.Id == categoryId))?.Column;
}

/// <param name="Column">Which of the three.</param>
/// <param name="Label">The question at the head of the column, for example "What are we worried about?".</param>
/// <param name="ShortLabel">One or two words for a tab on a phone, for example "Worries".</param>
/// <param name="Add">The button that opens the composer, for example "Add a worry".</param>
/// <param name="Empty">What an empty column says: an invitation in plain words, one or two sentences.</param>
/// <param name="Categories">In the order in which they stand in the column; at least one.</param>
public sealed record ColumnTemplate(
    Column Column,
    string Label,
    string ShortLabel,
    string Add,
    string Empty,
    ImmutableArray<CategoryTemplate> Categories);

/// <param name="Id">Stable short name, unique in the template, for example <c>harm</c>.</param>
/// <param name="Label">The heading, for example "Danger statement".</param>
/// <param name="Hint">A few words beside the heading, for example "if nothing changes".</param>
/// <param name="Coaching">One question that helps to write it well: a hint, never a block.</param>
/// <param name="Kind">What the board does with notes of this category.</param>
public sealed record CategoryTemplate(string Id, string Label, string Hint, string Coaching, NoteKind Kind);

/// <summary>What a category means to the board itself, whatever its label.</summary>
public enum NoteKind
{
    /// <summary>Words, and whose they are.</summary>
    Words,

    /// <summary>A statement of danger: numbered, can be paired with a safety goal and have a scale.</summary>
    DangerStatement,

    /// <summary>A goal that can answer a danger statement.</summary>
    SafetyGoal,

    /// <summary>A step that somebody does by a day.</summary>
    NextStep,
}

/// <summary>The words of one 0–10 scale. The upper end is explained first.</summary>
/// <param name="Question">For example "How safe are the children today?".</param>
/// <param name="Ten">What 10 means.</param>
/// <param name="Zero">What 0 means.</param>
public sealed record ScaleWording(string Question, string Ten, string Zero);
