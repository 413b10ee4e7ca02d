using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Templates.Practice;

/// <summary>
/// The meeting that grows the practice board from nothing, as data: <c>Templates/Practice/meeting.json</c>. It serves
/// training, the first look at the product, and the tests, which play it through the real hub.
/// </summary>
/// <remarks>
/// How to play it:
/// <list type="number">
/// <item>Start a board with <see cref="Title"/> and the template <see cref="TemplateId"/>. Its first scale has the key
/// <see cref="OverallScale"/>; notes and other scales get theirs in the step that adds them.</item>
/// <item>Let everybody in <see cref="People"/> join, in order; the first is the chair.</item>
/// <item>Do <see cref="Steps"/> in order. Each is one change by one person (<see cref="PracticeStep.By"/>), and each
/// kind of step is one kind of change of the same name. Keys of people, notes and scales are made up by the script and
/// stand for the ids that the board gives; a step only uses keys that are there by then.</item>
/// </list>
/// Texts of the script never name a day: "three weeks ago" stays true whenever somebody opens the board, and the days
/// by which steps are due count from the meeting (<see cref="AgreesStep.DueOn"/>).
/// </remarks>
/// <param name="Title">The title of the board.</param>
/// <param name="TemplateId">The kind of meeting, see <see cref="MeetingTemplates.Find"/>.</param>
/// <param name="Purpose">Says that the family is made up; to be shown wherever the board is shown.</param>
/// <param name="People">Who is at the meeting, the chair first.</param>
/// <param name="Steps">What they do, in order.</param>
public sealed record PracticeMeeting(
    string Title,
    string TemplateId,
    string Purpose,
    ImmutableArray<PracticePerson> People,
    ImmutableArray<PracticeStep> Steps)
{
    /// <summary>The key of the scale that the template brings: there from the start, for all dangers together.</summary>
    public const string OverallScale = "overall";

    private const string File = "Templates/Practice/meeting.json";

    /// <summary>Reads the built-in meeting anew; pure and thread-safe.</summary>
    /// <exception cref="InvalidDataException">The file is malformed; the message names it.</exception>
    public static PracticeMeeting Load() => Parse(File, EmbeddedJson.Bytes(File));

    /// <summary>Reads a meeting. Whether its keys resolve is not checked here.</summary>
    /// <param name="file">How the file is called in the message of an error.</param>
    /// <param name="utf8">Its content; unknown fields, and missing ones that are not optional, are refused.</param>
    /// <exception cref="InvalidDataException">The content is malformed; the message names the file.</exception>
    public static PracticeMeeting Parse(string file, ReadOnlySpan<byte> utf8) =>
        EmbeddedJson.Parse(file, utf8, PracticeJson.Default.PracticeMeeting);
}

/// <summary>A made-up person at the meeting.</summary>
/// <param name="Key">What the script calls them.</param>
/// <param name="Name">As the board shows it.</param>
/// <param name="Who">Who they are, for example "Grandad".</param>
/// <param name="Role">What they do at the meeting.</param>
public sealed record PracticePerson(string Key, string Name, string Who, Role Role);

/// <summary>How the practice meeting is read: as strictly as templates are, see <see cref="TemplateJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    // A line of the script reads "by whom, does what": the kind of step is not the first field.
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(CamelCaseEnumConverter<Column>), typeof(CamelCaseEnumConverter<Role>)])]
[JsonSerializable(typeof(PracticeMeeting))]
internal sealed partial class PracticeJson : JsonSerializerContext;
