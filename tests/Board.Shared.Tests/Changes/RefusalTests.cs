using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>B5, R5: what does not fit gets its code, and a sentence without a technical word.</summary>
public sealed class RefusalTests
{
    private static readonly string Harm = SeededIds.Named("harm note");
    private static readonly string Danger = SeededIds.Named("danger note");
    private static readonly string Goal = SeededIds.Named("goal note");
    private static readonly string Step = SeededIds.Named("step note");
    private static readonly string Gone = SeededIds.Named("removed note");
    private static readonly string Overall = SeededIds.Named("overall scale");
    private static readonly string Aside = SeededIds.Named("scale set aside");
    private static readonly string New = SeededIds.Named("new");
    private static readonly string Unknown = SeededIds.Named("unknown");
    private static readonly Stamp Mum = new(SeededIds.Named("Mum"), SampleBoards.Noon);
    private static readonly ScaleWording Wording = new("How safe?", "Safe", "Not safe");
    private static readonly Place Top = new(Column.Worries);

    public static TheoryData<string, Change> Refused => new()
    {
        { "bad-id", new AddNote("short", Top, "Words") },
        { "bad-id", new AddNote("../../../etc/passwd123", Top, "Words") },
        { "id-taken", new AddNote(Harm, Top, "Words") },
        { "blank", new AddNote(New, Top, " \n ") },
        { "too-long", new AddNote(New, Top, new string('a', Bounds.NoteText + 1)) },
        { "bad-text", new AddNote(New, Top, "a\0b") },
        { "bad-text", new AddNote(New, Top, "half a pair \ud83d") },
        { "wrong-place", new AddNote(New, new((Column)7), "Words") },
        { "wrong-place", new AddNote(New, new(Column.Worries, After: new string('a', 100_000)), "Words") },
        { "unknown-category", new AddNote(New, Top, "Words", "no-such-category") },
        { "unknown-category", new AddNote(New, Top, "Words", "safety") },
        { "blank", new AddNote(New, Top, "Words", Voice: new("", "8 years old", true)) },
        { "too-long", new AddNote(New, Top, "Words", Voice: new("Robin", new string('a', Bounds.Line + 1), true)) },
        { "unknown-note", new EditText(Unknown, 0, TextEdit.Identity(0)) },
        { "note-removed", new EditText(Gone, 0, TextEdit.Identity(4)) },
        { "edit-does-not-fit", new EditText(Harm, 0, TextEdit.Identity(99)) },
        { "too-long", new EditText(Harm, 0, TextEdit.Replace(4, 0, 0, new string('a', Bounds.NoteText))) },
        { "bad-text", new EditText(Harm, 0, TextEdit.Replace(4, 0, 0, "\u0007")) },
        { "unknown-note", new CategoriseNote(Unknown, "harm") },
        { "note-removed", new CategoriseNote(Gone, "harm") },
        { "unknown-category", new CategoriseNote(Harm, "safety") },
        { "unknown-note", new MoveNote(Unknown, Top) },
        { "note-removed", new MoveNote(Gone, Top) },
        { "wrong-place", new MoveNote(Harm, new(Column.Worries, Harm)) },
        { "wrong-place", new MoveNote(Harm, new((Column)(-1))) },
        { "wrong-place", new MoveNote(Harm, new(Column.Worries, Danger, Before: "half a pair \ud83d")) },
        { "unknown-category", new MoveNote(Harm, Top, "goal") },
        { "unknown-note", new RemoveNote(Unknown) },
        { "note-removed", new RemoveNote(Gone) },
        { "unknown-note", new RestoreNote(Unknown) },
        { "note-not-removed", new RestoreNote(Harm) },
        { "bad-id", new AddScale("", Wording) },
        { "id-taken", new AddScale(Overall, Wording) },
        { "blank", new AddScale(New, Wording with { Question = " " }) },
        { "too-long", new AddScale(New, Wording with { Ten = new string('a', Bounds.ShortText + 1) }) },
        { "not-a-danger", new AddScale(New, Wording, Harm) },
        { "unknown-note", new AddScale(New, Wording, Unknown) },
        { "unknown-scale", new WordScale(Unknown, Wording) },
        { "unknown-scale", new WordScale(Aside, Wording) },
        { "unknown-scale", new SetScaleAside(Aside, true) },
        { "unknown-scale", new SetScaleAside(Overall, false) },
        { "out-of-range", new PlaceJudgement(Overall, 11, "", "") },
        { "out-of-range", new PlaceJudgement(Overall, -1, "", "") },
        { "out-of-range", new PlaceJudgement(Overall, int.MaxValue, "", "") },
        { "unknown-scale", new PlaceJudgement(Unknown, 5, "", "") },
        { "unknown-scale", new PlaceJudgement(Aside, 5, "", "") },
        { "too-long", new PlaceJudgement(Overall, 5, new string('a', Bounds.ShortText + 1), "") },
        { "no-judgement", new WithdrawJudgement(Overall) },
        { "not-a-danger", new PairGoal(Harm, Goal) },
        { "not-a-goal", new PairGoal(Danger, Harm) },
        { "unknown-note", new PairGoal(Danger, Unknown) },
        { "unknown-note", new PairGoal(Unknown, Goal) },
        { "not-a-step", new AgreeStep(Harm, "Nan") },
        { "too-long", new AgreeStep(Step, new string('a', Bounds.Line + 1)) },
        { "not-a-step", new MarkStep(Goal, true) },
        { "unknown-note", new MarkStep(Unknown, true) },
        { "blank", new RenamePerson(" ", "Mum") },
        { "bad-text", new RenamePerson("two\nlines", "Mum") },
        { "already-started", new StartBoard("Again", SampleBoards.Template, false) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void B5_what_does_not_fit_is_refused_with_its_code(string code, Change change)
    {
        var board = Family();
        var refusal = change.Check(board, Mum);

        Assert.NotNull(refusal);
        Assert.Equal(code, refusal.Code);
        Assert.EndsWith(".", refusal.Sentence(), StringComparison.Ordinal);
        foreach (var word in new[] { "invalid", "error", "user", "oops", "null", "session" })
            Assert.DoesNotContain(word, refusal.Sentence(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void V6_somebody_who_is_not_at_the_meeting_may_do_nothing()
    {
        var board = Family();
        var stranger = new Stamp(Unknown, SampleBoards.Noon);
        var left = board.Apply(new LeaveBoard(), Mum);
        foreach (var change in new Change[] { new AddNote(New, Top, "Words"), new RemoveNote(Harm), new PlaceJudgement(Overall, 5, "", ""), new LeaveBoard(), new RenamePerson("A", "B") })
        {
            Assert.Equal("unknown-person", change.Check(board, stranger)?.Code);
            Assert.Equal("unknown-person", change.Check(left, Mum)?.Code);
        }
    }

    [Fact]
    public void Nothing_can_be_done_on_a_board_that_was_not_started()
    {
        var board = Shared.Model.Board.Empty(New);
        Assert.Equal("not-started", new AddNote(New, Top, "Words").Check(board, Mum)?.Code);
        Assert.Equal("not-started", new JoinBoard("Mum", "Mum", Role.Family).Check(board, Mum)?.Code);
    }

    [Fact]
    public void B5_a_full_board_takes_no_more_notes_scales_or_people()
    {
        var board = Family();
        for (var i = board.Notes.Count; i < Bounds.Notes; i++) board = board.Apply(new AddNote(SeededIds.Named($"n{i}"), Top, "Words"), Mum);
        for (var i = board.Scales.Count; i < Bounds.Scales; i++) board = board.Apply(new AddScale(SeededIds.Named($"s{i}"), Wording), Mum);
        for (var i = board.Participants.Count; i < Bounds.Participants; i++)
            board = board.Apply(new JoinBoard("Made up", "made up", Role.Family), new(SeededIds.Named($"p{i}"), SampleBoards.Noon));

        Assert.Equal("too-many-notes", new AddNote(New, Top, "Words").Check(board, Mum)?.Code);
        Assert.Equal("too-many-scales", new AddScale(New, Wording).Check(board, Mum)?.Code);
        Assert.Equal("too-many-people", new JoinBoard("One more", "made up", Role.Family).Check(board, new(New, SampleBoards.Noon))?.Code);
        Assert.Null(new JoinBoard("Mum", "Mum again", Role.Family).Check(board, Mum));
    }

    private static Shared.Model.Board Family()
    {
        var board = SampleBoards.With("Mum");
        Change[] changes =
        [
            new AddNote(Harm, Top, "Harm", "harm"),
            new AddNote(Danger, Top, "Danger", "danger"),
            new AddNote(Goal, new(Column.NeedsToHappen), "Goal", "goal"),
            new AddNote(Step, new(Column.NeedsToHappen), "Step", "step"),
            new AddNote(Gone, Top, "Gone", "harm"),
            new RemoveNote(Gone),
            new AddScale(Overall, Wording),
            new AddScale(Aside, Wording),
            new SetScaleAside(Aside, true),
        ];
        foreach (var change in changes)
        {
            Assert.Null(change.Check(board, Mum));
            board = board.Apply(change, Mum);
        }

        return board;
    }
}
