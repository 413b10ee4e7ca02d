using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>Mum's page, and what a server would say to it.</summary>
internal static class OnePage
{
    public static string Mum { get; } = SeededIds.Named("Mum");

    public static string Nan { get; } = SeededIds.Named("Nan");

    public static string ANote { get; } = SeededIds.Named("note");

    public static string Other { get; } = SeededIds.Named("other");

    public static DateTimeOffset Noon => SampleBoards.Noon;

    /// <summary>Two notes of Nan's, as they were when the page was opened.</summary>
    public static Replica With(string note, string other = "Other words.") => Replica.New(
        SeededIds.Named("replica"),
        BoardSnapshot.Of(SampleBoards.With("Mum", "Nan")
            .Apply(new AddNote(ANote, new(Column.Worries), note, "danger"), new(Nan, Noon))
            .Apply(new AddNote(Other, new(Column.Worries, ANote), other, "danger"), new(Nan, Noon))),
        stream: 0,
        Mum);

    public static string Text(this Replica replica, string note) => replica.Shown.Notes[note].Text;

    /// <summary>Mum does this; the rules let her.</summary>
    public static Replica Does(this Replica replica, Change change, DateTimeOffset? at = null)
    {
        (replica, var refusal) = replica.Propose(change, at ?? Noon);
        Assert.Null(refusal);
        return replica;
    }

    /// <summary>Mum types until the note reads so.</summary>
    public static Replica Types(this Replica replica, string note, string text, DateTimeOffset? at = null)
    {
        (replica, var refusal) = replica.Edit(note, TextEdit.Between(replica.Text(note), text), at ?? Noon);
        Assert.Null(refusal);
        return replica;
    }

    public static Replica Sends(this Replica replica) => replica.Send().Next;

    /// <summary>Durable changes, the next ones of the stream.</summary>
    public static Replica Hears(this Replica replica, params Change[] changes) => replica.HearsFrom(replica.Stream + 1, changes);

    public static Replica HearsFrom(this Replica replica, long from, params Change[] changes) =>
        replica.Receive(new Committed(from, [new(Nan, Noon, [.. changes])]));

    /// <summary>Somebody else writes a note anew.</summary>
    public static Replica HearsThat(this Replica replica, string note, string reads) =>
        replica.Hears(new EditText(note, 0, TextEdit.Between(replica.Confirmed.Notes[note].Text, reads)));

    /// <summary>What is in flight is accepted as it was sent.</summary>
    public static Replica IsAccepted(this Replica replica)
    {
        var sent = replica.InFlight!.Batch;
        replica = replica.Receive(new Answered(new(sent.N, replica.Stream + 1, sent.Changes.Length, [])));
        return replica.Receive(new Committed(replica.Stream + 1, [new(Mum, Noon, sent.Changes)]));
    }

    /// <summary>Everything that is in flight is refused.</summary>
    public static Replica IsRefused(this Replica replica, Refusal why) => replica.IsRefused(
        [.. replica.InFlight!.Batch.Changes.Select((_, i) => new RefusedChange(i, why.Code, why.Args))]);

    public static Replica IsRefused(this Replica replica, params RefusedChange[] refused) =>
        replica.Receive(new Answered(new(replica.InFlight!.Batch.N, 0, 0, [.. refused])));
}
