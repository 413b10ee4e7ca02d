using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Templates;

/// <summary>
/// The kinds of meeting that a board can be started with. They are data, one JSON file each, built into this assembly.
/// Thread-safe: read once, at first use, and never changed.
/// </summary>
public static class MeetingTemplates
{
    private static readonly Lazy<ImmutableArray<MeetingTemplate>> Loaded = new(Load);

    /// <summary>The ids, which are also the names of the files, in the order in which the start page offers them.</summary>
    private static readonly ImmutableArray<string> Ids =
    [
        "strategy-discussion",
        "child-protection-conference",
        "core-group",
        "review",
        "group-supervision",
        "plain",
    ];

    /// <summary>
    /// All kinds of meeting in the order in which a family would meet them; supervision, where no family is, and the
    /// plain map, which suits anything, come last.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is missing or malformed; the message names it and the fault.</exception>
    public static ImmutableArray<MeetingTemplate> All => Loaded.Value;

    /// <summary>The template with this id (case matters), or null where there is none.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="All"/>.</exception>
    public static MeetingTemplate? Find(string id) => All.FirstOrDefault(template => template.Id == id);

    /// <summary>Reads one template and checks that the board can be drawn from it (see <see cref="TemplateCheck"/>).</summary>
    /// <param name="file">How the file is called in the message of an error.</param>
    /// <param name="utf8">Its content; every field is required, unknown fields are refused.</param>
    /// <exception cref="InvalidDataException">The content is malformed; the message names the file and the fault.</exception>
    public static MeetingTemplate Parse(string file, ReadOnlySpan<byte> utf8)
    {
        var template = EmbeddedJson.Parse(file, utf8, TemplateJson.Default.MeetingTemplate);
        return TemplateCheck.FirstFault(template) is { } fault
            ? throw new InvalidDataException($"'{file}' is not a complete meeting template: {fault}")
            : template;
    }

    private static ImmutableArray<MeetingTemplate> Load() => [.. Ids.Select(LoadOne)];

    private static MeetingTemplate LoadOne(string id)
    {
        var file = $"Templates/{id}.json";
        var template = Parse(file, EmbeddedJson.Bytes(file));
        return template.Id == id
            ? template
            : throw new InvalidDataException($"'{file}' calls itself '{template.Id}'; the id and the name of the file must agree.");
    }
}
