using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>R2, B5: which edits of a note are at hand, and how much memory they take.</summary>
public sealed class NoteHistoryTests
{
    private static readonly TextEdit Tiny = TextEdit.Identity(0);

    [Fact]
    public void R2_what_came_before_a_version_is_not_known_and_what_comes_after_is()
    {
        var history = NoteHistory.At(7);
        Assert.Equal((7, 7, 0L), (history.From, history.Version, history.Bytes));
        history = history.With(Typed(1)).With(Typed(2));
        Assert.Equal((7, 9), (history.From, history.Version));
        Assert.Equal([false, true, true, true, false], Enumerable.Range(6, 5).Select(history.Covers));
        Assert.Equal([Typed(1), Typed(2)], history.Since(7));
        Assert.Equal([Typed(2)], history.Since(8));
        Assert.Empty(history.Since(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => history.Since(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => history.Since(10));
    }

    [Fact]
    public void R2_the_edits_of_a_whole_log_begin_with_the_first_text()
    {
        var history = NoteHistory.Of([Typed(1), Typed(2), Typed(3)]);
        Assert.Equal((0, 3), (history.From, history.Version));
        Assert.Equal(NoteHistory.At(0).With(Typed(1)).With(Typed(2)).With(Typed(3)).Bytes, history.Bytes);
    }

    [Fact]
    public void B5_of_more_edits_than_are_kept_the_later_half_stays()
    {
        var most = NoteHistory.Of(Enumerable.Repeat(Tiny, Bounds.HistoryEdits));
        Assert.Equal((0, Bounds.HistoryEdits), (most.From, most.Edits.Count));

        foreach (var more in new[] { most.With(Typed(1)), NoteHistory.Of([.. most.Edits, Typed(1)]) })
        {
            Assert.Equal(Bounds.HistoryEdits / 2, more.Edits.Count);
            Assert.Equal(Bounds.HistoryEdits + 1, more.Version);
            Assert.Equal(Typed(1), more.Edits[^1]);
            Assert.Equal(NoteHistory.Of(more.Edits).Bytes, more.Bytes);
            Assert.False(more.Covers(more.From - 1));
        }
    }

    [Fact]
    public void B5_of_more_memory_than_is_allowed_the_later_half_stays()
    {
        var quarter = Large(Bounds.HistoryBytes / 4);
        var most = NoteHistory.Of([quarter, quarter, quarter, quarter]);
        Assert.Equal((4, (long)Bounds.HistoryBytes), (most.Edits.Count, most.Bytes));
        Assert.Equal((3, 2, Bounds.HistoryBytes / 2L), Kept(most.With(quarter)));
        Assert.Equal((3, 2, (Bounds.HistoryBytes / 4L) + NoteHistory.Of([Tiny]).Bytes), Kept(most.With(Tiny)));
    }

    [Fact]
    public void B5_half_of_it_is_half_of_the_edits_and_no_more_than_half_of_the_memory()
    {
        Assert.Equal(2, NoteHistory.Of([Tiny, Tiny, Tiny, Tiny]).Halved().Edits.Count);
        Assert.Equal(2, NoteHistory.Of([Large(10_000), Tiny, Tiny, Tiny]).Halved().Edits.Count);
        Assert.Equal((4, 0, 0L), Kept(NoteHistory.Of([Tiny, Tiny, Tiny, Large(10_000)]).Halved()));
        Assert.Equal((2, 1, NoteHistory.Of([Large(500)]).Bytes), Kept(NoteHistory.Of([Tiny, Large(500), Large(500)]).Halved()));
    }

    private static (int From, int Edits, long Bytes) Kept(NoteHistory history) => (history.From, history.Edits.Count, history.Bytes);

    private static TextEdit Typed(int length) => TextEdit.Replace(0, 0, 0, new string('a', length));

    /// <summary>An edit that takes so much memory.</summary>
    private static TextEdit Large(int bytes) => Typed((int)(bytes - NoteHistory.Of([Typed(1)]).Bytes + 2) / 2);
}
