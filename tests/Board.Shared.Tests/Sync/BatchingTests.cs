using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;
using static MappingBoard.Shared.Tests.Sync.OnePage;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>I2: what happens while a batch is on its way is composed into the next, which is as large as may be sent.</summary>
public sealed class BatchingTests
{
    [Fact]
    public void I2_typing_in_one_note_waits_as_one_edit()
    {
        var replica = With("").Types(ANote, "He").Types(ANote, "He rang.").Types(ANote, "He rang. Twice.");
        Assert.Equal("He rang. Twice.", Assert.IsType<EditText>(Assert.Single(replica.Waiting).Change).Edit.Apply(""));
    }

    [Fact]
    public void I2_typing_goes_on_past_what_was_done_to_other_notes()
    {
        var third = SeededIds.Named("third");
        var replica = With("").Types(ANote, "He")
            .Does(new RemoveNote(Other)).Does(new RestoreNote(Other)).Does(new AddNote(third, new(Column.Worries), "New.")).Types(ANote, "He rang.");
        Assert.Equal(
            [typeof(EditText), typeof(RemoveNote), typeof(RestoreNote), typeof(AddNote)],
            replica.Waiting.Select(p => p.Change.GetType()));
        Assert.Equal("He rang.", Assert.IsType<EditText>(replica.Waiting[0].Change).Edit.Apply(""));
    }

    /// <summary>Composed with the first, it would be refused with it.</summary>
    [Fact]
    public void I2_typing_in_a_note_that_was_put_back_waits_for_that()
    {
        var replica = With("").Types(ANote, "He").Hears(new RemoveNote(ANote));
        replica = replica.Does(new RestoreNote(ANote)).Types(ANote, "He rang.");
        Assert.Equal([typeof(EditText), typeof(RestoreNote), typeof(EditText)], replica.Waiting.Select(p => p.Change.GetType()));
    }

    [Fact]
    public void R2_an_edit_says_which_version_of_the_servers_it_stands_on_when_it_is_sent()
    {
        var replica = With("One.").HearsThat(ANote, "One. Two.").HearsThat(ANote, "One. Two. Three.");
        replica = replica.Types(ANote, "One. Two. Three. Four.");
        replica = replica.HearsThat(ANote, "Zero. One. Two. Three.");
        var version = replica.Confirmed.Notes[ANote].TextVersion;
        Assert.Equal(3, version);
        Assert.Equal(version, Assert.IsType<EditText>(Assert.Single(replica.Send().Batch!.Changes)).Base);
    }

    [Fact]
    public void O4_what_only_the_server_does_cannot_be_proposed()
    {
        var replica = With("");
        Assert.Equal((replica, Refusal.ServerOnly), replica.Propose(new JoinBoard("Robin", "made up", Role.Observer), Noon));
    }

    [Fact]
    public void B5_a_batch_holds_a_hundred_changes_and_the_rest_waits()
    {
        var replica = With("");
        for (var i = 0; i < Bounds.BatchChanges + 3; i++) replica = replica.Does(new CategoriseNote(ANote, i % 2 == 0 ? "harm" : "danger"));
        (replica, var batch) = replica.Send();
        Assert.Equal(Bounds.BatchChanges, batch!.Changes.Length);
        Assert.Equal(3, replica.Waiting.Count);
    }

    [Theory]
    [InlineData(0, 32, 1)]
    [InlineData(1, 31, 2)]
    public void B5_a_batch_is_as_large_as_a_message_may_be_and_no_larger(int over, int sent, int left)
    {
        const int Room = 4 * 1024;
        var replica = With("");
        var most = Bounds.MessageBytes - Room;
        var bytes = 0;
        for (var i = 0; i < 32; i++)
        {
            var length = i < 31 ? Bounds.NoteText - 50 : most + over - bytes - Size(new AddNote(SeededIds.Named("31"), new(Column.Worries), ""));
            var change = new AddNote(SeededIds.Named($"{i}"), new(Column.Worries), new string('a', length));
            bytes += Size(change);
            replica = replica.Does(change);
        }

        Assert.Equal(most + over, bytes);
        replica = replica.Does(new AddNote(SeededIds.Named("32"), new(Column.Worries), "One more."));
        (replica, var batch) = replica.Send();
        Assert.Equal((sent, left), (batch!.Changes.Length, replica.Waiting.Count));
        Assert.True(JsonSerializer.SerializeToUtf8Bytes(batch, BoardJson.Default.Batch).Length < Bounds.MessageBytes);
    }

    /// <summary>With the comma behind it.</summary>
    private static int Size(Change change) => JsonSerializer.SerializeToUtf8Bytes(change, BoardJson.Default.Change).Length + 1;
}
