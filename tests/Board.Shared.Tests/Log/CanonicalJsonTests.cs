using System.Text;
using System.Text.Json;
using CsCheck;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>O5, L3: the same value gives the same bytes, on every machine and from every writer.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true , false , null ] }""", """{"a":[true,false,null],"b":1}""")]
    [InlineData("""{"10":0,"1":0,"A":0,"a":0,"":0}""", """{"":0,"1":0,"10":0,"A":0,"a":0}""")]
    [InlineData("""{"b":{"d":1,"c":2},"a":{}}""", """{"a":{},"b":{"c":2,"d":1}}""")]
    [InlineData("""[]""", """[]""")]
    [InlineData("""  "text"  """, "\"text\"")]
    [InlineData("""[0,-1,9223372036854775807,123456789012345678901234567890]""", """[0,-1,9223372036854775807,123456789012345678901234567890]""")]
    public void O5_keys_are_sorted_and_nothing_is_between(string json, string canonical) => Assert.Equal(canonical, Canonical(json));

    /// <summary>U+FB33 sorts after the pair of U+1F600 by UTF-16 units and before it by code points (RFC 8785, 3.2.3).</summary>
    [Fact]
    public void O5_keys_are_sorted_by_their_utf16_units() =>
        Assert.Equal("{\"\u20ac\":1,\"\ud83d\ude00\":2,\"\ufb33\":3}", Canonical("""{"\ufb33":3,"\ud83d\ude00":2,"\u20ac":1}"""));

    [Theory]
    [InlineData("\\u0041\\u00e9\\ud83d\\ude00", "Aé😀")]
    [InlineData("\\/ < > & ' + \\u003c", "/ < > & ' + <")]
    [InlineData("\\u000a\\u0009\\u000d\\u0008\\u000c", "\\n\\t\\r\\b\\f")]
    [InlineData("\\u0000\\u001F", "\\u0000\\u001f")]
    [InlineData("\\u0022\\u005c", "\\\"\\\\")]
    [InlineData("\\u007f\\u2028\\uffff\\ufeff", "\u007f\u2028\uffff\ufeff")]
    public void O5_only_what_must_be_escaped_is(string written, string canonical)
    {
        Assert.Equal($"\"{canonical}\"", Canonical($"\"{written}\""));
        Assert.Equal($"{{\"{canonical}\":0}}", Canonical($"{{\"{written}\":0}}"));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("1E2")]
    [InlineData("-0")]
    [InlineData("""{"a":[0.1]}""")]
    [InlineData("""{"a":1,"b":2,"a":1}""")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("""{"\ude00":1}""")]
    public void O5_what_has_more_than_one_form_or_none_is_refused(string json) =>
        Assert.Throws<FormatException>(() => Canonical(json));

    [Fact]
    public void O5_bytes_that_are_not_utf8_are_refused()
    {
        using var document = JsonDocument.Parse(new byte[] { (byte)'"', 0xC3, (byte)'"' });
        Assert.Throws<FormatException>(() => CanonicalJson.Bytes(document.RootElement));
    }

    [Fact]
    public void O5_no_value_has_no_bytes() => Assert.Throws<ArgumentException>(() => CanonicalJson.Bytes(default));

    [Fact]
    public void O5_the_bytes_are_the_same_whatever_the_order_and_the_form() =>
        Gen.Select(Object, Gen.Int).Sample((json, seed) =>
        {
            var random = new Random(seed);
            Assert.Equal(Canonical(Written(json, i => i)), Canonical(Written(json, i => random.Next())));
        });

    [Fact]
    public void O5_canonical_bytes_are_json_with_the_same_meaning_and_are_their_own_canonical_form() =>
        Object.Sample(json =>
        {
            var canonical = Canonical(Written(json, i => i));
            using var one = JsonDocument.Parse(Written(json, i => i));
            using var other = JsonDocument.Parse(canonical);
            Assert.True(JsonElement.DeepEquals(one.RootElement, other.RootElement));
            Assert.Equal(canonical, Canonical(canonical));
        });

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Bytes(document.RootElement));
    }

    /// <summary>An object as its names with values that are JSON already.</summary>
    private static readonly Gen<(string Name, string Json)[]> Object = Gen.Select(
        LogGens.Words,
        Gen.OneOf(Gen.Long.Select(n => $"{n}"), Gen.Bool.Select(b => b ? "true" : "null"), LogGens.Words.Select(w => JsonSerializer.Serialize(w))))
        .Array[0, 8].Select(properties => properties.DistinctBy(p => p.Item1).ToArray());

    private static string Written((string Name, string Json)[] json, Func<int, int> order) =>
        $"{{{string.Join(" , ", json.Select((p, i) => (p, i)).OrderBy(x => order(x.i)).Select(x => $"{JsonSerializer.Serialize(x.p.Name)} : {x.p.Json}"))}}}";
}
