using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Sync;

/// <summary>A change that is shown but not confirmed yet, with the replica's own idea of who and when.</summary>
public sealed record Pending(Change Change, Stamp Stamp);

/// <summary>The one batch that was sent and is not settled (I2).</summary>
/// <param name="Batch">What was sent, frozen.</param>
/// <param name="Changes">The same changes as they apply to the confirmed board of this moment, less those that were refused.</param>
/// <param name="Answer">The server's answer, once it has come; the accepted changes follow in the stream.</param>
public sealed record InFlight(Batch Batch, ImmutableList<Pending> Changes, BatchAnswer? Answer = null);

/// <summary>Words or a change of this person's that did not go onto the board: kept, visible, until they let go of it (R5).</summary>
/// <param name="Key">Unique on this page.</param>
/// <param name="Batch">The batch that it was sent in; 0 when it was refused on this page already.</param>
/// <param name="Change">What was refused.</param>
/// <param name="Reason">Why.</param>
/// <param name="Words">The words as this person saw them; empty when the change held none.</param>
/// <param name="On">Of words written in a note: what the note said when they were; null where that is not known.</param>
public sealed record RejectedWords(long Key, long Batch, Change Change, Refusal Reason, string Words, string? On = null)
{
    /// <summary>See <see cref="Refusal.IsOfTheMeeting"/>.</summary>
    public bool IsOfTheMeeting => Reason.IsOfTheMeeting;

    /// <summary>Whether these are its author's own words in a note that went off their map, or came before others, while they had it open.</summary>
    public bool IsGone => Change is AddNote && (Reason == Refusal.NoteGone || Reason == Refusal.NoteRemoved || Reason == Refusal.ShownAnew);
}

/// <summary>What rebasing does to changes that wait (R2).</summary>
internal static class Rebase
{
    /// <summary>
    /// Carries pending changes over a committed edit of a note. Returns them together with the edit as it reads after
    /// them, which is what happens to the text on the screen.
    /// </summary>
    public static (ImmutableList<Pending> Pending, TextEdit Over) Over(ImmutableList<Pending> pending, string note, TextEdit committed)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].Change is not EditText edit || edit.Note != note) continue;
            (committed, var carried) = TextEdit.Transform(committed, edit.Edit);
            pending = pending.SetItem(i, pending[i] with { Change = edit with { Edit = carried } });
        }

        return (pending, committed);
    }

    /// <summary>Adds a change to those that wait, composing text edits of one note where nothing stands between them.</summary>
    public static ImmutableList<Pending> Compose(ImmutableList<Pending> waiting, Pending next)
    {
        if (next.Change is not EditText edit) return waiting.Add(next);
        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            switch (waiting[i].Change)
            {
                case EditText before when before.Note == edit.Note && before.Showing == edit.Showing:
                    return waiting.SetItem(i, next with { Change = before with { Edit = before.Edit.Then(edit.Edit) } });
                case SetCircle:
                case RemoveNote removed when removed.Note == edit.Note:
                case RestoreNote restored when restored.Note == edit.Note:
                case AddNote added when added.Note == edit.Note:
                    return waiting.Add(next);
            }
        }

        return waiting.Add(next);
    }
}
