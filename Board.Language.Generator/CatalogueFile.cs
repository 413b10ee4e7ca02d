using System.Text;
using MappingBoard.Shared.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MappingBoard.Language.Generator;

/// <summary>A catalogue as it lies on the disk. Compared by its content, so that nothing is made anew without need.</summary>
internal sealed record CatalogueFile(string Path, string Text)
{
    /// <summary>The language, from the name of the file.</summary>
    public string Tag => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>A place in the file.</summary>
    public Location Locate(int at, int length = 0)
    {
        var lines = SourceText.From(Text, Encoding.UTF8).Lines;
        var span = TextSpan.FromBounds(Math.Min(at, Text.Length), Math.Min(at + length, Text.Length));
        return Location.Create(Path, span, lines.GetLinePositionSpan(span));
    }
}

/// <summary>A message that the build has understood.</summary>
internal sealed class CheckedMessage(CatalogueText source, MessagePattern pattern, IReadOnlyList<KeyValuePair<string, PlaceholderKind>> placeholders)
{
    public CatalogueText Source { get; } = source;

    public MessagePattern Pattern { get; } = pattern;

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<KeyValuePair<string, PlaceholderKind>> Placeholders { get; } = placeholders;

    /// <summary>What it is called in C#.</summary>
    public string Name => Pascal(Source.Key);

    /// <summary>A key in C#'s way: <c>too-long</c> is <c>TooLong</c>.</summary>
    public static string Pascal(string key) =>
        string.Concat(key.Split('-').Select(word => word.Substring(0, 1).ToUpperInvariant() + word.Substring(1)));

    /// <summary>A placeholder as the name of a parameter.</summary>
    public static string Parameter(string placeholder) =>
        SyntaxFacts.GetKeywordKind(placeholder) == SyntaxKind.None ? placeholder : "@" + placeholder;
}
