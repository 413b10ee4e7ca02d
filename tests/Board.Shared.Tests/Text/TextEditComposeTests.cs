using CsCheck;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>One edit after another (what gathers behind a batch in flight, I2), and back again (undo).</summary>
public sealed class TextEditComposeTests
{
    private const int Iterations = 10_000;

    [Fact]
    public void I2_composed_edits_do_what_they_did_one_after_the_other() =>
        Gen.Select(TextGens.Text, TextGens.Plan, TextGens.Plan).Sample((text, one, two) =>
        {
            var a = one.On(text);
            var b = two.On(a.Apply(text));
            Assert.Equal(b.Apply(a.Apply(text)), a.Then(b).Apply(text));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void I2_it_does_not_matter_which_edits_are_composed_first() =>
        Gen.Select(TextGens.Text, TextGens.Plan, TextGens.Plan, TextGens.Plan).Sample((text, one, two, three) =>
        {
            var a = one.On(text);
            var b = two.On(a.Apply(text));
            var c = three.On(b.Apply(a.Apply(text)));
            Assert.Equal(a.Then(b).Then(c), a.Then(b.Then(c)));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void I2_nothing_before_or_after_an_edit_is_that_edit() =>
        Gen.Select(TextGens.Text, TextGens.Plan).Sample((text, plan) =>
        {
            var edit = plan.On(text);
            Assert.Equal(edit, TextEdit.Identity(edit.BaseLength).Then(edit));
            Assert.Equal(edit, edit.Then(TextEdit.Identity(edit.ResultLength)));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void The_inverse_gives_the_text_before_back() =>
        Gen.Select(TextGens.Text, TextGens.Plan).Sample((text, plan) =>
        {
            var edit = plan.On(text);
            var back = edit.Invert(text);
            Assert.Equal(text, back.Apply(edit.Apply(text)));
            Assert.Equal(text, edit.Then(back).Apply(text));
            Assert.Equal(edit, back.Invert(edit.Apply(text)));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void The_inverse_of_two_edits_is_their_inverses_in_the_other_order() =>
        Gen.Select(TextGens.Text, TextGens.Plan, TextGens.Plan).Sample((text, one, two) =>
        {
            var a = one.On(text);
            var middle = a.Apply(text);
            var b = two.On(middle);
            Assert.Equal(text, b.Invert(middle).Then(a.Invert(text)).Apply(b.Apply(middle)));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void Undo_leaves_in_place_what_others_wrote_in_between() =>
        Gen.Select(Traced.Text, Traced.LeftPlan, Traced.RightPlan).Sample((text, mine, theirs) =>
        {
            var own = mine.On(text);
            var other = theirs.On(own.Apply(text));
            var undo = TextEdit.Transform(other, own.Invert(text)).Right;
            var undone = undo.Apply(other.Apply(own.Apply(text)));
            Assert.Equal(Traced.ByRight(other.Apply(own.Apply(text))), Traced.ByRight(undone));
            Assert.Equal("", Traced.ByLeft(undone));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void An_edit_of_another_length_cannot_follow()
    {
        var refused = Assert.Throws<ArgumentException>(() => TextEdit.Replace(3, 0, 0, "ab").Then(TextEdit.Identity(3)));
        Assert.Equal("next", refused.ParamName);
    }

    [Theory]
    [InlineData(0, 1, "")]
    [InlineData(1, 1, "")]
    [InlineData(1, 0, "x")]
    public void An_edit_that_cuts_the_pair_just_inserted_cannot_follow(int at, int delete, string insert) =>
        Assert.Throws<ArgumentException>(() => TextEdit.Replace(0, 0, 0, "😀").Then(TextEdit.Replace(2, at, delete, insert)));

    [Fact]
    public void The_inverse_on_a_text_that_does_not_fit_is_refused() =>
        Assert.Throws<ArgumentException>(() => TextEdit.Replace(3, 0, 1, "").Invert("ab"));
}
