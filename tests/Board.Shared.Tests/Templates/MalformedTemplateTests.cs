using System.Text;
using System.Text.Json.Nodes;
using MappingBoard.Shared.Templates;
using Xunit;

namespace MappingBoard.Shared.Tests.Templates;

/// <summary>A template that the board cannot be drawn from is refused at once, by the name of its file.</summary>
public sealed class MalformedTemplateTests
{
    private const string File = "Templates/somebodys.json";

    [Fact]
    public void A_whole_template_is_read() => Assert.Equal("plain", Parse(_ => { }).Id);

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.Equal("plain", MeetingTemplates.Parse(File, [.. "\uFEFF"u8, .. PlainBytes()]).Id);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ }")]
    [InlineData("{ \"id\": \"half")]
    public void What_is_not_a_template_is_refused(string json) => Refused(() => MeetingTemplates.Parse(File, Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("name")]
    [InlineData("columns")]
    [InlineData("scales")]
    [InlineData("dangerScale")]
    public void A_missing_or_null_field_is_refused(string field)
    {
        Refused(json => json.Remove(field));
        Refused(json => json[field] = null);
    }

    [Fact]
    public void An_unknown_field_is_refused() => Assert.Contains("sumary", Refused(json => json["sumary"] = "a slip of the pen"), StringComparison.Ordinal);

    [Fact]
    public void A_doubled_field_is_refused()
    {
        var doubled = Encoding.UTF8.GetString(PlainBytes()).Replace("\"name\":", "\"name\": \"First\", \"name\":", StringComparison.Ordinal);
        Refused(() => MeetingTemplates.Parse(File, Encoding.UTF8.GetBytes(doubled)));
    }

    [Theory]
    [InlineData("shouting")]
    [InlineData(1)]
    public void An_unknown_kind_or_a_number_for_one_is_refused(object kind) =>
        Refused(json => Category(json, 0, 0)["kind"] = JsonValue.Create(kind));

    [Fact]
    public void Columns_in_another_order_or_number_are_refused()
    {
        Refused(json => json["columns"]!.AsArray().RemoveAt(2));
        Refused(json => json["columns"]!.AsArray().Add(json["columns"]![0]!.DeepClone()));
        Refused(json => (json["columns"]![0]!["column"], json["columns"]![1]!["column"]) = ("workingWell", "worries"));
    }

    [Fact]
    public void A_category_id_that_is_there_twice_is_refused() =>
        Assert.Contains("'harm'", Refused(json => Category(json, 2, 0)["id"] = "harm"), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    public void Without_a_danger_statement_a_goal_or_a_step_it_is_refused(int column, int category) =>
        Refused(json => Category(json, column, category)["kind"] = "words");

    [Fact]
    public void Nothing_in_place_of_a_column_a_category_or_a_scale_is_refused()
    {
        Refused(json => json["columns"]![0] = null);
        Refused(json => json["columns"]![1]!["categories"]![0] = null);
        Refused(json => json["columns"]![1]!["categories"] = new JsonArray());
        Refused(json => json["scales"]![0] = null);
        Refused(json => json["scales"] = new JsonArray());
    }

    [Fact]
    public void A_blank_text_is_refused_and_named()
    {
        Assert.Contains("harm.coaching", Refused(json => Category(json, 0, 0)["coaching"] = " "), StringComparison.Ordinal);
        Assert.Contains("scales[0].ten", Refused(json => json["scales"]![0]!["ten"] = ""), StringComparison.Ordinal);
        Assert.Contains("dangerScale.zero", Refused(json => json["dangerScale"]!["zero"] = "\t"), StringComparison.Ordinal);
    }

    private static JsonNode Category(JsonObject json, int column, int category) =>
        json["columns"]![column]!["categories"]![category]!;

    private static string Refused(Action<JsonObject> damage) => Refused(() => Parse(damage));

    private static string Refused(Func<object> parse)
    {
        var fault = Assert.Throws<InvalidDataException>(parse);
        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
        return fault.Message;
    }

    private static Shared.Model.MeetingTemplate Parse(Action<JsonObject> damage)
    {
        var json = JsonNode.Parse(PlainBytes())!.AsObject();
        damage(json);
        return MeetingTemplates.Parse(File, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static byte[] PlainBytes()
    {
        using var stream = typeof(MeetingTemplates).Assembly.GetManifestResourceStream("Templates/plain.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
