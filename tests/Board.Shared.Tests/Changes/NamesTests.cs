using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>Who somebody is, is said by the server and not by words that they wrote (V8).</summary>
public sealed class NamesTests
{
    private static readonly string Ruth = SeededIds.Named("Ruth");
    private static readonly string Dean = SeededIds.Named("Dean");
    private static readonly RenamePerson TakeOver = new("Ruth Adeyemi", "independent chair");

    private static Board Meeting => SampleBoards.Begun(
        (Ruth, new JoinBoard("Ruth Adeyemi", "independent chair", Role.Chair)),
        (Dean, new JoinBoard("Dean Marsh", "Dad", Role.Family)));

    [Fact]
    public void V8_a_rename_waits_while_the_meeting_is_held_somebody_is_outside_or_the_map_is_final()
    {
        Assert.Null(TakeOver.Check(Meeting, At(Dean)));
        var held = Meeting.Apply(new HoldBoard(), At(Ruth));
        Assert.Equal(Refusal.Held, TakeOver.Check(held, At(Dean)));
        Assert.Equal(Refusal.Locked, TakeOver.Check(held.Apply(new LockBoard(), At(Ruth)), At(Ruth)));

        var closed = Meeting.Apply(new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals), At(Ruth));
        Assert.Equal(Refusal.Outside, TakeOver.Check(closed, At(Dean)));
        Assert.Equal(Refusal.FamilyOutside, TakeOver.Check(closed, At(Ruth)));
    }

    [Fact]
    public void V8_people_are_named_as_they_were_called_when_they_spoke()
    {
        var noon = SampleBoards.Noon;
        var board = Meeting.Apply(TakeOver, At(Dean, 10));
        Assert.Equal(("Dean Marsh", "Dad", Role.Family), Named(board, Dean, 9));
        Assert.Equal(("Ruth Adeyemi", "independent chair", Role.Family), Named(board, Dean, 10));

        // Who comes back under another name, also to a map that is final, changes nothing of what was said.
        board = board.Apply(new LeaveBoard(), At(Dean, 11)).Apply(new JoinBoard("D. Marsh", "parent", Role.Family), At(Dean, 12));
        Assert.Equal(("Dean Marsh", "Dad", Role.Family), Named(board, Dean, 9));
        Assert.Equal(("Ruth Adeyemi", "independent chair", Role.Family), Named(board, Dean, 11));
        Assert.Equal(("D. Marsh", "parent", Role.Family), Named(board, Dean, 12));
        Assert.Equal("D. Marsh", board.Participant(Dean)!.At(default).Name);
        Assert.Equal(noon, board.Participant(Dean)!.JoinedAt);
    }

    [Fact]
    public void V8_whoever_becomes_a_chair_was_none_before()
    {
        var imran = SeededIds.Named("Imran");
        var board = Meeting.Apply(new JoinBoard("Imran Shah", "social worker", Role.Professional), At(imran)).Apply(new AppointChair(imran), At(Ruth, 5));
        Assert.Equal((Role.Professional, Role.Chair), (Named(board, imran, 4).Role, Named(board, imran, 5).Role));
    }

    [Fact]
    public void V8_to_be_called_the_same_is_no_other_name_and_the_names_of_one_person_are_bounded()
    {
        Assert.Null(Meeting.Apply(new JoinBoard("Dean Marsh", "Dad", Role.Family), At(Dean, 3)).Participant(Dean)!.Earlier);
        var board = Meeting;
        for (var i = 0; i < Bounds.EarlierNames; i++)
        {
            var next = new RenamePerson($"Dean {i}", "Dad");
            Assert.Null(next.Check(board, At(Dean, i)));
            board = board.Apply(next, At(Dean, i));
        }

        Assert.Equal(Refusal.TooMany, TakeOver.Check(board, At(Dean)));
        Assert.Equal(Bounds.EarlierNames, board.Participant(Dean)!.Earlier!.Count);
    }

    [Theory]
    [InlineData("Ruth Adeyemi", "ruth  ADEYEMI")]
    [InlineData("Ruth Adeyemi", "Ruth Adeyemi, independent chair")]
    [InlineData("Ruth Adeyemi", "Ruth Adeyémi (chair)")]
    [InlineData("Ruth Adeyemi", "Ruth\u200bAdeyemi Adeyemi", false)]
    [InlineData("Ruth Adeyemi", "Ru\u200bth Adeyemi")]
    [InlineData("Ruth Adeyemi", "Ruth Аdeyеmi")] // Cyrillic А and е.
    [InlineData("Zoë", "Zoe")]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("Sam", "Sam")]
    [InlineData("Sam", "Sam Marsh", false)]
    [InlineData("Sam Marsh", "Sam Marshall", false)]
    [InlineData("نور", "نور")]
    [InlineData("Ruth Adeyemi", "Dean Marsh", false)]
    [InlineData("…", "…", false)]
    public void V8_names_that_are_read_as_one_are_alike(string one, string other, bool alike = true)
    {
        Assert.Equal(alike, Names.AreAlike(one, other));
        Assert.Equal(alike, Names.AreAlike(other, one));
    }

    [Fact]
    public void V8_in_a_sentence_the_server_says_who_somebody_is_and_which_of_those_with_their_name()
    {
        Assert.Equal("Dean Marsh (family)", Names.InFull(Meeting.Participant(Dean)!, Meeting.Participants));
        var board = Meeting.Apply(new RenamePerson("Ruth Adeyemi (chair)", "chair"), At(Dean, 1));
        Assert.Equal("Ruth Adeyemi (chair, 1 of 2 with this name)", Names.InFull(board.Participant(Ruth)!, board.Participants));
        Assert.Equal("Ruth Adeyemi (chair) (family, 2 of 2 with this name)", Names.InFull(board.Participant(Dean)!, board.Participants));
    }

    private static (string Name, string Who, Role Role) Named(Board board, string person, int minute)
    {
        var then = board.Participant(person)!.At(SampleBoards.Noon.AddMinutes(minute));
        return (then.Name, then.Who, then.Role);
    }

    private static Stamp At(string by, int minute = 0) => new(by, SampleBoards.Noon.AddMinutes(minute));
}
