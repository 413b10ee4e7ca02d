using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MappingBoard.Language.Generator;

/// <summary>
/// Makes a typed member for each message of the catalogues <c>Language/en.json</c>, <c>Language/cy.json</c> … : in
/// <c>Messages</c> one that makes the message, in <c>Localizer</c> one that says it. What is wrong with a catalogue is an
/// error of the build.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class MessageGenerator : IIncrementalGenerator
{
    private static readonly Regex IsCatalogue = new(@"[/\\]Language[/\\][a-z]{2,3}\.json$", RegexOptions.CultureInvariant);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(static file => IsCatalogue.IsMatch(file.Path))
            .Select(static (file, cancel) => new CatalogueFile(file.Path, file.GetText(cancel)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(files, static (output, files) =>
        {
            var messages = CatalogueCheck.Check(files, output.ReportDiagnostic);
            if (messages.Count > 0) output.AddSource("Messages.g.cs", MessageSource.Of(messages));
        });
    }
}
