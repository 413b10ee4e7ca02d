using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Tests.Visibility;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>R2, O3: what a ledger knows of the edits before it, from its own log and after a snapshot.</summary>
public sealed class LedgerHistoryTests
{
    private static readonly string Note = SeededIds.Named("note");
    private static readonly string Other = SeededIds.Named("other");

    private readonly MixedMeeting _meeting = new();
    private readonly List<Commit> _log = [];

    public LedgerHistoryTests()
    {
        Does(new AddNote(Note, new(Column.Worries), "Dad rang.", "danger"));
        Does(new AddNote(Other, new(Column.Worries), "Words", "danger", Circle: TestCircles.Professionals));
    }

    [Fact]
    public void B5_the_memory_of_all_histories_is_the_sum_of_each()
    {
        Assert.Equal(0, _meeting.Ledger.HistoryBytes);
        var (one, two, three) = (Typed(Note, "Dad rang. Twice."), Typed(Other, "Words. More."), Typed(Note, "Dad rang. Twice. Late."));
        Assert.Equal(NoteHistory.Of([one.Edit, three.Edit]).Bytes + NoteHistory.Of([two.Edit]).Bytes, _meeting.Ledger.HistoryBytes);
    }

    [Fact]
    public void R2_a_ledger_is_given_the_history_of_its_own_log_and_of_no_later_commit()
    {
        Typed(Note, "Dad rang. Twice.");
        Typed(Other, "Words. More.");
        var snapshot = _meeting.Ledger.ToSnapshot();
        var bytes = _meeting.Ledger.HistoryBytes;
        Typed(Note, "Dad rang. Twice. Late.");

        var reopened = Ledger.From(snapshot);
        Assert.Equal(0, reopened.HistoryBytes);
        var known = reopened.WithHistoryOf(_log);
        Assert.Equal(bytes, known.HistoryBytes);
        Assert.False(known.NeedsHistory(Late(Note, 0), MixedMeeting.Worker));
        Assert.Equal(_meeting.Ledger.HistoryBytes, known.Replay(_log[^1], _meeting.Ledger.Hash).HistoryBytes);
    }

    [Fact]
    public void R2_history_is_needed_for_what_was_made_on_an_older_text_and_for_nothing_else()
    {
        Typed(Note, "Dad rang. Twice.");
        Typed(Other, "Words. More.");
        var reopened = Ledger.From(_meeting.Ledger.ToSnapshot());
        Assert.True(reopened.NeedsHistory(Late(Note, 0), MixedMeeting.Mum));
        Assert.False(reopened.NeedsHistory(Late(Note, 1), MixedMeeting.Mum));
        Assert.False(reopened.NeedsHistory(Late(Note, 2), MixedMeeting.Mum));
        Assert.False(reopened.NeedsHistory(Late(Note, -1), MixedMeeting.Mum));
        Assert.False(reopened.NeedsHistory(Late(SeededIds.Named("nothing"), 0), MixedMeeting.Mum));
        Assert.False(reopened.NeedsHistory(new(1, [new RemoveNote(Note)]), MixedMeeting.Mum));
        Assert.True(reopened.NeedsHistory(new(1, [new RemoveNote(Note), .. Late(Note, 0).Changes]), MixedMeeting.Mum));

        // What somebody does not see costs nobody anything (V5).
        Assert.True(reopened.NeedsHistory(Late(Other, 0), MixedMeeting.Worker));
        Assert.False(reopened.NeedsHistory(Late(Other, 0), MixedMeeting.Mum));
        Assert.False(_meeting.Ledger.NeedsHistory(Late(Note, 0), MixedMeeting.Mum));
    }

    [Fact]
    public void R2_after_a_snapshot_an_edit_on_its_text_is_carried_over_what_came_since()
    {
        Typed(Note, "Dad rang. Twice.");
        var reopened = Ledger.From(_meeting.Ledger.ToSnapshot());
        Typed(Note, "On Friday Dad rang. Twice.");
        var draft = new CommitDraft(reopened.Replay(_log[^1], _meeting.Ledger.Hash), SampleBoards.Noon);
        Assert.Empty(draft.Take("other page", MixedMeeting.Mum, new(1, [new EditText(Note, 1, TextEdit.Between("Dad rang. Twice.", "Dad rang. Thrice."))])).Answer!.Refused);
        Assert.Equal("On Friday Dad rang. Thrice.", draft.Ledger.Board.Notes[Note].Text);
        Assert.Equal("too-far-behind", Assert.Single(draft.Take("third page", MixedMeeting.Mum, Late(Note, 0)).Answer!.Refused).Code);
    }

    [Theory]
    [InlineData(0, 1, "edit-does-not-fit")]
    [InlineData(1, 0, "edit-does-not-fit")]
    [InlineData(1, 1, null)]
    public void R2_the_edits_of_a_batch_name_one_version(int first, int second, string? code)
    {
        Typed(Note, "Dad rang. Twice.");
        var text = first == 0 ? "Dad rang." : "Dad rang. Twice.";
        var draft = new CommitDraft(_meeting.Ledger, SampleBoards.Noon);
        var answer = draft.Take("page", MixedMeeting.Mum, new(1, [new EditText(Note, first, TextEdit.Between(text, text + "!")), new EditText(Note, second, TextEdit.Between(text + "!", text + "!!"))])).Answer!;
        Assert.Equal(code, answer.Refused.SingleOrDefault()?.Code);
        Assert.Equal(code is null ? 2 : 1, answer.Count);
    }

    [Fact]
    public void O3_a_snapshot_says_where_the_log_stood()
    {
        Does(new RemoveNote(Note));
        var ledger = _meeting.Ledger;
        var draft = new CommitDraft(ledger, SampleBoards.Noon);
        foreach (var page in new[] { "b", "a", "c" }) draft.Take(page, MixedMeeting.Mum, Late(Note, 0));
        ledger = draft.Finish().Ledger;

        var snapshot = ledger.ToSnapshot();
        Assert.Equal(
            (Snapshot.Version, ledger.Number, ledger.Sequence, ledger.Hash, ProjectionVersion.Current),
            (snapshot.V, snapshot.Number, snapshot.Sequence, snapshot.Hash, snapshot.Projection));
        Assert.Equal(snapshot.Replicas.Select(r => r.Replica).Order(StringComparer.Ordinal), snapshot.Replicas.Select(r => r.Replica));
        var reopened = Ledger.From(snapshot);
        Assert.Equal((ledger.Number, ledger.Sequence, ledger.Hash), (reopened.Number, reopened.Sequence, reopened.Hash));
        Assert.Equal(ledger.Replicas["a"], reopened.Replicas["a"]);
    }

    private static Batch Late(string note, int version) => new(1, [new EditText(note, version, TextEdit.Identity(9))]);

    private EditText Typed(string note, string text)
    {
        var was = _meeting.Ledger.Board.Notes[note];
        var edit = new EditText(note, was.TextVersion, TextEdit.Between(was.Text, text));
        Does(edit);
        return edit;
    }

    private void Does(Change change)
    {
        _log.Add(_meeting.Does(MixedMeeting.Worker, change));
        Assert.Empty(_log[^1].Batches[0].Refused);
    }
}
