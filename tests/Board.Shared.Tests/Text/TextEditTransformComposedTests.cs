using CsCheck;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>
/// Transforming over two edits as one, and one after the other. The two ways agree, with one exception that no rule of
/// transformation can remove: see <see cref="Text_that_stood_between_two_insertions_and_is_gone_no_longer_orders_them"/>.
/// </summary>
public sealed class TextEditTransformComposedTests
{
    private const int Iterations = 20_000;

    [Fact]
    public void R2_composed_or_step_by_step_the_same_words_stand_between_the_same_words() =>
        EachWay((text, composed, stepwise) =>
        {
            var (one, other) = (Traced.Gaps(composed, text), Traced.Gaps(stepwise, text));
            Assert.Equal(Traced.Kept(composed), Traced.Kept(stepwise));
            Assert.Equal(one.Select(g => Traced.ByLeft(g.Inserted)), other.Select(g => Traced.ByLeft(g.Inserted)));
            Assert.Equal(one.Select(g => Traced.ByRight(g.Inserted)), other.Select(g => Traced.ByRight(g.Inserted)));
        });

    [Fact]
    public void R2_composed_or_step_by_step_nothing_differs_where_nothing_was_deleted() =>
        EachWay((text, composed, stepwise) =>
        {
            var pairs = Traced.Gaps(composed, text).Zip(Traced.Gaps(stepwise, text));
            Assert.All(pairs.Where(p => !p.First.SomethingDeleted), p => Assert.Equal(p.First.Inserted, p.Second.Inserted));
        });

    [Fact]
    public void R2_composed_or_step_by_step_edits_that_delete_nothing_agree_in_full() =>
        Gen.Select(TextGens.Text, TextGens.Plan, TextGens.Plan, TextGens.Plan).Sample((text, one, two, three) =>
        {
            var a = Inserting(one).On(text);
            var b = Inserting(two).On(a.Apply(text));
            var c = Inserting(three).On(text);
            var (newA, cAfterA) = TextEdit.Transform(a, c);
            var (newB, cAfterB) = TextEdit.Transform(b, cAfterA);
            Assert.Equal((newA.Then(newB), cAfterB), TextEdit.Transform(a.Then(b), c));
        }, iter: Tier.Cases(Iterations));

    /// <summary>
    /// Two histories that compose to the same edit, put "b" in place of "x", and a third person who types "c" in front
    /// of "x". Step by step "x" still stands between the insertions of the second history when they meet; in the
    /// composed edit it does not. As both histories are one edit, no transformation can agree with both. Hence both
    /// ends must transform the same edits in the same steps: a batch is frozen as it was sent (I2), and commits are
    /// never composed before something is transformed over them.
    /// </summary>
    [Fact]
    public void Text_that_stood_between_two_insertions_and_is_gone_no_longer_orders_them()
    {
        TextEdit[] typedInFront = [TextEdit.Replace(2, 0, 0, "b"), TextEdit.Replace(3, 1, 1, "")];
        TextEdit[] typedBehind = [TextEdit.Replace(2, 1, 0, "b"), TextEdit.Replace(3, 0, 1, "")];
        var other = TextEdit.Replace(2, 0, 0, "c");

        Assert.Equal(typedInFront[0].Then(typedInFront[1]), typedBehind[0].Then(typedBehind[1]));
        Assert.Equal("bcy", StepByStep(typedInFront).Apply("xy"));
        Assert.Equal("cby", StepByStep(typedBehind).Apply("xy"));

        TextEdit StepByStep(TextEdit[] steps)
        {
            var (first, otherAfterFirst) = TextEdit.Transform(steps[0], other);
            var (second, _) = TextEdit.Transform(steps[1], otherAfterFirst);
            return other.Then(first).Then(second);
        }
    }

    /// <summary>The merged texts, composed and step by step, with the composed side first as left and then as right.</summary>
    private static void EachWay(Action<string, string, string> check)
    {
        Gen.Select(Traced.Text, Traced.LeftPlan, Traced.LeftPlan, Traced.RightPlan).Sample((text, one, two, three) =>
        {
            var a = one.On(text);
            var b = two.On(a.Apply(text));
            var c = three.On(text);
            var (newA, cAfterA) = TextEdit.Transform(a, c);
            var (newB, cAfterB) = TextEdit.Transform(b, cAfterA);
            var (newBoth, cAfterBoth) = TextEdit.Transform(a.Then(b), c);
            Assert.Equal(c.Then(newA).Then(newB).Apply(text), a.Then(b).Then(cAfterB).Apply(text));
            check(text, c.Then(newBoth).Apply(text), c.Then(newA).Then(newB).Apply(text));
            check(text, a.Then(b).Then(cAfterBoth).Apply(text), a.Then(b).Then(cAfterB).Apply(text));
        }, iter: Tier.Cases(Iterations));
        Gen.Select(Traced.Text, Traced.RightPlan, Traced.RightPlan, Traced.LeftPlan).Sample((text, one, two, three) =>
        {
            var a = one.On(text);
            var b = two.On(a.Apply(text));
            var c = three.On(text);
            var (cAfterA, newA) = TextEdit.Transform(c, a);
            var (cAfterB, newB) = TextEdit.Transform(cAfterA, b);
            var (cAfterBoth, newBoth) = TextEdit.Transform(c, a.Then(b));
            check(text, c.Then(newBoth).Apply(text), c.Then(newA).Then(newB).Apply(text));
            check(text, a.Then(b).Then(cAfterBoth).Apply(text), a.Then(b).Then(cAfterB).Apply(text));
        }, iter: Tier.Cases(Iterations));
    }

    private static EditPlan Inserting(EditPlan plan) => new([.. plan.Splices.Select(s => s with { Delete = 0 })]);
}
