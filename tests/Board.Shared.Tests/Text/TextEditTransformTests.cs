using CsCheck;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>Two people at the same text at once (rule R2).</summary>
public sealed class TextEditTransformTests
{
    private const int Iterations = 10_000;

    [Fact]
    public void R2_both_orders_end_in_the_same_text() =>
        Gen.Select(TextGens.Text, TextGens.Plan, TextGens.Plan).Sample((text, leftPlan, rightPlan) =>
        {
            var (left, right) = (leftPlan.On(text), rightPlan.On(text));
            var (newLeft, newRight) = TextEdit.Transform(left, right);
            Assert.Equal(newLeft.Apply(right.Apply(text)), newRight.Apply(left.Apply(text)));
            Assert.Equal(right.Then(newLeft), left.Then(newRight));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void R2_at_one_place_the_committed_text_comes_first() =>
        Gen.Select(TextGens.Text, TextGens.Text, TextGens.Text, TextGens.Text).Sample((start, end, ofLeft, ofRight) =>
        {
            var text = start + end;
            var left = TextEdit.Replace(text.Length, start.Length, 0, ofLeft);
            var right = TextEdit.Replace(text.Length, start.Length, 0, ofRight);
            var (newLeft, newRight) = TextEdit.Transform(left, right);
            Assert.Equal(start + ofLeft + ofRight + end, newRight.Apply(left.Apply(text)));
            Assert.Equal(start + ofLeft + ofRight + end, newLeft.Apply(right.Apply(text)));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void R2_every_character_that_either_side_inserted_is_in_the_merged_text_in_its_order() =>
        EachMerge((text, left, right, merged) =>
        {
            Assert.Equal(Traced.ByLeft(left.Apply(text)), Traced.ByLeft(merged));
            Assert.Equal(Traced.ByRight(right.Apply(text)), Traced.ByRight(merged));
        });

    [Fact]
    public void R2_nothing_that_either_side_deleted_comes_back_and_nothing_else_goes() =>
        EachMerge((text, left, right, merged) =>
        {
            var (keptByLeft, keptByRight) = (Traced.Kept(left.Apply(text)), Traced.Kept(right.Apply(text)));
            Assert.Equal(Traced.Where(keptByLeft, c => keptByRight.Contains(c.ToString(), StringComparison.Ordinal)), Traced.Kept(merged));
        });

    [Fact]
    public void R2_without_what_the_other_did_each_side_reads_as_it_was_written() =>
        EachMerge((text, left, right, merged) =>
        {
            var kept = Traced.Kept(merged) + Traced.ByLeft(merged) + Traced.ByRight(merged);
            bool Survived(System.Text.Rune c) => kept.Contains(c.ToString(), StringComparison.Ordinal);
            Assert.Equal(Traced.Where(left.Apply(text), Survived), Traced.Where(merged, c => Traced.ByRight(c.ToString()).Length == 0));
            Assert.Equal(Traced.Where(right.Apply(text), Survived), Traced.Where(merged, c => Traced.ByLeft(c.ToString()).Length == 0));
        });

    [Fact]
    public void R2_an_edit_that_changes_nothing_changes_nothing_in_the_other() =>
        Gen.Select(TextGens.Text, TextGens.Plan).Sample((text, plan) =>
        {
            var edit = plan.On(text);
            var nothing = TextEdit.Identity(text.Length);
            Assert.Equal((edit, TextEdit.Identity(edit.ResultLength)), TextEdit.Transform(edit, nothing));
            Assert.Equal((TextEdit.Identity(edit.ResultLength), edit), TextEdit.Transform(nothing, edit));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void R2_any_number_of_commits_and_pending_edits_meet_in_one_text() =>
        Gen.Select(TextGens.Text, TextGens.Plan.List[0, 5], TextGens.Plan.List[0, 5]).Sample((text, commits, pendings) =>
        {
            var (confirmed, shown) = (text, text);
            var pending = new List<TextEdit>();
            foreach (var plan in pendings)
            {
                pending.Add(plan.On(shown));
                shown = pending[^1].Apply(shown);
            }

            foreach (var plan in commits)
            {
                var arriving = plan.On(confirmed);
                confirmed = arriving.Apply(confirmed);
                for (var i = 0; i < pending.Count; i++)
                    (arriving, pending[i]) = TextEdit.Transform(arriving, pending[i]);
                shown = arriving.Apply(shown);
            }

            Assert.Equal(shown, pending.Aggregate(confirmed, (before, edit) => edit.Apply(before)));
        }, iter: Tier.Cases(Iterations));

    [Fact]
    public void Edits_of_texts_of_different_length_are_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => TextEdit.Transform(TextEdit.Identity(3), TextEdit.Identity(4)));
        Assert.Equal("right", refused.ParamName);
    }

    private static void EachMerge(Action<string, TextEdit, TextEdit, string> check) =>
        Gen.Select(Traced.Text, Traced.LeftPlan, Traced.RightPlan).Sample((text, leftPlan, rightPlan) =>
        {
            var (left, right) = (leftPlan.On(text), rightPlan.On(text));
            var (newLeft, newRight) = TextEdit.Transform(left, right);
            check(text, left, right, newRight.Apply(left.Apply(text)));
            check(text, left, right, newLeft.Apply(right.Apply(text)));
        }, iter: Tier.Cases(Iterations));
}
