using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>Every edit, however it was made, has one form and true lengths, and tears no surrogate pair.</summary>
public sealed class TextEditFormTests
{
    private const int Iterations = 10_000;

    [Fact]
    public void However_an_edit_is_made_it_is_in_canonical_form_and_its_lengths_are_true() =>
        EachEdit((before, edit) =>
        {
            Assert.Equal(before.Length, edit.BaseLength);
            Assert.Equal(edit.Apply(before).Length, edit.ResultLength);
            AssertCanonical(edit);
        });

    [Fact]
    public void However_an_edit_is_made_it_fits_its_text_and_no_surrogate_pair_is_torn() =>
        EachEdit((before, edit) =>
        {
            Assert.True(edit.Fits(before));
            Assert.True(Utf16.IsWellFormed(edit.Apply(before)));
        });

    [Fact]
    public void However_an_edit_is_made_it_reads_back_from_its_wire_form_as_the_same() =>
        EachEdit((_, edit) =>
        {
            var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(edit, WireForm.Default.TextEdit), WireForm.Default.TextEdit)!;
            Assert.Equal(edit, read);
            Assert.True(edit == read && !(edit != read));
            Assert.Equal(edit.GetHashCode(), read.GetHashCode());
            Assert.Equal((edit.BaseLength, edit.ResultLength), (read.BaseLength, read.ResultLength));
        });

    [Fact]
    public void Edits_are_equal_exactly_when_their_wire_forms_are() =>
        Gen.Select(Traced.Text, Traced.LeftPlan, Traced.LeftPlan).Sample((text, one, two) =>
        {
            var (a, b) = (one.On(text), two.On(text));
            Assert.Equal(JsonSerializer.Serialize(a, WireForm.Default.TextEdit) == JsonSerializer.Serialize(b, WireForm.Default.TextEdit), a == b);
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void An_edit_is_the_identity_exactly_when_it_has_no_splice() =>
        EachEdit((before, edit) =>
        {
            Assert.Equal(edit.Splices().Count == 0, edit.IsIdentity);
            Assert.Equal(edit == TextEdit.Identity(before.Length), edit.IsIdentity);
        });

    [Fact]
    public void An_edit_is_equal_to_nothing_else()
    {
        var edit = TextEdit.Replace(3, 1, 0, "x");
        Assert.False(edit.Equals(null));
        Assert.False(edit.Equals((object)"[1,\"x\",2]"));
        Assert.True(edit.Equals((object)TextEdit.Replace(3, 1, 0, "x")));
        Assert.True((TextEdit?)null == null);
        Assert.False(null == edit);
        Assert.NotEqual(edit.GetHashCode(), TextEdit.Replace(3, 2, 0, "x").GetHashCode());
    }

    [Fact]
    public void Cut_anywhere_an_edit_either_fits_and_tears_nothing_or_is_refused() =>
        Gen.Select(TextGens.Text, Gen.Int[0, 40], Gen.Int[0, 10]).Sample((text, start, length) =>
        {
            var at = Math.Min(start, text.Length);
            var edit = TextEdit.Replace(text.Length, at, Math.Min(length, text.Length - at), "x");
            if (edit.Fits(text)) Assert.True(Utf16.IsWellFormed(edit.Apply(text)));
            else Assert.Throws<ArgumentException>(() => edit.Apply(text));
        }, iter: Tier.Cases(Iterations));

    [Theory]
    [InlineData("a", false)]
    [InlineData("abc", false)]
    [InlineData("ab", true)]
    [InlineData("😀", false)]
    public void An_edit_between_the_first_and_the_second_unit_fits_two_units_that_are_not_one_character(string text, bool fits) =>
        Assert.Equal(fits, TextEdit.Replace(2, 1, 0, "x").Fits(text));

    [Theory]
    [InlineData(@"\uD83D")]
    [InlineData(@"\uDE00")]
    [InlineData(@"\uDE00\uD83D")]
    [InlineData(@"a\uD83Db")]
    [InlineData(@"\uD83D\uDE00\uD83D")]
    [InlineData(@"\uD83D\uD83D\uDE00")]
    public void Half_a_surrogate_pair_cannot_be_inserted(string escaped)
    {
        // A test's data are stored as UTF-8, which has no form for half a pair.
        var insert = Regex.Unescape(escaped);
        Assert.False(Utf16.IsWellFormed(insert));
        Assert.Throws<ArgumentException>(() => TextEdit.Replace(0, 0, 0, insert));
        Assert.Throws<ArgumentException>(() => TextEdit.Between("", insert));
    }

    /// <summary>One plan's edit and what is made from two: composed, transformed, inverted, found by comparison.</summary>
    private static void EachEdit(Action<string, TextEdit> check) =>
        Gen.Select(TextGens.Text, TextGens.Plan, TextGens.Plan, TextGens.Plan).Sample((text, one, two, three) =>
        {
            var left = one.On(text);
            var afterLeft = left.Apply(text);
            var right = two.On(text);
            var (newLeft, newRight) = TextEdit.Transform(left, right);
            check(text, left);
            check(text, left.Then(three.On(afterLeft)));
            check(afterLeft, left.Invert(text));
            check(afterLeft, newRight);
            check(right.Apply(text), newLeft);
            check(text, TextEdit.Between(text, afterLeft));
            check(text, TextEdit.Identity(text.Length));
        }, iter: Tier.Cases(Iterations / 5));

    /// <summary>Reads the wire form with a reader of its own: kinds in an order that is allowed, nothing empty.</summary>
    private static void AssertCanonical(TextEdit edit)
    {
        using var wire = JsonDocument.Parse(JsonSerializer.Serialize(edit, WireForm.Default.TextEdit));
        var kinds = "";
        foreach (var item in wire.RootElement.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String) Assert.NotEqual("", item.GetString());
            else Assert.NotEqual(0, item.GetInt32());
            kinds += item.ValueKind == JsonValueKind.String ? 'i' : item.GetInt32() > 0 ? 'r' : 'd';
        }

        Assert.DoesNotMatch("rr|ii|dd|di", kinds);
    }
}
