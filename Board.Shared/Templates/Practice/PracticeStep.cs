using System.Globalization;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Templates.Practice;

/// <summary>One thing that one person does; in JSON, <c>do</c> says which kind it is.</summary>
/// <param name="By">The key of the person who does it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(AddsNote), "add")]
[JsonDerivedType(typeof(EditsNote), "edit")]
[JsonDerivedType(typeof(MovesNote), "move")]
[JsonDerivedType(typeof(CategorisesNote), "categorise")]
[JsonDerivedType(typeof(MarksExact), "exact")]
[JsonDerivedType(typeof(RemovesNote), "remove")]
[JsonDerivedType(typeof(RestoresNote), "restore")]
[JsonDerivedType(typeof(AddsScale), "addScale")]
[JsonDerivedType(typeof(WordsScale), "wordScale")]
[JsonDerivedType(typeof(Judges), "judge")]
[JsonDerivedType(typeof(Withdraws), "withdraw")]
[JsonDerivedType(typeof(Reveals), "reveal")]
[JsonDerivedType(typeof(Pairs), "pair")]
[JsonDerivedType(typeof(AgreesStep), "agreeStep")]
[JsonDerivedType(typeof(MarksDone), "done")]
public abstract record PracticeStep(string By);

/// <param name="Note">The key of the new note.</param>
/// <param name="Column">Where it goes.</param>
/// <param name="Category">A category of that column in the template.</param>
/// <param name="Text">Its words.</param>
/// <param name="After">The note above it in that column; null means the end of the column, not its top.</param>
/// <param name="Voice">Whose words they are, where they are not the person's own.</param>
/// <param name="Circle">Who sees it: the id of a circle.</param>
public sealed record AddsNote(
    string By,
    string Note,
    Column Column,
    string Category,
    string Text,
    string? After = null,
    Voice? Voice = null,
    string Circle = Circles.Everyone)
    : PracticeStep(By);

/// <param name="Note">A note on the board, never exact words; the person's own, a joint statement, or anybody's by the chair.</param>
/// <param name="Text">All of its words as they are afterwards.</param>
public sealed record EditsNote(string By, string Note, string Text) : PracticeStep(By);

/// <param name="Note">A note on the board.</param>
/// <param name="Column">Where it goes.</param>
/// <param name="Category">Its category from then on, of that column.</param>
/// <param name="After">As in <see cref="AddsNote"/>.</param>
public sealed record MovesNote(string By, string Note, Column Column, string Category, string? After = null) : PracticeStep(By);

/// <param name="Note">A note on the board.</param>
/// <param name="Category">Another category of the column where it stands.</param>
public sealed record CategorisesNote(string By, string Note, string Category) : PracticeStep(By);

/// <param name="Note">A note on the board, whose words nobody changes from then on.</param>
public sealed record MarksExact(string By, string Note) : PracticeStep(By);

/// <param name="Note">A note on the board.</param>
public sealed record RemovesNote(string By, string Note) : PracticeStep(By);

/// <param name="Note">A note that was taken off.</param>
public sealed record RestoresNote(string By, string Note) : PracticeStep(By);

/// <summary>A new scale, on which people judge unseen.</summary>
/// <param name="Scale">The key of the new scale.</param>
/// <param name="Danger">The danger statement that it measures; null for a scale about everything.</param>
public sealed record AddsScale(string By, string Scale, string Question, string Ten, string Zero, string? Danger = null)
    : PracticeStep(By)
{
    [JsonIgnore]
    public ScaleWording Wording => new(Question, Ten, Zero);
}

/// <param name="Scale">A scale on the board.</param>
public sealed record WordsScale(string By, string Scale, string Question, string Ten, string Zero) : PracticeStep(By)
{
    [JsonIgnore]
    public ScaleWording Wording => new(Question, Ten, Zero);
}

/// <summary>A person's own number on a scale; a second one on the same scale changes the first.</summary>
/// <param name="Value">0 to 10.</param>
/// <param name="Reason">Why this number.</param>
/// <param name="OneHigher">What one point higher would look like; may be empty.</param>
public sealed record Judges(string By, string Scale, int Value, string Reason, string OneHigher) : PracticeStep(By);

/// <param name="Scale">A scale on which this person has a number.</param>
public sealed record Withdraws(string By, string Scale) : PracticeStep(By);

/// <summary>The chair shows all numbers of a scale to everybody at once.</summary>
/// <param name="Scale">A scale whose numbers are not shown yet.</param>
public sealed record Reveals(string By, string Scale) : PracticeStep(By);

/// <param name="Danger">A danger statement on the board.</param>
/// <param name="Goal">The safety goal that answers it.</param>
public sealed record Pairs(string By, string Danger, string Goal) : PracticeStep(By);

/// <summary>An agreement about a next step; a second one changes the first.</summary>
/// <param name="Note">A next step on the board.</param>
/// <param name="Who">Who will do it, in words: names, not keys.</param>
/// <param name="Due">By when: days from the meeting, for example <c>+11d</c>, <c>-2d</c>, or a date, <c>2026-11-23</c>.</param>
public sealed record AgreesStep(string By, string Note, string Who, string Due) : PracticeStep(By)
{
    /// <summary>The day by which it is due, when the meeting is on the day given.</summary>
    /// <exception cref="FormatException"><see cref="Due"/> is neither days nor a date.</exception>
    public DateOnly DueOn(DateOnly meeting)
    {
        if (Due is ['+' or '-', .. var days, 'd'] && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return meeting.AddDays(Due[0] == '-' ? -count : count);
        return DateOnly.TryParseExact(Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"'{Due}' is neither days from the meeting, like +11d, nor a date, like 2026-11-23.");
    }
}

/// <param name="Note">A next step that is agreed.</param>
public sealed record MarksDone(string By, string Note) : PracticeStep(By);
