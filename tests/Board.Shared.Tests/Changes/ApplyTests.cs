using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>What holds for every kind of change.</summary>
public sealed class ApplyTests
{
    private static readonly string[] People = ["Mum", "Nan", "PC Hill"];

    [Fact]
    public void O3_apply_is_total_any_change_on_any_board_gives_a_board() => Gen.Select(Gen.Int, Gen.Int[1, 60]).Sample((seed, count) =>
    {
        var random = new Random(seed);
        var grown = SampleBoards.With(People);
        var others = new[] { Shared.Model.Board.Empty(random.Id()), SampleBoards.With("Nobody"), grown };
        for (var i = 0; i < count; i++)
        {
            var change = AnyChange.On(grown, random);
            var stamp = AnyStamp(random);
            foreach (var board in others) Assert.NotNull(board.Apply(change, stamp));
            foreach (var board in others) _ = change.Check(board, stamp);
            grown = grown.Apply(change, stamp);
        }
    }, iter: Tier.Cases(200));

    [Fact]
    public void O3_apply_is_pure_the_board_before_stays_and_the_same_change_gives_the_same_board() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var board = Grown(random, 25);
        var before = board.Json();
        var change = AnyChange.On(board, random);
        var stamp = AnyStamp(random);

        var once = board.Apply(change, stamp).Json();

        Assert.Equal(before, board.Json());
        Assert.Equal(once, board.Apply(change, stamp).Json());
    }, iter: Tier.Cases(300));

    [Fact]
    public void O3_an_accepted_change_takes_effect_or_says_what_was_so_already() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var board = Grown(random, 25);
        var change = AnyChange.On(board, random);
        var stamp = AnyStamp(random);
        if (change.Check(board, stamp) is not null || change.Invert(board, stamp) is not { } inverse) return;

        var after = board.Apply(change, stamp);
        Assert.True(change.StillStands(after, stamp));
        Assert.Equal(board.Readable(), after.Apply(inverse, stamp).Readable());
    }, iter: Tier.Cases(1000));

    [Fact]
    public void R4_nothing_that_was_ever_added_is_gone() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var board = Grown(random, 30);
        var after = board;
        for (var i = 0; i < 20; i++) after = after.Apply(AnyChange.On(after, random), AnyStamp(random));

        Assert.Superset(board.Notes.Keys.ToHashSet(), after.Notes.Keys.ToHashSet());
        Assert.Superset(board.Scales.Select(s => s.Id).ToHashSet(), after.Scales.Select(s => s.Id).ToHashSet());
        Assert.Equal(board.Participants.Select(p => p.Id), after.Participants.Select(p => p.Id));
    }, iter: Tier.Cases(200));

    [Fact]
    public void Every_note_stands_in_exactly_one_place_and_under_a_category_of_its_column() => Gen.Int.Sample(seed =>
    {
        var board = Grown(new Random(seed), 60);

        var placed = board.Columns.SelectMany(c => c).ToList();
        Assert.Equal(board.Notes.Count, placed.Count);
        Assert.Equal(board.Notes.Keys.ToHashSet(), placed.ToHashSet());
        foreach (var column in Enum.GetValues<Column>())
        {
            foreach (var note in board.Columns[(int)column].Select(id => board.Notes[id]).Where(n => n.Category is not null))
                Assert.Equal(column, board.Template.ColumnOf(note.Category));
        }

        var goals = board.Notes.Values.Where(n => n.Goal is not null).Select(n => n.Goal).ToList();
        Assert.Equal(goals.Count, goals.Distinct().Count());
    }, iter: Tier.Cases(200));

    [Fact]
    public void A_board_and_its_JSON_are_the_same_board() => Gen.Int.Sample(seed =>
    {
        var board = Grown(new Random(seed), 40);
        var json = board.Json();
        var read = System.Text.Json.JsonSerializer.Deserialize(json, BoardJson.Default.BoardSnapshot)!.ToBoard();
        Assert.Equal(json, read.Json());
    }, iter: Tier.Cases(100));

    /// <summary>A board that grew by changes which were allowed.</summary>
    private static Shared.Model.Board Grown(Random random, int changes)
    {
        var board = SampleBoards.With(People);
        for (var i = 0; i < changes; i++)
        {
            var change = AnyChange.On(board, random);
            var stamp = AnyStamp(random);
            if (change.Check(board, stamp) is null) board = board.Apply(change, stamp);
        }

        return board;
    }

    private static Stamp AnyStamp(Random random) =>
        new(SeededIds.Named(random.Pick(People)), SampleBoards.Noon.AddSeconds(random.Next(10_000)));
}
