using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Transports.SignalR;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Golden;
using Xunit;

namespace MappingBoard.Server.Tests.Documents;

/// <summary>docs/PROTOCOL.md says what the code does.</summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"));

    public static TheoryData<string> Examples => [.. Blocks().Matches(Document).Select(m => m.Groups[1].Value)];

    public static TheoryData<string, string, string[]> Shapes
    {
        get
        {
            var data = new TheoryData<string, string, string[]>();
            Add<BoardSnapshot>("board");
            Add<Stamp>("stamp");
            Add<Note>("note");
            Add<Scale>("scale");
            Add<Judgement>("judgement");
            Add<Participant>("participant");
            Add<MeetingTemplate>("template");
            Add<ColumnTemplate>("a template's column");
            Add<CategoryTemplate>("a template's column");
            Add<ClosedPart>("closed part");
            Add<FinalResponse>("response");
            Add<Addendum>("addendum");
            return data;

            void Add<T>(string row) => data.Add(row, typeof(T).Name, [.. FieldsOf(typeof(T))]);
        }
    }

    /// <summary>Read as the type that it shows and written again, an example is what it was: no field of it is made up.</summary>
    [Theory, MemberData(nameof(Examples))]
    public void Every_example_of_the_document_is_what_the_code_reads_and_writes(string example)
    {
        using var json = JsonDocument.Parse(example);
        var root = json.RootElement;
        var again = root.TryGetProperty("kind", out var kind) ? AgainByKind(root, kind.GetString()!)
            : root.TryGetProperty("batches", out _) ? Again(root, LogJson.Default.Commit)
            : root.TryGetProperty("columns", out _) ? Again(root, BoardJson.Default.BoardSnapshot)
            : root.TryGetProperty("ground", out _) ? JsonSerializer.SerializeToElement(root.Deserialize<DestructionProof>(JsonSerializerOptions.Web), JsonSerializerOptions.Web)
            : throw new InvalidDataException("The document has an example that is nothing that this test knows.");
        Assert.Null(JsonSubset.Difference(root, again, "the example"));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Every_field_of_a_shape_stands_in_its_row(string row, string type, string[] fields)
    {
        var line = Document.Split('\n').Single(l => l.StartsWith($"| {row} |", StringComparison.Ordinal));
        Assert.NotEmpty(fields);
        foreach (var field in fields) Assert.True(Regex.IsMatch(line, $@"[`{{ ]{field}[`}},? ]"), $"{type}: the row of {row} lacks {field}.");
    }

    [Fact]
    public void The_document_names_the_version_of_the_wire_that_is_spoken()
    {
        Assert.Contains($"`v` is the version of this wire: {WireVersion.Current}.", Document, StringComparison.Ordinal);
        Assert.Contains($"\"v\":{WireVersion.Current},\"projection\":{ProjectionVersion.Current}", Document, StringComparison.Ordinal);
    }

    /// <summary>The hub's methods, and how it stands with somebody who waits, are the wire's own words.</summary>
    [Fact]
    public void The_document_names_what_the_hub_and_the_lobby_answer_to()
    {
        string[] methods = [HubContract.Enter, HubContract.Submit, HubContract.Show, HubContract.Doors];
        Assert.Equal(methods.Order(StringComparer.Ordinal), typeof(BoardHub).GetMethods().Where(m => m.DeclaringType == typeof(BoardHub) && !m.IsVirtual).Select(m => m.Name).Except(["Unreadable"]).Order(StringComparer.Ordinal));
        foreach (var method in methods) Assert.Contains($"\n| `{method}` | ", Document, StringComparison.Ordinal);
        Assert.Contains($"one word, to the browser that asked: {string.Join(", ", Enum.GetNames<Standing>().Select(n => $"`{n}`"))}", Document, StringComparison.Ordinal);
    }

    /// <summary>What the document says of enumerations.</summary>
    [Fact]
    public void Enumerations_are_written_with_a_capital_and_read_in_any_case()
    {
        Assert.Contains("\"column\":\"WorkingWell\"", JsonSerializer.Serialize(new AddNote("n", new(Column.WorkingWell), "x"), BoardJson.Default.Change), StringComparison.Ordinal);
        foreach (var column in new[] { "WorkingWell", "workingWell", "WORKINGWELL" })
        {
            using var json = JsonDocument.Parse($$"""{"kind":"add-note","note":"n","place":{"column":"{{column}}"},"text":"x","circle":"everyone"}""");
            Assert.Equal(Column.WorkingWell, ((AddNote)ChangeJson.Read(json.RootElement, BoardJson.Default.Change)).Place.Column);
        }
    }

    private static JsonElement AgainByKind(JsonElement root, string kind) =>
        KindsOf(BoardJson.Default.ServerMessage).Contains(kind) ? Again(root, BoardJson.Default.ServerMessage) : Again(root, BoardJson.Default.Change);

    private static JsonElement Again<T>(JsonElement root, JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(ChangeJson.Read(root, type), type);

    private static HashSet<string> KindsOf(JsonTypeInfo type) =>
        [.. type.PolymorphismOptions!.DerivedTypes.Select(d => (string)d.TypeDiscriminator!)];

    /// <summary>The fields as they stand in JSON: what is derived from others does not.</summary>
    private static IEnumerable<string> FieldsOf(Type type) =>
        BoardJson.Default.Options.GetTypeInfo(type).Properties.Where(p => p.Get is not null && (p.Set is not null || p.AssociatedParameter is not null)).Select(p => p.Name);

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
