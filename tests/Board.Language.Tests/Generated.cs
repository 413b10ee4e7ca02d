using System.Collections.Immutable;
using MappingBoard.Language.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MappingBoard.Language.Tests;

/// <summary>A run of the generator over catalogues that are given as texts.</summary>
internal sealed class Generated
{
    /// <summary>What the generated code stands on, in the smallest form.</summary>
    private const string Around = """
        namespace MappingBoard.Shared.Language;
        public readonly struct MessageValue
        {
            public static implicit operator MessageValue(long number) => default;
            public static implicit operator MessageValue(string text) => default;
        }
        public sealed record MessageArguments
        {
            public static MessageArguments Of(params System.ReadOnlySpan<(string Name, MessageValue Value)> values) => new();
        }
        public sealed record Message(string Group, string Key, MessageArguments Arguments)
        {
            public Message(string group, string key) : this(group, key, new()) { }
        }
        public sealed partial class Localizer
        {
            public string Say(Message message) => message.Key;
        }
        """;

    private static readonly IEnumerable<MetadataReference> Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private Generated(GeneratorDriver driver, Compilation compilation)
    {
        Reported = driver.GetRunResult().Diagnostics;
        Source = driver.GetRunResult().GeneratedTrees is [var tree] ? tree.ToString() : "";
        Compiled = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    /// <summary>What the generator reports.</summary>
    public ImmutableArray<Diagnostic> Reported { get; }

    /// <summary>The one file that it makes, or nothing.</summary>
    public string Source { get; }

    /// <summary>What the compiler says of it.</summary>
    public ImmutableArray<Diagnostic> Compiled { get; }

    public static Generated From(params (string Path, string Json)[] catalogues) => From("", catalogues);

    /// <param name="code">Code that uses the messages.</param>
    /// <param name="catalogues">Paths and contents.</param>
    public static Generated From(string code, params (string Path, string Json)[] catalogues)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Messages",
            [CSharpSyntaxTree.ParseText(Around, options), CSharpSyntaxTree.ParseText(code, options)],
            Framework,
            new(OutputKind.DynamicallyLinkedLibrary));
        var driver = CSharpGeneratorDriver.Create(
                [new MessageGenerator().AsSourceGenerator()],
                catalogues.Select(file => (AdditionalText)new Catalogue(file.Path, file.Json)),
                options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var compiled, out _);
        return new(driver, compiled);
    }

    private sealed class Catalogue(string path, string json) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(json);
    }
}
