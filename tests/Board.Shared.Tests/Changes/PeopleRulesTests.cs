using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using Xunit;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>Who leads the meeting, and who belongs to it (docs/SPEC.md, "Who may do what").</summary>
public sealed class PeopleRulesTests
{
    private static readonly string Chair = Id(1);
    private static readonly string Worker = Id(2);
    private static readonly string Mum = Id(3);
    private static readonly string Scribe = Id(4);

    private static readonly Board Meeting = With(
        With(
            With(
                With(
                    Board.Empty(Id(9)).Apply(SampleBoards.Start, At(Chair)),
                    Chair, new JoinBoard("Made up", "chair", Role.Chair)),
                Worker, new JoinBoard("Made up", "social worker", Role.Professional)),
            Mum, new JoinBoard("Made up", "Mum", Role.Family)),
        Scribe, new JoinBoard("Made up", "note-taker", Role.NoteTaker));

    [Fact]
    public void A1_the_chair_makes_a_professional_a_chair_and_nobody_else()
    {
        Assert.Null(new AppointChair(Worker).Check(Meeting, At(Chair)));
        Assert.Equal("chair-only", new AppointChair(Worker).Check(Meeting, At(Mum))?.Code);
        Assert.Equal("chair-only", new AppointChair(Mum).Check(Meeting, At(Worker))?.Code);
        Assert.Equal("cannot-chair", new AppointChair(Mum).Check(Meeting, At(Chair))?.Code);
        Assert.Equal("cannot-chair", new AppointChair(Scribe).Check(Meeting, At(Chair))?.Code);
        Assert.Equal("cannot-chair", new AppointChair(Chair).Check(Meeting, At(Chair))?.Code);
        Assert.Equal("nobody-here", new AppointChair(Id(8)).Check(Meeting, At(Chair))?.Code);
        Assert.True(With(Meeting, Chair, new AppointChair(Worker)).Participant(Worker)!.IsChair);
    }

    [Fact]
    public void A2_a_meeting_is_never_without_a_chair()
    {
        Assert.Equal("last-chair", new LeaveBoard().Check(Meeting, At(Chair))?.Code);
        Assert.Null(new LeaveBoard().Check(Meeting, At(Mum)));

        var two = With(Meeting, Chair, new AppointChair(Worker));
        Assert.Null(new LeaveBoard().Check(two, At(Chair)));
        Assert.Equal("last-chair", new LeaveBoard().Check(With(two, Chair, new LeaveBoard()), At(Worker))?.Code);
    }

    [Fact]
    public void V6_who_is_sent_out_is_at_the_meeting_no_more()
    {
        Assert.Equal("chair-only", new SendOut(Mum).Check(Meeting, At(Worker))?.Code);
        Assert.Equal("cannot-send-out", new SendOut(Chair).Check(Meeting, At(Chair))?.Code);
        Assert.Null(new SendOut(Mum).Check(Meeting, At(Chair)));

        var after = With(Meeting, Chair, new SendOut(Mum));
        Assert.Equal(new(Chair, SampleBoards.Noon), after.Participant(Mum)!.SentOut);
        Assert.Equal("unknown-person", new RenamePerson("Made up", "Mum").Check(after, At(Mum))?.Code);
        Assert.Equal("nobody-here", new SendOut(Mum).Check(after, At(Chair))?.Code);
    }

    [Fact]
    public void V3_what_somebody_sees_never_changes_while_they_are_known()
    {
        var back = With(Meeting, Mum, new JoinBoard("Made up", "Mum", Role.Professional, TestCircles.Staff));
        Assert.Equal(TestCircles.Family, back.SetOf(Mum));

        var observer = With(Meeting, Id(5), new JoinBoard("Made up", "advocate", Role.Observer, TestCircles.Staff));
        Assert.Equal(TestCircles.Staff, observer.SetOf(Id(5)));
        Assert.Equal(TestCircles.Family, Meeting.SetOf(Scribe));
    }

    private static string Id(byte n) => Ids.From([n, .. new byte[15]]);

    private static Stamp At(string by) => new(by, SampleBoards.Noon);

    private static Board With(Board board, string by, Change change) => board.Apply(change, At(by));
}
