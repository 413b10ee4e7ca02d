using System.Globalization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.Features.Compose;

/// <summary>A note that somebody is still writing. Kept by the browser until it is on the map. An immutable value.</summary>
public sealed record NoteDraft
{
    public static NoteDraft Blank { get; } = new();

    public string Text { get; init; } = "";

    /// <summary>A category of the column's; null while they are not sure.</summary>
    public string? Category { get; init; }

    /// <summary>Who may see the note. Stays what was chosen, whatever happens at the meeting meanwhile.</summary>
    public string Circle { get; init; } = Circles.Everyone;

    /// <summary>Whether it was begun while the family was outside.</summary>
    public bool IsBegunInside { get; init; }

    /// <summary>Whether the words are somebody else's.</summary>
    public bool IsForSomebody { get; init; }

    /// <summary>The participant whose words they are; "" for somebody whose name is written down, null while nobody is chosen.</summary>
    public string? VoiceOf { get; init; }

    public string VoiceName { get; init; } = "";

    public string VoiceWho { get; init; } = "";

    public bool IsExact { get; init; }

    /// <summary>Who does it, of a next step.</summary>
    public string StepWho { get; init; } = "";

    /// <summary>By when, of a next step.</summary>
    public DateOnly? StepBy { get; init; }

    /// <summary>A draft as the browser kept it, field by field; what does not fit this column any more is left out.</summary>
    public static NoteDraft From(IReadOnlyDictionary<string, string> fields, ColumnTemplate column) => new()
    {
        Text = fields.GetValueOrDefault("text", ""),
        Category = fields.TryGetValue("category", out var category) && column.Categories.Any(c => c.Id == category) ? category : null,
        Circle = fields.GetValueOrDefault("audience", Circles.Everyone),
        IsForSomebody = fields.GetValueOrDefault("voice") == "true",
        VoiceOf = fields.GetValueOrDefault("voice-of"),
        VoiceName = fields.GetValueOrDefault("voice-name", ""),
        VoiceWho = fields.GetValueOrDefault("voice-who", ""),
        IsExact = fields.GetValueOrDefault("exact") == "true",
        StepWho = fields.GetValueOrDefault("step-who", ""),
        StepBy = DateOnly.TryParseExact(fields.GetValueOrDefault("step-by"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
    };

    /// <summary>Why it cannot go onto the map yet, in a sentence for the person who writes; null when it can.</summary>
    /// <param name="asksFirst">Whether it was asked first whose words these are, rather than by a tick.</param>
    public string? Missing(bool asksFirst) =>
        asksFirst && !HasVoice ? "Say whose words these are first."
        : string.IsNullOrWhiteSpace(Text) ? "Write a few words first."
        : !asksFirst && IsForSomebody && !HasVoice ? "Say whose words these are, or take the tick away."
        : null;

    private bool HasVoice => !string.IsNullOrEmpty(VoiceOf) || !string.IsNullOrWhiteSpace(VoiceName);

    /// <summary>The changes that put it at the end of its category; the first adds the note.</summary>
    /// <param name="board">The board as shown.</param>
    /// <param name="id">The new note's id.</param>
    /// <param name="column">Where it goes.</param>
    public IEnumerable<Change> Changes(Board board, string id, Column column)
    {
        yield return new AddNote(id, Place.AtEndOf(board, column), Text.Trim(), Category, IsForSomebody ? VoiceOn(board) : null, Circle);
        var isStep = board.Template.Category(Category)?.Kind == NoteKind.NextStep;
        if (isStep && (StepWho.Length > 0 || StepBy is not null)) yield return new AgreeStep(id, StepWho.Trim(), StepBy);
    }

    private Voice VoiceOn(Board board) => board.Participant(VoiceOf) is { } person
        ? new(person.Name, person.Who, IsExact)
        : new(VoiceName.Trim(), VoiceWho.Trim(), IsExact);
}
