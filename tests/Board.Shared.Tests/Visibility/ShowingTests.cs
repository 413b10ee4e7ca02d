using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Visibility;

/// <summary>A note that comes before other people begins anew there, and nobody loses sight of what is theirs (C12, C16–C20, C32).</summary>
public sealed class ShowingTests
{
    private static readonly string Note = Id("note");
    private static readonly string Danger = Id("danger");
    private static readonly string Goal = Id("goal");
    private static readonly string Scale = Id("scale");
    private static readonly string Showing = Id("showing");

    private readonly MixedMeeting _meeting = new();

    private Model.Board Board => _meeting.Ledger.Board;

    /// <summary>The leak that was found: an edit with an old base measured the wording from before the showing.</summary>
    [Fact]
    public void C16_no_edit_of_an_earlier_showing_tells_anything_of_the_words_before_it()
    {
        Does(MixedMeeting.Worker, new AddNote(Danger, new(Column.Worries), new string('x', 80), "danger", Circle: TestCircles.Professionals));
        Does(MixedMeeting.Worker, new EditText(Danger, 0, TextEdit.Replace(80, 3, 70, "short")));
        Does(MixedMeeting.Worker, new SetCircle(Danger, TestCircles.Everyone, Showing));
        for (var length = 0; length < 90; length++)
        {
            foreach (var (version, showing) in new[] { (0, (string?)null), (1, null), (0, Id("another")), (7, null) })
                Assert.Equal("shown-anew", Refusal(MixedMeeting.Mum, new EditText(Danger, version, TextEdit.Replace(length, 0, 0, "Me: "), showing)));
        }

        Assert.Equal(new string('x', 3) + "short" + new string('x', 7), Board.Notes[Danger].Text);
        Does(MixedMeeting.Mum, new EditText(Danger, 0, TextEdit.Replace(15, 0, 0, "Me: "), Showing));
        Assert.Equal(1, Board.Notes[Danger].TextVersion);
    }

    [Fact]
    public void C18_where_somebody_new_sees_a_note_it_says_nothing_of_its_life_before()
    {
        Does(MixedMeeting.Worker, new AddNote(Note, new(Column.Worries), "He hit her.", "harm", Circle: TestCircles.Professionals));
        Does(MixedMeeting.Worker, new EditText(Note, 0, TextEdit.Replace(11, 0, 0, "Ben: ")));
        Does(MixedMeeting.Chair, new EditText(Note, 1, TextEdit.Replace(16, 0, 5, "")));
        Does(MixedMeeting.Chair, new MarkExactWords(Note));
        Does(MixedMeeting.Worker, new SetCircle(Note, TestCircles.Everyone, Showing));
        var (note, stamp) = (_meeting.Ledger.SeenBy(MixedMeeting.Mum).Notes[Note], Board.Notes[Note].AddedAt);
        Assert.Equal((0, Showing, null, null, null), (note.TextVersion, note.Showing, note.Edited, note.Original, note.Hands));
        Assert.Equal((stamp, stamp), (note.Exact!.At, note.Reworded?.At ?? stamp));
        Assert.DoesNotContain("Ben: ", _meeting.Ledger.SeenBy(MixedMeeting.Mum).Json(), StringComparison.Ordinal);
    }

    /// <summary>Nobody of the family has come yet: whoever joins later must not get the wording from before either.</summary>
    [Fact]
    public void C18_a_standing_circle_is_larger_than_another_whoever_has_come_so_far()
    {
        var board = SampleBoards.With("Chair")
            .Apply(new AddNote(Note, new(Column.Worries), "He hit her.", "harm", Circle: TestCircles.Professionals), By("Sam"))
            .Apply(new EditText(Note, 0, TextEdit.Replace(11, 0, 0, "Ben: ")), By("Chair"));
        Assert.Equal("not-your-note", new SetCircle(Note, TestCircles.Everyone, Showing).Check(board, By("Chair"))?.Code);
        Assert.Null(board.Apply(new SetCircle(Note, TestCircles.Everyone, Showing), By("Chair")).Notes[Note].Original);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void C17_words_that_were_typed_for_fewer_people_are_kept_and_never_arrive(bool isOnItsWay)
    {
        Does(MixedMeeting.Worker, new AddNote(Danger, new(Column.Worries), "A danger.", "danger", Circle: TestCircles.Professionals));
        var page = Page(MixedMeeting.Chair);
        page = page.Edit(Danger, TextEdit.Replace(9, 9, 0, " He said so."), SampleBoards.Noon).Next;
        if (isOnItsWay) page = page.Send().Next;
        page = Heard(page, MixedMeeting.Chair, new SetCircle(Danger, TestCircles.Everyone, Showing));
        var kept = Assert.Single(page.Kept);
        Assert.Equal(("He said so.", "shown-anew"), (kept.Words, kept.Reason.Code));
        Assert.Equal("A danger.", page.Shown.Notes[Danger].Text);
        Assert.Empty(page.Waiting);
        Assert.Equal(UndoOutcome.Nothing, page.Undo(SampleBoards.Noon).Outcome);

        if (isOnItsWay) page = page.Receive(new Answered(new(1, 0, 0, [new(0, "shown-anew")])));
        Assert.Same(kept, Assert.Single(page.Kept));
        page = page.Edit(Danger, TextEdit.Replace(9, 0, 0, "Now: "), SampleBoards.Noon).Next;
        Assert.Equal(Showing, Assert.IsType<EditText>(page.Send().Batch!.Changes[0]).Showing);
    }

    [Fact]
    public void C17_numbers_words_of_scales_and_agreements_do_not_arrive_before_others_than_those_they_were_meant_for()
    {
        Does(MixedMeeting.Chair, new AddScale(Scale, new("How safe?", "Ten", "Nought"), Circle: TestCircles.Professionals));
        Does(MixedMeeting.Worker, new AddNote(Note, new(Column.NeedsToHappen), "Ring.", "step", Circle: TestCircles.Professionals));
        Does(MixedMeeting.Chair, new SetScaleCircle(Scale, TestCircles.Everyone));
        Does(MixedMeeting.Worker, new SetCircle(Note, TestCircles.Everyone, Showing));
        Assert.Equal("shown-anew", Refusal(MixedMeeting.Worker, new PlaceJudgement(Scale, 2, "SECRET", "", TestCircles.Everyone, TestCircles.Professionals)));
        Assert.Equal("shown-anew", Refusal(MixedMeeting.Worker, new WordScale(Scale, new("SECRET?", "", ""), TestCircles.Professionals)));
        Assert.Equal("shown-anew", Refusal(MixedMeeting.Worker, new AgreeStep(Note, "SECRET")));
    }

    [Fact]
    public void C19_C20_a_pair_moves_with_its_scale_and_numbers_stay_with_those_for_whom_they_were_placed()
    {
        Does(MixedMeeting.Worker, new AddNote(Danger, new(Column.Worries), "A danger.", "danger", Circle: TestCircles.Professionals));
        Does(MixedMeeting.Worker, new AddNote(Goal, new(Column.NeedsToHappen), "A goal.", "goal", Circle: TestCircles.Professionals));
        Does(MixedMeeting.Worker, new PairGoal(Danger, Goal));
        Does(MixedMeeting.Chair, new AddScale(Scale, new("How safe?", "Ten", "Nought"), Danger, TestCircles.Professionals));
        Does(MixedMeeting.Worker, Number(2, TestCircles.Professionals));
        Does(MixedMeeting.Chair, Number(3, TestCircles.Professionals));
        Assert.Equal("circles-differ", Refusal(MixedMeeting.Chair, new SetScaleCircle(Scale, TestCircles.Everyone)));
        Does(MixedMeeting.Worker, new SetCircle(Goal, TestCircles.Everyone, Showing));

        var seen = _meeting.Ledger.SeenBy(MixedMeeting.Mum);
        Assert.Equal((Goal, Danger), (seen.Notes[Danger].Goal, seen.Scale(Scale)!.Danger));
        Assert.Empty(seen.Scale(Scale)!.Judgements);
        Assert.Equal(2, _meeting.Ledger.SeenBy(MixedMeeting.Chair).Scale(Scale)!.Judgements.Count);
        Does(MixedMeeting.Worker, Number(4, TestCircles.Everyone));
        Assert.Equal(4, Assert.Single(_meeting.Ledger.SeenBy(MixedMeeting.Mum).Scale(Scale)!.Judgements).Value);

        // Taken back, the taking off of one that was for fewer would show it to more.
        Assert.Equal("shown-anew", Refusal(MixedMeeting.Chair, Assert.IsType<PlaceJudgement>(new WithdrawJudgement(Scale).Invert(Board, new(MixedMeeting.Chair, SampleBoards.Noon)))));
    }

    [Fact]
    public void C19_nobody_loses_sight_of_their_own_words_or_numbers()
    {
        Does(MixedMeeting.Mum, new AddNote(Note, new(Column.Worries), "Mum's own.", "harm"));
        Does(MixedMeeting.Worker, new AddNote(Danger, new(Column.Worries), "A danger.", "danger"));
        Assert.Equal("somebodys-own", Refusal(MixedMeeting.Chair, new SetCircle(Note, TestCircles.Professionals, Showing)));
        Does(MixedMeeting.Mum, new EditText(Danger, 0, TextEdit.Replace(9, 0, 0, "Mum: ")));
        Assert.Equal("somebodys-own", Refusal(MixedMeeting.Worker, new SetCircle(Danger, TestCircles.Professionals, Showing)));
        Does(MixedMeeting.Chair, new AddScale(Scale, new("How safe?", "Ten", "Nought"), Sealed: true));
        Does(MixedMeeting.Mum, Number(2, TestCircles.Everyone));
        Assert.Equal("somebodys-own", Refusal(MixedMeeting.Chair, new SetScaleCircle(Scale, TestCircles.Professionals)));
    }

    /// <summary>The leak that was found: a neighbour that is hidden told where it stands.</summary>
    [Theory]
    [InlineData(Column.Worries, true, false)]
    [InlineData(Column.Worries, true, true)]
    [InlineData(Column.Worries, false, true)]
    [InlineData(Column.WorkingWell, true, true)]
    public void C12_a_place_beside_a_hidden_note_is_the_place_beside_one_that_is_not_there(Column column, bool isAfter, bool isBefore)
    {
        Assert.Equal(Placed(Id("nothing")), Placed(Id("hidden")));

        (string Order, string Seen) Placed(string neighbour)
        {
            var meeting = new MixedMeeting();
            meeting.Does(MixedMeeting.Worker, new AddNote(Id("first"), new(Column.Worries), "first"));
            meeting.Does(MixedMeeting.Worker, new AddNote(Id("hidden"), new(Column.Worries, Id("first")), "SECRET", Circle: TestCircles.Professionals));
            meeting.Does(MixedMeeting.Worker, new AddNote(Id("last"), new(Column.Worries, Id("hidden")), "last"));
            var place = new Place(column, isAfter ? neighbour : null, isBefore ? neighbour : null);
            var commit = meeting.Does(MixedMeeting.Mum, new AddNote(Id("mine"), place, "Mum's"));
            Assert.DoesNotContain(neighbour, JsonSerializer.Serialize(commit, LogJson.Default.Commit), StringComparison.Ordinal);
            meeting.Does(MixedMeeting.Mum, new MoveNote(Id("mine"), place));
            return (string.Join(' ', meeting.Ledger.Board.Columns.SelectMany(c => c)), meeting.Ledger.SeenBy(MixedMeeting.Mum).Json());
        }
    }

    [Fact]
    public void C32_of_a_number_that_was_placed_unseen_nobody_is_told_whose_it_is()
    {
        Does(MixedMeeting.Chair, new AddScale(Scale, new("How safe?", "Ten", "Nought"), Sealed: true));
        foreach (var change in new Change[] { Number(2, TestCircles.Everyone), new WithdrawJudgement(Scale) })
        {
            var before = _meeting.Ledger;
            var commit = _meeting.Does(MixedMeeting.Mum, change);
            var batch = Assert.Single(SeenCommit.Of(before, commit).For(MixedMeeting.Chair, TestCircles.Staff));
            Assert.Equal("", batch.By);
            Assert.DoesNotContain(MixedMeeting.Mum, JsonSerializer.Serialize(new Committed(1, [batch]), BoardJson.Default.ServerMessage), StringComparison.Ordinal);
            Assert.IsType<NumberPlaced>(Assert.Single(batch.Changes));
        }

        Assert.Equal(0, Board.Scale(Scale)!.Placed);
    }

    [Fact]
    public void C16_the_history_that_is_read_from_the_log_is_that_of_the_latest_showing()
    {
        var commits = new List<Commit>
        {
            _meeting.Does(MixedMeeting.Worker, new AddNote(Danger, new(Column.Worries), "A danger.", "danger", Circle: TestCircles.Professionals)),
            _meeting.Does(MixedMeeting.Worker, new EditText(Danger, 0, TextEdit.Replace(9, 0, 0, "One: "))),
            _meeting.Does(MixedMeeting.Worker, new SetCircle(Danger, TestCircles.Everyone, Showing)),
            _meeting.Does(MixedMeeting.Worker, new EditText(Danger, 0, TextEdit.Replace(14, 0, 5, "Two: "), Showing)),
            _meeting.Does(MixedMeeting.Worker, new SetCircle(Danger, TestCircles.Professionals, Id("back"))),
            _meeting.Does(MixedMeeting.Worker, new SetCircle(Danger, TestCircles.Everyone, Showing)),
            _meeting.Does(MixedMeeting.Worker, new EditText(Danger, 0, TextEdit.Replace(14, 14, 0, " Three."), Showing)),
        };
        Assert.All(commits, commit => Assert.Empty(commit.Batches[0].Refused));
        Assert.Equal(Late(_meeting.Ledger), Late(_meeting.Ledger.WithHistoryOf(commits)));
        Assert.Equal("Two: A danger. Three. Late.", Late(_meeting.Ledger));

        // Made on the first words of the showing, and carried over what was written since.
        static string Late(Ledger ledger)
        {
            var draft = new CommitDraft(ledger, SampleBoards.Noon);
            Batch batch = new(1, [new EditText(Danger, 0, TextEdit.Replace(14, 14, 0, " Late."), Showing)]);
            Assert.False(ledger.NeedsHistory(batch, MixedMeeting.Chair));
            Assert.Empty(draft.Take(Id("another page"), MixedMeeting.Chair, batch).Answer!.Refused);
            return draft.Finish().Ledger.Board.Notes[Danger].Text;
        }
    }

    private static PlaceJudgement Number(int value, string circle) => new(Scale, value, "", "", circle, circle);

    private static string Id(string name) => SeededIds.Named(name);

    private static Stamp By(string who) => new(Id(who), SampleBoards.Noon);

    private void Does(string person, Change change) => Assert.Empty(_meeting.Does(person, change).Batches[0].Refused);

    private string Refusal(string person, Change change) => Assert.Single(_meeting.Does(person, change).Batches[0].Refused).Code;

    private Replica Page(string person) =>
        Replica.New(Id("page"), BoardSnapshot.Of(_meeting.Ledger.SeenBy(person)), _meeting.Ledger.StreamOf(person), person);

    /// <summary>A page hears what Ben does.</summary>
    private Replica Heard(Replica page, string person, Change change)
    {
        var before = _meeting.Ledger;
        var commit = _meeting.Does(MixedMeeting.Worker, change);
        return page.Receive(new Committed(before.StreamOf(person) + 1, SeenCommit.Of(before, commit).For(person, before.Board.SetOf(person))));
    }
}
