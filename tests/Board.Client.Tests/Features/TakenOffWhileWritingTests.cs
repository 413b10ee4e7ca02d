using Bunit;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>Somebody takes off a note that is open at this page: its field goes, and no word with it (R5).</summary>
public sealed class TakenOffWhileWritingTests : MeetingPageTest
{
    private const string Danger = "He may be out at night again.";

    [Fact]
    public async Task R5_own_words_in_a_note_that_somebody_takes_off_are_kept_and_said()
    {
        var page = await Open(Meeting(Role.Professional, Note(Danger, "danger")));
        Dispatch(new NoteOpened(Id(Danger)));
        Type(" I saw it.", Danger);
        await Connection.Confirm(SampleNoon);
        await SandraDoes(new RemoveNote(Id(Danger)));

        Assert.Null(State.EditingNote);
        Assert.Equal("I saw it.", page.Find("#kept blockquote").TextContent);
        Assert.Contains("Somebody has taken this note off the map.", page.Find("#kept").TextContent, StringComparison.Ordinal);
        Assert.Contains("Somebody has taken this note off the map.", State.Announcement(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R5_letters_that_were_on_their_way_are_kept_with_them_once()
    {
        var page = await Open(Meeting(Role.Professional, Note(Danger, "danger")));
        Dispatch(new NoteOpened(Id(Danger)));
        Type(" I saw", Danger);
        await SandraDoes(new RemoveNote(Id(Danger)));
        Type(" it.", Danger + " I saw");
        await Connection.Refuse(Refusal.NoteRemoved);

        Assert.Equal("I saw it.", Assert.Single(page.FindAll("#kept blockquote")).TextContent);
        Assert.True(State.Replica.IsSaved);
    }

    [Fact]
    public async Task R5_a_note_without_own_words_goes_and_it_is_said_that_it_can_be_put_back()
    {
        var page = await Open(Meeting(Role.Professional, Note(Danger, "danger")));
        Dispatch(new NoteOpened(Id(Danger)));
        await SandraDoes(new RemoveNote(Id(Danger)));
        Assert.Null(State.EditingNote);
        Assert.Empty(page.FindAll("#kept"));
        Assert.Contains("can be put back", page.Find(".tell").TextContent, StringComparison.Ordinal);

        await SandraDoes(new RestoreNote(Id(Danger)));
        Assert.Empty(page.FindAll(".editor"));
    }

    [Fact]
    public async Task R5_letters_into_a_note_that_was_just_refused_are_kept_with_it_once()
    {
        var page = await Open(Meeting(Role.Professional));
        Dispatch(new ChangeProposed(new AddNote(Id("new"), new(Column.Worries), "He was alone.", "harm")));
        Dispatch(new NoteOpened(Id("new")));
        await SandraDoes(new HoldBoard());
        await Connection.Refuse(Refusal.Held);
        Dispatch(new TextEdited(Id("new"), TextEdit.Replace(13, 13, 0, " Twice."), "He was alone."));
        Assert.Equal("He was alone. Twice.", Assert.Single(page.FindAll("#kept blockquote")).TextContent);
    }

    private static DateTimeOffset SampleNoon => TestSupport.Boards.SampleBoards.Noon;

    private void Type(string words, string on) =>
        Dispatch(new TextEdited(Id(Danger), TextEdit.Replace(on.Length, on.Length, 0, words), on));
}
