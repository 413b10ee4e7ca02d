using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>Words that were refused are kept once, as their author saw them last (R5).</summary>
public sealed class RejectedOnceTests
{
    private static readonly string Mum = SeededIds.Named("Mum");
    private static readonly string Nan = SeededIds.Named("Nan");
    private static readonly string Note = SeededIds.Named("note");
    private static readonly string Scale = SeededIds.Named("scale");

    [Fact]
    public void R5_a_note_that_was_added_and_worded_further_without_a_connection_is_kept_once()
    {
        var replica = Done(Open(), new AddNote(Note, new(Column.NeedsToHappen), "Nan comes.", "step"));
        replica = replica.Edit(Note, TextEdit.Between("Nan comes.", "Nan comes on Friday."), SampleBoards.Noon).Next;
        replica = Done(replica, new MoveNote(Note, new(Column.NeedsToHappen)), new AgreeStep(Note, "Nan"), new MarkStep(Note, Done: true));
        replica = AllRefused(replica.Send().Next, Refusal.Held);

        var kept = Assert.Single(replica.Kept);
        Assert.Equal("Nan comes on Friday.\n\nNan", kept.Words);
        Assert.IsType<AddNote>(kept.Change);
        Assert.True(replica.IsSaved);
        Assert.Null(replica.Shown.Note(Note));
    }

    [Fact]
    public void R5_what_was_done_to_it_after_it_was_sent_falls_with_it()
    {
        var replica = Done(Open(), new AddNote(Note, new(Column.Worries), "He rang.")).Send().Next;
        replica = replica.Edit(Note, TextEdit.Between("He rang.", "He rang. Twice."), SampleBoards.Noon).Next;
        replica = AllRefused(replica, Refusal.Held);
        Assert.Equal("He rang. Twice.", Assert.Single(replica.Kept).Words);
        Assert.True(replica.IsSaved);
    }

    [Fact]
    public void R5_a_scale_and_what_was_done_with_it_are_kept_once_and_no_reason_is_lost()
    {
        var replica = Done(
            Open(),
            new AddScale(Scale, new("How safe?", "Yes", "No")),
            new WordScale(Scale, new("How safe is Robin?", "Yes", "No")),
            new PlaceJudgement(Scale, 3, "He shouts.", ""),
            new PlaceJudgement(Scale, 4, "He shouts at night.", ""));
        replica = AllRefused(replica.Send().Next, Refusal.Held);

        Assert.Equal(["How safe is Robin?", "He shouts at night."], replica.Kept.Select(k => k.Words));
        Assert.Equal(new ScaleWording("How safe is Robin?", "Yes", "No"), Assert.IsType<AddScale>(replica.Kept[0].Change).Wording);
        Assert.Equal(4, Assert.IsType<PlaceJudgement>(replica.Kept[1].Change).Value);
        Assert.Equal(Assert.IsType<AddScale>(replica.Kept[0].Change).Scale, replica.Kept[1].Change.Subject);
    }

    [Fact]
    public void R5_addenda_are_each_kept()
    {
        var board = SampleBoards.With("Mum", "Nan").Apply(new HoldBoard(), new(Nan, SampleBoards.Noon)).Apply(new LockBoard(), new(Nan, SampleBoards.Noon));
        var replica = Done(Open(board), new AddAddendum(SeededIds.Named("a"), "The date is wrong."), new AddAddendum(SeededIds.Named("b"), "So is the time."));
        replica = AllRefused(replica.Send().Next, Refusal.UnknownPerson);
        Assert.Equal(["The date is wrong.", "So is the time."], replica.Kept.Select(k => k.Words));
    }

    [Fact]
    public void R5_two_notes_with_the_same_words_stay_two()
    {
        var replica = Done(Open(), new AddNote(Note, new(Column.Worries), "He rang."), new AddNote(SeededIds.Named("other"), new(Column.Worries), "He rang."));
        Assert.Equal(2, AllRefused(replica.Send().Next, Refusal.Held).Kept.Count);
    }

    private static Replica Open(Shared.Model.Board? board = null) =>
        Replica.New(SeededIds.Named("replica"), BoardSnapshot.Of(board ?? SampleBoards.With("Mum", "Nan")), stream: 0, Mum);

    private static Replica Done(Replica replica, params Change[] changes)
    {
        foreach (var change in changes)
        {
            (replica, var refusal) = replica.Propose(change, SampleBoards.Noon);
            Assert.Null(refusal);
        }

        return replica;
    }

    private static Replica AllRefused(Replica replica, Refusal why) => replica.Receive(new Answered(new(
        replica.InFlight!.Batch.N, 0, 0, [.. replica.InFlight.Batch.Changes.Select((_, i) => new RefusedChange(i, why.Code, why.Args))])));
}
