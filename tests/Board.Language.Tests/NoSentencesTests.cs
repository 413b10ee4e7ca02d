using System.Text.RegularExpressions;
using MappingBoard.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace MappingBoard.Language.Tests;

/// <summary>What people read stands in the catalogue: in the folders that have moved there, no C# holds a sentence (G2).</summary>
public sealed partial class NoSentencesTests
{
    /// <summary>What is for operators and developers alone: refused settings, names of metrics, faults that carry no code.</summary>
    private static readonly string[] Exempt =
    [
        "Board.Server/Identity/Staff/SignInOptionsCheck.cs",
        "Board.Server/Network/TrustedProxies.cs",
        "Board.Server/Rooms/RoomTelemetry.cs",
        "Board.Server/Transports/Circuit/InProcessBoardConnection.cs",
        "Board.Shared/Changes/ChangeJson.cs",
    ];

    public static TheoryData<string> Folders =>
    [
        "Board.Shared/Model", "Board.Shared/Visibility", "Board.Shared/Changes", "Board.Shared/Log", "Board.Shared/Sync", "Board.Shared/Text",
        "Board.Server/Rooms", "Board.Server/Transports", "Board.Server/Admission", "Board.Server/Identity", "Board.Server/Network", "Board.Server/Audit",
        "Board.Client/State", "Board.Client/Connection",
    ];

    [Theory, MemberData(nameof(Folders))]
    public void G2_no_code_holds_a_sentence_for_people(string folder)
    {
        var root = Repository.Root;
        var files = Repository.Sources(folder, ".cs")
            .Where(file => !Exempt.Contains(Path.GetRelativePath(root, file).Replace('\\', '/')))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Equal([], files.SelectMany(file => Sentences(File.ReadAllText(file)).Select(words => $"{Path.GetRelativePath(root, file)}: {words}")));
    }

    [Theory]
    [InlineData("""var a = "The chair has paused the writing.";""", true)]
    [InlineData("""var a = $"The chair {b} has paused the writing.";""", true)]
    [InlineData("""throw new System.InvalidOperationException("The commit does not follow.");""", false)]
    [InlineData("""[Log("Board {Board} was opened here")] void A() { }""", false)]
    [InlineData("""var a = "too-long";""", false)]
    [InlineData("""var a = "font-face url value";""", false)]
    public void What_a_sentence_is(string code, bool isOne) => Assert.Equal(isOne, Sentences(code).Any());

    /// <summary>Whole sentences that are neither a fault for developers nor a line of the log.</summary>
    private static IEnumerable<string> Sentences(string code) =>
        CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes()
            .Where(node => node is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or InterpolatedStringExpressionSyntax)
            .Where(node => !node.Ancestors().Any(IsForDevelopers))
            .Select(node => node is LiteralExpressionSyntax literal ? literal.Token.ValueText : ((InterpolatedStringExpressionSyntax)node).Contents.ToString())
            .Where(words => Whole().IsMatch(words));

    private static bool IsForDevelopers(SyntaxNode node) => node switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax or AttributeSyntax => true,
        ObjectCreationExpressionSyntax made => made.Type.ToString().EndsWith("Exception", StringComparison.Ordinal),
        ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax => true,
        MethodDeclarationSyntax method => method.Identifier.ValueText == "ToString",
        _ => false,
    };

    [GeneratedRegex(@"^\p{Lu}.*\p{L}+ \p{L}+.*[.!?…]$")]
    private static partial Regex Whole();
}
