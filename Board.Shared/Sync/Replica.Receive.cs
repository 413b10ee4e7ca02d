using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Sync;

public sealed partial record Replica
{
    /// <summary>The server's first word after entering: takes in what was missed (B2). What waits is kept and rebased.</summary>
    public Replica Receive(Welcome welcome)
    {
        var next = this with { Me = welcome.You, HasGap = false, Projection = welcome.Projection };
        if (welcome.Answer is { } answer) next = next with { LastBatch = Math.Max(next.LastBatch, answer.N) };
        if (welcome.Answer is not null && next.Unanswered?.N == welcome.Answer.N) next = next.Answered(welcome.Answer);
        next = welcome.Snapshot is { } snapshot
            ? next.Replaced(snapshot.ToBoard(), welcome.Stream)
            : next.TakenIn(welcome.Stream - welcome.Missed.Sum(b => b.Changes.Length) + 1, welcome.Missed);
        return next.Reshown();
    }

    /// <summary>Durable changes, others' and own. Out of order they are not taken in, and <see cref="HasGap"/> is set.</summary>
    public Replica Receive(Committed committed) => TakenIn(committed.From, committed.Batches).Reshown();

    /// <summary>The answer to what is in flight. An answer to anything else was given before, and changes nothing.</summary>
    public Replica Receive(Answered answered) =>
        Unanswered?.N == answered.Answer.N ? Answered(answered.Answer).Reshown() : this;

    private Replica TakenIn(long from, ImmutableArray<StreamBatch> batches)
    {
        var next = this;
        foreach (var batch in batches)
        {
            var last = from + batch.Changes.Length - 1;
            if (from > next.Stream + 1 || (from <= next.Stream && last > next.Stream)) return next with { HasGap = true };
            if (last > next.Stream)
            {
                var own = next.InFlight?.Answer is { Count: > 0 } answer && answer.First == from;
                next = (own ? next.Confirm(batch) : next.TakeIn(batch)) with { Stream = last };
            }

            from = last + 1;
        }

        return next;
    }

    /// <summary>Somebody else's changes, or this person's from another page.</summary>
    private Replica TakeIn(StreamBatch batch)
    {
        var (next, confirmed) = (this, Confirmed);
        var stamp = new Stamp(batch.By, batch.At);
        foreach (var change in batch.Changes)
        {
            if (change is EditText edit) next = next.Rebased(edit.Note, edit.Edit);
            var after = confirmed.Apply(change, stamp);
            foreach (var note in MovedBy(change, confirmed)) next = (next with { Confirmed = confirmed }).Reshown().Parted(note, after.Note(note));
            confirmed = after;
        }

        return next with { Confirmed = confirmed };
    }

    /// <summary>The notes that somebody's change takes from this person, or brings before another circle.</summary>
    private static IEnumerable<string> MovedBy(Change change, Model.Board board) => change switch
    {
        NoteHidden hidden => hidden.Notes,
        SetCircle set when board.Note(set.Note) is not null => Tied.To(board, set.Note).Notes.Select(n => n.Id),
        _ => [],
    };

    /// <summary>What was in flight has come back, in the order and the form that the server gave it.</summary>
    private Replica Confirm(StreamBatch batch)
    {
        var expected = WithAll(Confirmed, InFlight!.Changes);
        var confirmed = Confirmed;
        foreach (var change in batch.Changes) confirmed = confirmed.Apply(change, new(batch.By, batch.At));
        var next = this with { InFlight = null, Confirmed = confirmed };
        return next.Reconciled(expected);
    }

    /// <summary>A whole board in place of what was missed. The edits between are not known; their outcome is.</summary>
    private Replica Replaced(Model.Board board, long stream)
    {
        var settled = InFlight?.Answer is not null;
        var expected = settled ? WithAll(Confirmed, InFlight!.Changes) : Confirmed;
        var next = PartedFromAllBut(board);
        next = next with { InFlight = settled ? null : next.InFlight, Confirmed = board, Stream = stream };
        return next.Reconciled(expected);
    }

    /// <summary>
    /// Pending edits were made on the texts of <paramref name="expected"/>; the confirmed ones may differ, after a
    /// snapshot. Whatever differs is taken as one edit by others.
    /// </summary>
    private Replica Reconciled(Model.Board expected)
    {
        var next = this;
        var pending = InFlight is null ? Waiting : InFlight.Changes.AddRange(Waiting);
        var notes = pending.Select(p => p.Change).OfType<EditText>().Select(e => e.Note).Concat(History.Notes).Distinct(StringComparer.Ordinal);
        foreach (var id in notes)
        {
            if (expected.Note(id) is not { } was || Confirmed.Note(id) is not { } now || was.Text == now.Text) continue;
            next = next.Rebased(id, TextEdit.Between(was.Text, now.Text));
        }

        return next;
    }

    private Replica Rebased(string note, TextEdit committed)
    {
        var over = committed;
        var inFlight = InFlight;
        if (inFlight is not null)
        {
            (var changes, over) = Rebase.Over(inFlight.Changes, note, over);
            inFlight = inFlight with { Changes = changes };
        }

        (var waiting, over) = Rebase.Over(Waiting, note, over);
        return this with { InFlight = inFlight, Waiting = waiting, History = History.Over(note, over) };
    }

    private Replica Answered(BatchAnswer answer)
    {
        var sent = InFlight!;
        var next = this with { InFlight = answer.Count == 0 ? null : sent with { Answer = answer, Changes = Accepted(sent.Changes, answer) } };
        foreach (var refused in answer.Refused)
        {
            if (refused.Index < 0 || refused.Index >= sent.Batch.Changes.Length) continue;
            if (sent.Changes[refused.Index].Change is NoteHidden) continue; // Kept when the note went.
            next = next.Keep(sent.Batch.Changes[refused.Index], refused);
        }

        return next;
    }

    private static ImmutableList<Pending> Accepted(ImmutableList<Pending> changes, BatchAnswer answer)
    {
        var refused = answer.Refused.Select(r => r.Index).ToHashSet();
        return [.. changes.Where((_, index) => !refused.Contains(index))];
    }
}
