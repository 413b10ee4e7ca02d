using CsCheck;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>Between a text field and an edit: what was typed, what to change in the field, where the caret goes.</summary>
public sealed class TextEditSpliceTests
{
    private const int Iterations = 10_000;

    [Fact]
    public void Between_two_texts_is_one_splice_that_makes_the_second_out_of_the_first() =>
        Gen.Select(TextGens.Text, TextGens.Text).Sample((before, after) =>
        {
            var edit = TextEdit.Between(before, after);
            Assert.Equal(after, edit.Apply(before));
            Assert.Equal(before == after ? 0 : 1, edit.Splices().Count);
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void Between_two_texts_no_smaller_splice_does_it() =>
        Gen.Select(TextGens.Text, TextGens.Text, TextGens.Text, TextGens.Text).Sample((start, middle, end, insert) =>
        {
            var before = start + middle + end;
            var found = TextEdit.Between(before, start + insert + end).Splices();
            Assert.True(found.Sum(s => s.Delete) <= middle.Length);
            Assert.True(found.Sum(s => s.Insert.Length) <= insert.Length);
        }, iter: Tier.Cases(Iterations));

    [Theory]
    [InlineData("", "", "[]")]
    [InlineData("abc", "abc", "[3]")]
    [InlineData("aa", "aaa", "[2,\"a\"]")]
    [InlineData("aaa", "aa", "[2,-1]")]
    [InlineData("Dad shouts", "Dad never shouts", "[4,\"never \",6]")]
    [InlineData("x😀y", "x😁y", "[1,\"\\uD83D\\uDE01\",-2,1]")]
    [InlineData("x😀y", "x🨀y", "[1,\"\\uD83E\\uDE00\",-2,1]")]
    [InlineData("😀", "😀😀", "[2,\"\\uD83D\\uDE00\"]")]
    [InlineData("😁😀", "😀", "[-2,2]")]
    [InlineData("e", "e\u0301", "[1,\"\\u0301\"]")]
    public void Between_two_texts_worked_by_hand(string before, string after, string wire) =>
        Assert.Equal(wire, System.Text.Json.JsonSerializer.Serialize(TextEdit.Between(before, after), WireForm.Default.TextEdit));

    [Fact]
    public void Splices_one_after_another_do_what_the_edit_does() =>
        Gen.Select(TextGens.Text, TextGens.Plan).Sample((text, plan) =>
        {
            var edit = plan.On(text);
            var result = text;
            var again = TextEdit.Identity(text.Length);
            foreach (var splice in edit.Splices())
            {
                Assert.False(Utf16.SplitsPair(result, splice.At) || Utf16.SplitsPair(result, splice.At + splice.Delete));
                Assert.True(splice.Delete > 0 || splice.Insert.Length > 0);
                again = again.Then(TextEdit.Replace(result.Length, splice.At, splice.Delete, splice.Insert));
                result = result.Remove(splice.At, splice.Delete).Insert(splice.At, splice.Insert);
            }

            Assert.Equal(edit.Apply(text), result);
            Assert.Equal(edit, again);
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void A_caret_goes_where_an_insertion_at_its_place_would() =>
        Gen.Select(TextGens.Text, TextGens.Plan, Gen.Int[0, 60]).Sample((text, plan, place) =>
        {
            var edit = plan.On(text);
            var position = Math.Min(place, text.Length);
            if (Utf16.SplitsPair(text, position)) position--;
            var there = TextEdit.Replace(text.Length, position, 0, "^");
            var (front, behind) = (edit.MapPosition(position, afterInserts: false), edit.MapPosition(position, afterInserts: true));
            Assert.Equal(TextEdit.Transform(there, edit).Left, TextEdit.Replace(edit.ResultLength, front, 0, "^"));
            Assert.Equal(TextEdit.Transform(edit, there).Right, TextEdit.Replace(edit.ResultLength, behind, 0, "^"));
            Assert.False(Utf16.SplitsPair(edit.Apply(text), front) || Utf16.SplitsPair(edit.Apply(text), behind));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void Carets_never_change_their_order() =>
        Gen.Select(TextGens.Text, TextGens.Plan, Gen.Bool).Sample((text, plan, afterInserts) =>
        {
            var edit = plan.On(text);
            var mapped = Enumerable.Range(0, text.Length + 1).Select(p => edit.MapPosition(p, afterInserts)).ToList();
            Assert.Equal(mapped.Order(), mapped);
            Assert.All(mapped, p => Assert.InRange(p, 0, edit.ResultLength));
        }, iter: Tier.Cases(Iterations / 5));

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(1, false, 1)]
    [InlineData(1, true, 4)]
    [InlineData(2, false, 4)]
    [InlineData(3, false, 4)]
    [InlineData(4, false, 5)]
    public void A_caret_worked_by_hand_when_the_second_and_third_unit_of_four_are_replaced_by_three(int position, bool afterInserts, int expected) =>
        Assert.Equal(expected, TextEdit.Replace(4, 1, 2, "new").MapPosition(position, afterInserts));

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_caret_outside_the_text_is_refused(int position) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextEdit.Identity(3).MapPosition(position, afterInserts: true));

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(3, -1, 0)]
    [InlineData(3, 4, 0)]
    [InlineData(3, 0, -1)]
    [InlineData(3, 2, 2)]
    [InlineData(int.MaxValue, int.MaxValue, 1)]
    public void A_splice_outside_the_text_is_refused(int length, int at, int delete) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextEdit.Replace(length, at, delete, ""));

    [Fact]
    public void A_keystroke_in_a_long_text_costs_far_less_than_a_copy_of_the_text()
    {
        const int Length = 4_000;
        var (one, two) = (TextEdit.Replace(Length, 20, 0, "a"), TextEdit.Replace(Length, 30, 1, ""));
        Assert.InRange(BytesOfAMerge(), 1, Length * sizeof(char) / 4);

        long BytesOfAMerge()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = one.Then(TextEdit.Transform(one, two).Right);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
