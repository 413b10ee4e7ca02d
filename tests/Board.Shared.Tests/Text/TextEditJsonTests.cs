using System.Text;
using System.Text.Json;
using CsCheck;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>The wire form: one for each edit, everything else refused, whatever it is.</summary>
public sealed class TextEditJsonTests
{
    public static TheoryData<string> Malformed => new(
        "null", "1", "\"a\"", "{}", "true", "", "[", "[1", "[1,", "[1,]", "[1]2", "[1/**/]",
        "[0]", "[-0]", "[1.0]", "[1e1]", "[0.5]", "[\"\"]", "[null]", "[true]", "[[]]", "[[1]]", "[{}]", "[1,{\"a\":1}]",
        "[2147483647]", "[2147483648]", "[-2147483648]", "[-2147483647]", "[99999999999999999999]", "[1000001]", "[-1000001]",
        "[600000,\"a\",600000]", "[-600000,600000]", "[1000000,\"a\"]",
        "[1,1]", "[-1,-1]", "[\"a\",\"b\"]", "[-1,\"a\"]", "[3,-1,\"a\",2]",
        "[\"\\ud83d\"]", "[\"\\ude00\"]", "[\"a\\ude00\\ud83d\"]", "[\"\\ud83d\",1]", "[\"\\x\"]", "[NaN]", "[+1]", "[01]", "['a']");

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_edits_are_refused_with_the_one_exception_that_is_promised(string json)
    {
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json, WireForm.Default.TextEdit));
        Assert.ThrowsAny<JsonException>(() => ReadDirectly(Encoding.UTF8.GetBytes(json)));
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize($$"""{"Note":"n","Edit":{{json}},"Version":1}""", WireForm.Default.EditMessage));
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused()
    {
        byte[] json = [(byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']'];
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json, WireForm.Default.TextEdit));
        Assert.ThrowsAny<JsonException>(() => ReadDirectly(json));
    }

    [Fact]
    public void An_edit_that_breaks_off_between_two_buffers_is_refused() =>
        Assert.ThrowsAny<JsonException>(() =>
        {
            var reader = new Utf8JsonReader("[1,\"a\","u8, isFinalBlock: false, default);
            reader.Read();
            return new TextEditJson().Read(ref reader, typeof(TextEdit), JsonSerializerOptions.Default);
        });

    [Theory]
    [InlineData("[]", 0, 0)]
    [InlineData("[4]", 4, 4)]
    [InlineData("[\"a\"]", 0, 1)]
    [InlineData("[-4]", 4, 0)]
    [InlineData("[5,\"hello\",-3,12]", 20, 22)]
    [InlineData("[-3,2,\"a\"]", 5, 3)]
    [InlineData("[1000000]", 1_000_000, 1_000_000)]
    [InlineData("[\"\\uD83D\\uDE00\",-1]", 1, 2)]
    public void Canonical_edits_are_read_and_written_as_they_were(string json, int baseLength, int resultLength)
    {
        var edit = JsonSerializer.Deserialize(json, WireForm.Default.TextEdit)!;
        Assert.Equal((baseLength, resultLength), (edit.BaseLength, edit.ResultLength));
        Assert.Equal(json, JsonSerializer.Serialize(edit, WireForm.Default.TextEdit));
    }

    [Fact]
    public void An_edit_travels_inside_a_message()
    {
        var sent = new EditMessage("n", TextEdit.Between("Mum is kind", "Mum is very kind"), 3);
        var json = JsonSerializer.Serialize(sent, WireForm.Default.EditMessage);
        Assert.Equal("""{"Note":"n","Edit":[7,"very ",4],"Version":3}""", json);
        Assert.Equal(sent, JsonSerializer.Deserialize(json, WireForm.Default.EditMessage));
    }

    [Fact]
    public void A_missing_edit_is_never_written_as_null() =>
        Assert.Throws<ArgumentNullException>(() => JsonSerializer.Serialize(new EditMessage("n", null!, 1), WireForm.Default.EditMessage));

    [Fact]
    public void As_many_steps_as_are_allowed_are_read_and_one_more_is_refused()
    {
        var most = string.Concat(Enumerable.Repeat("1,\"a\",", TextEditJson.MaxSteps / 2)).TrimEnd(',');
        Assert.Equal(TextEditJson.MaxSteps, JsonSerializer.Deserialize($"[{most}]", WireForm.Default.TextEdit)!.ResultLength);
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize($"[{most},1]", WireForm.Default.TextEdit));
    }

    [Fact]
    public void Any_row_of_items_is_either_canonical_and_kept_or_refused() =>
        Gen.OneOf("1", "7", "-1", "-7", "\"a\"", "\"\\u05E9\"", "0", "\"\"", "null", "[]", "1.5", "\"\\ud83d\"", "2147483648")
            .List[0, 8].Sample(items =>
            {
                var json = $"[{string.Join(',', items)}]";
                var kinds = string.Concat(items.Select(Kind));
                if (new[] { "x", "rr", "ii", "dd", "di" }.Any(kinds.Contains))
                    Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json, WireForm.Default.TextEdit));
                else
                    Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, WireForm.Default.TextEdit)!, WireForm.Default.TextEdit));
            }, iter: Tier.Cases(5_000));

    [Fact]
    public void An_edit_says_how_much_it_changes_but_not_the_words()
    {
        var edit = TextEdit.Between("secret", "secrets");
        Assert.Equal("text edit of 2 steps, 6 to 7 units", edit.ToString());
        Assert.Equal("at 6: -0 +1", Assert.Single(edit.Splices()).ToString());
    }

    private static char Kind(string item) => item switch
    {
        "1" or "7" => 'r',
        "-1" or "-7" => 'd',
        "\"a\"" or "\"\\u05E9\"" => 'i',
        _ => 'x',
    };

    /// <summary>Without the serialiser around it, which would turn some other exceptions into the promised one.</summary>
    private static void ReadDirectly(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        new TextEditJson().Read(ref reader, typeof(TextEdit), JsonSerializerOptions.Default);
        if (reader.Read()) throw new JsonException("More than one value.");
    }
}
