using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Visibility;

/// <summary>What each viewer sees, thing by thing: to the letter, where the properties speak of all meetings at once.</summary>
public sealed class SeenExactlyTests
{
    private readonly MixedMeeting _meeting = new();

    private Model.Board Board => _meeting.Ledger.Board;

    [Fact]
    public void V5_a_note_stands_between_the_neighbours_that_its_viewer_sees()
    {
        string? above = null;
        foreach (var (name, audience) in new[]
        {
            ("a", TestCircles.Everyone), ("b", TestCircles.Professionals), ("c", TestCircles.Everyone), ("d", TestCircles.Professionals), ("e", TestCircles.Everyone),
        })
        {
            Does(MixedMeeting.Worker, new AddNote(Id(name), new(Column.Worries, above), name, Circle: audience));
            above = Id(name);
        }

        Assert.Equal(new(Column.Worries, null, Id("c")), Board.PlaceSeenBy(Id("a"), Viewer.Everyone));
        Assert.Equal(new(Column.Worries, Id("a"), Id("c")), Board.PlaceSeenBy(Id("b"), Viewer.Everyone));
        Assert.Equal(new(Column.Worries, Id("a"), Id("e")), Board.PlaceSeenBy(Id("c"), Viewer.Everyone));
        Assert.Equal(new(Column.Worries, Id("c"), null), Board.PlaceSeenBy(Id("e"), Viewer.Everyone));
        Assert.Equal(new(Column.Worries, Id("b"), Id("d")), Board.PlaceSeenBy(Id("c"), TestCircles.AllStaff));
        Assert.Null(Board.PlaceSeenBy(Id("nothing"), TestCircles.AllStaff));
        Assert.Equal([Id("a"), Id("c"), Id("e")], Board.SeenBy(Viewer.Everyone).Columns[(int)Column.Worries]);
    }

    [Fact]
    public void V1_of_what_was_added_afterwards_each_sees_what_is_for_them()
    {
        Does(MixedMeeting.Chair, new HoldBoard());
        Does(MixedMeeting.Chair, new LockBoard());
        Does(MixedMeeting.Chair, new AddAddendum(Id("for all"), "A date was wrong."));
        Does(MixedMeeting.Chair, new AddAddendum(Id("for us"), "Ring the police.", TestCircles.Professionals));
        Assert.Equal([Id("for all")], Board.SeenBy(Viewer.Everyone).Addenda.Select(a => a.Id));
        Assert.Equal([Id("for all"), Id("for us")], Board.SeenBy(TestCircles.AllStaff).Addenda.Select(a => a.Id));
    }

    [Fact]
    public void V1_where_nothing_is_hidden_the_view_is_the_board_itself()
    {
        Does(MixedMeeting.Chair, new AddScale(Id("open"), new("How safe?", "Ten", "Nought")));
        Does(MixedMeeting.Mum, new PlaceJudgement(Id("open"), 4, "", ""));
        Assert.Same(Board, Board.SeenBy(TestCircles.AllStaff));

        // One scale that is hidden makes a new view, of which the others are part as they are.
        Does(MixedMeeting.Chair, new AddScale(Id("sealed"), new("How safe is the night?", "Ten", "Nought")));
        Does(MixedMeeting.Chair, new SealScale(Id("sealed")));
        Does(MixedMeeting.Dad, new PlaceJudgement(Id("sealed"), 2, "SECRET", ""));
        Assert.Same(Board.Scale(Id("open")), Board.SeenBy(TestCircles.AllStaff).Scale(Id("open")));
        Assert.Null(Board.SeenBy(TestCircles.AllStaff).Scale(Id("sealed"))!.JudgementOf(MixedMeeting.Dad));
        Assert.Equal(1, Board.SeenBy(TestCircles.AllStaff).Scale(Id("sealed"))!.Placed);
        Assert.Equal(2, Board.SeenBy(new(MixedMeeting.Dad, TestCircles.Family)).Scale(Id("sealed"))!.JudgementOf(MixedMeeting.Dad)!.Value);
    }

    [Fact]
    public void V3_what_an_audience_has_in_common_is_nobodys() =>
        Assert.Equal(("", ""), (Viewer.Everyone.Person, TestCircles.AllStaff.Person));

    private static string Id(string name) => SeededIds.Named(name);

    private void Does(string person, Change change) => Assert.Empty(_meeting.Does(person, change).Batches[0].Refused);
}
