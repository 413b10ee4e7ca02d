using System.Diagnostics;
using System.Globalization;
using CsCheck;
using MappingBoard.Client.State;
using MappingBoard.Client.ViewModels;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Client.Tests.ViewModels;

/// <summary>What is shown of a full map costs what has changed on it, and comes out as if it had been made anew.</summary>
public sealed class MapViewModelTests(ITestOutputHelper output)
{
    private static readonly string Ruth = SeededIds.Named("Ruth");
    private static readonly string Sandra = SeededIds.Named("Sandra");

    [Fact]
    public void One_change_on_a_full_map_asks_the_rules_about_one_note_and_leaves_every_other_as_it_was()
    {
        var state = Full();
        var all = MapViewModel.Of(state, canTouch: true);
        Assert.True(all.Asked > 2_000);

        var note = state.Board.NotesIn(Column.WorkingWell).ElementAt(300);
        state = Received(state, new EditText(note.Id, 0, TextEdit.Replace(note.Text.Length, 0, 0, "Now: ")));
        var next = MapViewModel.Of(state, canTouch: true, all);

        Assert.InRange(next.Asked, 1, 10);
        Assert.Equal([note.Id], Otherwise(all, next));
        Assert.Same(all.Columns[0], next.Columns[0]);
        Assert.Same(all.Columns[2], next.Columns[2]);
        Assert.Single(all.Columns[1].Groups.Except(next.Columns[1].Groups));
    }

    [Fact]
    public void Two_hundred_changes_on_a_full_map_ask_about_one_note_each_and_what_that_costs_is_printed()
    {
        var state = Full();
        var map = MapViewModel.Of(state, canTouch: true);
        var note = state.Board.NotesIn(Column.WorkingWell).ElementAt(300);
        var spent = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            state = Received(state, new EditText(note.Id, i, TextEdit.Replace(note.Text.Length + i, 0, 0, "!")));
            map = MapViewModel.Of(state, canTouch: true, map);
            spent.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            Assert.InRange(map.Asked, 1, 10);
        }

        spent.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"one change on a map of {state.Board.Notes.Count} notes, applied and made out anew, on this machine: {spent[100]:F2} ms (median of 200), {spent[190]:F2} ms (p95)"));
    }

    [Fact]
    public void What_is_no_change_of_the_map_asks_nothing_and_draws_nothing()
    {
        var state = Full();
        var all = MapViewModel.Of(state, canTouch: true);
        foreach (var next in new[]
        {
            state with { Announced = state.Announced.Next(Messages.Notices.ScaleAdded) },
            state with { Tab = BoardTab.Scales },
            state with { Presence = state.Presence.SetItem(Sandra, new(Sandra, true)) },
            state with { Link = LinkState.Away, AwaySince = SampleBoards.Noon },
        })
        {
            var again = MapViewModel.Of(next, canTouch: true, all);
            Assert.Equal(0, again.Asked);
            Assert.All(Enumerable.Range(0, 3), i => Assert.Same(all.Columns[i], again.Columns[i]));
        }
    }

    [Fact]
    public void Writing_and_what_is_new_or_unsaved_touch_the_notes_that_they_are_about()
    {
        var state = Full();
        var all = MapViewModel.Of(state, canTouch: true);
        var (one, other) = (state.Board.NotesIn(Column.Worries).ElementAt(7), state.Board.NotesIn(Column.NeedsToHappen).ElementAt(7));
        var seen = state with { Unseen = state.Unseen.Add(one.Id), Presence = state.Presence.SetItem(Sandra, new(Sandra, true, other.Id)) };
        var next = MapViewModel.Of(seen, canTouch: true, all);
        Assert.Equal(new[] { one.Id, other.Id }.Order(StringComparer.Ordinal), Otherwise(all, next));
        Assert.Equal(0, next.Asked);

        var typed = seen with { Replica = seen.Replica.Edit(one.Id, TextEdit.Replace(one.Text.Length, 0, 0, "I "), SampleBoards.Noon).Next };
        var then = MapViewModel.Of(typed, canTouch: true, next);
        Assert.Equal([one.Id], Otherwise(next, then));
        Assert.InRange(then.Asked, 1, 10);
    }

    [Fact]
    public void A_note_that_is_moved_is_asked_about_alone()
    {
        var state = Full();
        var all = MapViewModel.Of(state, canTouch: true);
        var note = state.Board.NotesIn(Column.Worries).ElementAt(20);
        var next = MapViewModel.Of(Received(state, new MoveNote(note.Id, new(Column.WorkingWell), "strength")), canTouch: true, all);
        Assert.InRange(next.Asked, 1, 10);
        Assert.Same(all.Columns[2], next.Columns[2]);
    }

    [Fact]
    public void Made_from_what_was_shown_before_it_shows_what_it_would_show_without() => Gen.Select(Gen.Int, Gen.Enum<Role>()).Sample((seed, role) =>
    {
        var random = new Random(seed);
        var state = Open(SampleBoards.Begun((Sandra, new JoinBoard("Sandra", "made up", Role.Chair)), (Ruth, new JoinBoard("Ruth", "made up", role))));
        MapViewModel? before = null;
        for (var i = 0; i < 60; i++)
        {
            state = Next(state, random);
            before = MapViewModel.Of(state, canTouch: true, before);
            Same(MapViewModel.Of(state, canTouch: true), before);
        }
    }, iter: 60);

    private static BoardState Next(BoardState state, Random random)
    {
        var board = state.Board;
        var notes = board.Columns.SelectMany(c => c).ToList();
        var some = notes.Count == 0 ? null : random.Pick(notes);
        return random.Next(12) switch
        {
            < 4 => state with { Replica = state.Replica.Propose(AnyChange.On(board, random), SampleBoards.Noon).Next },
            < 8 => Received(state, AnyChange.On(state.Replica.Confirmed, random)),
            8 => state with { EditingNote = random.Chance(0.5) ? some : null, MovingNote = random.Chance(0.3) ? some : null },
            9 => state with { Unseen = random.Chance(0.3) || some is null ? state.Unseen.Clear() : state.Unseen.Add(some) },
            10 => state with { Presence = state.Presence.SetItem(Sandra, new(Sandra, true, random.Chance(0.5) ? some : "column:worries")) },
            _ => state with { Link = random.Chance(0.5) ? LinkState.Live : LinkState.Away },
        };
    }

    /// <summary>Something of Sandra's is durable, where she may do it.</summary>
    private static BoardState Received(BoardState state, Change change) => change.Check(state.Replica.Confirmed, new(Sandra, SampleBoards.Noon)) is not null
        ? state
        : state with { Replica = state.Replica.Receive(new Committed(state.Replica.Stream + 1, [new(Sandra, SampleBoards.Noon, [change])])) };

    private static BoardState Open(Board board) => BoardState.Initial with
    {
        Replica = Replica.New(SeededIds.Named("replica"), BoardSnapshot.Of(board), stream: 0, Ruth),
        Link = LinkState.Live,
    };

    /// <summary>A map that holds as many notes as it can.</summary>
    private static BoardState Full()
    {
        var board = SampleBoards.Begun((Sandra, new JoinBoard("Sandra", "made up", Role.Chair)), (Ruth, new JoinBoard("Ruth", "made up", Role.Professional)));
        string[] categories = ["harm", "strength", "step"];
        for (var i = 0; i < Bounds.Notes; i++)
        {
            var category = categories[i % 3];
            var column = board.Template.ColumnOf(category)!.Value;
            board = board.Apply(new AddNote(SeededIds.Named($"note {i}"), new(column), $"Note {i}.", category), new(i % 2 == 0 ? Sandra : Ruth, SampleBoards.Noon));
        }

        return Open(board);
    }

    private static IEnumerable<string> Otherwise(MapViewModel before, MapViewModel now)
    {
        var was = before.Columns.SelectMany(c => c.Groups).SelectMany(g => g.Notes).ToDictionary(n => n.Note.Id, StringComparer.Ordinal);
        return now.Columns.SelectMany(c => c.Groups).SelectMany(g => g.Notes)
            .Where(n => !ReferenceEquals(n, was[n.Note.Id])).Select(n => n.Note.Id).Order(StringComparer.Ordinal);
    }

    private static void Same(MapViewModel expected, MapViewModel actual)
    {
        for (var i = 0; i < 3; i++)
        {
            var (one, other) = (expected.Columns[i], actual.Columns[i]);
            Assert.Equal(one.Groups.Select(g => g.Category?.Id), other.Groups.Select(g => g.Category?.Id));
            Assert.Equal(one.Groups.SelectMany(g => g.Notes), other.Groups.SelectMany(g => g.Notes));
            Assert.Equal(one.TakenOff.AsEnumerable(), other.TakenOff);
            Assert.Equal((one.Unseen, one.Writers, one.Template), (other.Unseen, other.Writers, other.Template));
        }

        Assert.Equal(expected.Scales.AsEnumerable(), actual.Scales);
        Assert.Equal(expected.Aside.AsEnumerable(), actual.Aside);
        Assert.Equal((expected.CanWrite, expected.CanAddScale), (actual.CanWrite, actual.CanAddScale));
    }
}
