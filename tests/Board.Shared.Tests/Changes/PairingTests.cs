using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>A goal that is paired anew, and taking that back (R6).</summary>
public sealed class PairingTests
{
    private static readonly string Mum = SeededIds.Named("Mum");
    private static readonly string Nan = SeededIds.Named("Nan");

    [Fact]
    public void R6_taking_back_a_pairing_gives_the_goal_back_to_the_danger_that_had_it()
    {
        var replica = Open(Paired(("d1", "g1"), ("d2", "g2")));
        replica = replica.Propose(new PairGoal(Id("d2"), Id("g1")), SampleBoards.Noon).Next;
        Assert.Equal([null, "g1"], GoalsOf(replica.Shown, "d1", "d2"));

        var (undone, outcome, _) = replica.Undo(SampleBoards.Noon);
        Assert.Equal(UndoOutcome.Undone, outcome);
        Assert.Equal(["g1", "g2"], GoalsOf(undone.Shown, "d1", "d2"));

        (var redone, outcome, _) = undone.Redo(SampleBoards.Noon);
        Assert.Equal(UndoOutcome.Undone, outcome);
        Assert.Equal([null, "g1"], GoalsOf(redone.Shown, "d1", "d2"));
    }

    [Theory]
    [InlineData("d1", "g3")] // The danger that had it has another goal by now.
    [InlineData("d3", "g2")] // The goal that would come back is another danger's by now.
    [InlineData("d2", "g3")] // The pairing itself is another by now.
    public void R6_taking_back_a_pairing_takes_nothing_of_what_others_paired_since(string danger, string goal)
    {
        var replica = Open(Paired(("d1", "g1"), ("d2", "g2")));
        replica = replica.Propose(new PairGoal(Id("d2"), Id("g1")), SampleBoards.Noon).Next.Send().Next;
        replica = replica.Receive(new Answered(new(1, replica.Stream + 1, 1, [])));
        replica = replica.Receive(new Committed(replica.Stream + 1, [new(Mum, SampleBoards.Noon, [new PairGoal(Id("d2"), Id("g1"))])]));
        replica = replica.Receive(new Committed(replica.Stream + 1, [new(Nan, SampleBoards.Noon, [new PairGoal(Id(danger), Id(goal))])]));
        var shown = replica.Shown.Readable();

        var (undone, outcome, _) = replica.Undo(SampleBoards.Noon);
        Assert.Equal(UndoOutcome.Overtaken, outcome);
        Assert.Equal(shown, undone.Shown.Readable());
    }

    [Fact]
    public void R6_any_pairing_and_its_undoing_leave_every_pair_as_it_was() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var replica = Open(Paired());
        for (var i = 0; i < 12; i++)
        {
            var danger = Id($"d{random.Next(1, 4)}");
            var goal = random.Chance(0.2) ? null : Id($"g{random.Next(1, 4)}");
            replica = replica.Propose(new PairGoal(danger, goal), SampleBoards.Noon).Next;
        }

        var end = replica.Shown.Readable();
        var start = Paired().Readable();
        while (replica.CanUndo) replica = replica.Undo(SampleBoards.Noon).Next;
        Assert.Equal(start, replica.Shown.Readable());
        while (replica.CanRedo) replica = replica.Redo(SampleBoards.Noon).Next;
        Assert.Equal(end, replica.Shown.Readable());
    }, iter: Tier.Cases(300));

    [Fact]
    public void What_is_given_instead_is_a_free_goal_for_a_danger_that_loses_its_own()
    {
        var board = Paired(("d1", "g1"), ("d2", "g2"));
        var stamp = new Stamp(Mum, SampleBoards.Noon);
        Assert.Null(new PairGoal(Id("d2"), Id("g1"), Id("g2")).Check(board, stamp));
        Assert.Null(new PairGoal(Id("d2"), Id("g1"), Id("g3")).Check(board, stamp));
        Assert.Equal(Refusal.NotAGoal, new PairGoal(Id("d2"), Id("g1"), Id("d3")).Check(board, stamp));
        Assert.Equal(Refusal.NotAGoal, new PairGoal(Id("d3"), Id("g1"), Id("g2")).Check(board, stamp));
        Assert.Equal(Refusal.NotAGoal, new PairGoal(Id("d3"), Id("g3"), Id("g2")).Check(board, stamp));
        Assert.Equal(Refusal.UnknownNote, new PairGoal(Id("d2"), Id("g1"), Id("nothing")).Check(board, stamp));
    }

    private static string Id(string name) => SeededIds.Named(name);

    private static Shared.Model.Board Paired(params (string Danger, string Goal)[] pairs)
    {
        var board = SampleBoards.With("Mum", "Nan");
        var stamp = new Stamp(Nan, SampleBoards.Noon);
        foreach (var name in new[] { "d1", "d2", "d3" }) board = board.Apply(new AddNote(Id(name), new(Column.Worries), name, "danger"), stamp);
        foreach (var name in new[] { "g1", "g2", "g3" }) board = board.Apply(new AddNote(Id(name), new(Column.NeedsToHappen), name, "goal"), stamp);
        foreach (var (danger, goal) in pairs) board = board.Apply(new PairGoal(Id(danger), Id(goal)), stamp);
        return board;
    }

    private static string?[] GoalsOf(Shared.Model.Board board, params string[] dangers) =>
        [.. dangers.Select(d => board.Note(board.Notes[Id(d)].Goal)?.Text)];

    private static Replica Open(Shared.Model.Board board) =>
        Replica.New(Id("replica"), BoardSnapshot.Of(board), stream: 0, Mum);
}
