using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;
using static MappingBoard.Shared.Tests.Sync.OnePage;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>V3, B2: a stream is taken in once and without gaps, whatever comes twice, too early or by half.</summary>
public sealed class ReceivingTests
{
    /// <summary>Taken in twice it would turn further.</summary>
    private static readonly EditText Turned = new(ANote, 0, TextEdit.Replace(3, 0, 1, "").Then(TextEdit.Replace(2, 2, 0, "c")));

    [Fact]
    public void A_page_is_open_when_the_server_has_said_whose_it_is()
    {
        var replica = Replica.New(SeededIds.Named("replica"), SeededIds.Named("board"));
        Assert.False(replica.IsOpen);
        replica = replica.Receive(new Welcome(Mum, 0, [], [], Noon, BoardSnapshot.Of(SampleBoards.With("Mum"))));
        Assert.True(replica.IsOpen);
        Assert.Equal(Mum, replica.Me);
    }

    [Fact]
    public void V3_what_comes_before_what_it_follows_is_a_gap_and_is_not_taken_in()
    {
        var replica = With("abc").HearsFrom(2, Turned);
        Assert.True(replica.HasGap);
        Assert.Equal((0, "abc"), (replica.Stream, replica.Text(ANote)));
    }

    [Fact]
    public void V3_what_comes_twice_is_taken_in_once_and_is_no_gap()
    {
        var replica = With("abc").Hears(Turned).HearsFrom(1, Turned);
        Assert.Equal((1, "bcc", false), (replica.Stream, replica.Text(ANote), replica.HasGap));

        replica = replica.HearsThat(Other, "Others' words.").HearsFrom(1, Turned);
        Assert.Equal((2, "bcc", false), (replica.Stream, replica.Text(ANote), replica.HasGap));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void V3_a_batch_of_which_a_part_is_known_is_a_gap_and_none_of_it_is_taken_in(long from)
    {
        var replica = With("abc").Hears(Turned).HearsThat(Other, "Others' words.");
        replica = replica.HearsFrom(from, Turned, Turned, Turned);
        Assert.Equal((2, "bcc", true), (replica.Stream, replica.Text(ANote), replica.HasGap));
    }

    [Fact]
    public void B2_a_gap_is_closed_by_the_servers_next_welcome()
    {
        var replica = With("abc").HearsFrom(2, Turned);
        replica = replica.Receive(new Welcome(Mum, 1, [new(Nan, Noon, [Turned])], [], Noon));
        Assert.Equal((1, "bcc", false), (replica.Stream, replica.Text(ANote), replica.HasGap));
    }

    [Fact]
    public void B5_a_refusal_of_what_was_never_sent_is_passed_over()
    {
        var replica = With("abc").Types(ANote, "abcd").Sends();
        replica = replica.IsRefused(new(-1, "held"), new(1, "held"), new(2, "held"), new(0, "held"));
        Assert.Equal("abcd", Assert.Single(replica.Kept).Words);
        Assert.True(replica.IsSaved);
    }

    [Fact]
    public void R1_what_is_on_its_way_to_other_notes_stays_so_when_one_goes_out_of_sight()
    {
        var replica = With("A secret.").Types(Other, "Other words of mine.").Sends();
        replica = replica.Hears(new NoteHidden(ANote, [ANote], []));
        Assert.NotNull(replica.Unanswered);
        Assert.Equal("Other words of mine.", replica.Text(Other));
        Assert.Equal("Other words of mine.", replica.IsAccepted().Text(Other));
    }

    [Fact]
    public void R5_own_words_that_are_durable_go_with_their_note()
    {
        var replica = With("A secret.").Types(ANote, "A secret. I am afraid.").Sends().IsAccepted();
        Assert.Equal("I am afraid.", replica.OwnWordsIn(ANote));
        Assert.Empty(replica.Hears(new NoteHidden(ANote, [ANote], [])).Kept);
    }

    [Fact]
    public void R5_words_that_somebody_let_go_of_do_not_come_back_with_the_answer()
    {
        var replica = With("A secret.").Types(ANote, "A secret. I am afraid.").Sends().Hears(new NoteHidden(ANote, [ANote], []));
        replica = replica.LetGo(Assert.Single(replica.Kept).Key);
        replica = replica.IsRefused(Refusal.UnknownNote);
        Assert.Empty(replica.Kept);
        Assert.True(replica.IsSaved);
    }

    [Fact]
    public void R5_what_else_was_refused_about_a_note_that_is_gone_is_kept_beside_its_words()
    {
        var replica = With("A secret.").Types(ANote, "A secret. I am afraid.").Does(new CategoriseNote(ANote, "harm")).Sends().Hears(new NoteHidden(ANote, [ANote], []));
        replica = replica.IsRefused(Refusal.UnknownNote);
        Assert.Equal([typeof(AddNote), typeof(CategoriseNote)], replica.Kept.Select(k => k.Change.GetType()));
    }
}
