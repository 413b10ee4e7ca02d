using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Tests.Visibility;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Chairing;

/// <summary>The chair holds, closes and locks (L1, L2), and what that does to everybody else.</summary>
public sealed class ChairingTests
{
    [Fact]
    public void L2_after_the_lock_nothing_that_anybody_sends_changes_the_content() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var meeting = new MixedMeeting();
        for (var i = 0; i < 80; i++) meeting.DoesAnything(random);
        var stale = MixedMeeting.People.ToDictionary(p => p.Person, p => meeting.Ledger.SeenBy(p.Person));
        if (meeting.Ledger.Board.ClosedNow is not null) meeting.Does(MixedMeeting.Chair, new EndClosedPart());
        meeting.Does(MixedMeeting.Chair, new HoldBoard());
        meeting.Does(MixedMeeting.Chair, new LockBoard());
        Assert.True(meeting.Ledger.Board.IsLocked);

        var final = Content(meeting.Ledger.Board);
        for (var i = 0; i < 150; i++)
        {
            var person = random.Pick(MixedMeeting.People).Person;

            // What they see now, and what they made offline before the lock.
            var board = random.Chance(0.5) ? meeting.Ledger.SeenBy(person) : stale[person];
            meeting.Does(person, random.Chance(0.2) ? AfterLock(random) : AnyChange.On(board, random));
            Assert.Equal(final, Content(meeting.Ledger.Board));
        }
    }, iter: Tier.Cases(100));

    [Fact]
    public void L2_what_still_enters_are_answers_in_ones_own_words_and_the_chairs_addenda()
    {
        var meeting = Locked();
        Accepted(meeting, MixedMeeting.Mum, new RespondToFinal(FinalAnswer.Partly, "Not the part about the stairs."));
        Accepted(meeting, MixedMeeting.Mum, new RespondToFinal(FinalAnswer.Disagree, "I have thought about it."));
        Refused("not-your-part", meeting, MixedMeeting.Advocate, new RespondToFinal(FinalAnswer.Agree, ""));
        Accepted(meeting, MixedMeeting.Chair, new AddAddendum(SeededIds.Named("1"), "The date of the visit was the 4th."));
        Accepted(meeting, MixedMeeting.Chair, new AddAddendum(SeededIds.Named("2"), "SECRET", TestCircles.Professionals));
        Refused("id-taken", meeting, MixedMeeting.Chair, new AddAddendum(SeededIds.Named("1"), "again"));
        Refused("blank", meeting, MixedMeeting.Chair, new AddAddendum(SeededIds.Named("3"), " "));
        Refused("chair-only", meeting, MixedMeeting.Worker, new AddAddendum(SeededIds.Named("4"), "mine"));
        Refused("locked", meeting, MixedMeeting.Chair, new ReleaseBoard());
        Refused("locked", meeting, MixedMeeting.Chair, new LockBoard());
        Refused("locked", meeting, MixedMeeting.Chair, new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals));

        var response = Assert.Single(meeting.Ledger.Board.Responses);
        Assert.Equal((FinalAnswer.Disagree, MixedMeeting.Mum), (response.Answer, response.Given.By));
        Assert.Equal(2, meeting.Ledger.Board.Addenda.Count);
        Assert.Single(meeting.Ledger.SeenBy(MixedMeeting.Mum).Addenda);
        Assert.DoesNotContain("SECRET", meeting.Ledger.SeenBy(MixedMeeting.Mum).Json(), StringComparison.Ordinal);
    }

    [Fact]
    public void L2_before_the_lock_the_chair_pauses_the_writing_and_the_family_is_back()
    {
        var meeting = new MixedMeeting();
        Refused("hold-first", meeting, MixedMeeting.Chair, new LockBoard());
        Refused("chair-only", meeting, MixedMeeting.Worker, new LockBoard());
        Refused("not-locked", meeting, MixedMeeting.Mum, new RespondToFinal(FinalAnswer.Agree, ""));
        Refused("not-locked", meeting, MixedMeeting.Chair, new AddAddendum(SeededIds.Named("1"), "early"));
        Accepted(meeting, MixedMeeting.Chair, new HoldBoard());
        Accepted(meeting, MixedMeeting.Chair, new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals));
        Refused("closed-part-open", meeting, MixedMeeting.Chair, new LockBoard());
        Accepted(meeting, MixedMeeting.Chair, new EndClosedPart());
        Accepted(meeting, MixedMeeting.Chair, new LockBoard());
    }

    [Fact]
    public void L1_while_the_chair_holds_nobody_but_a_chair_changes_anything() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var meeting = new MixedMeeting();
        for (var i = 0; i < 60; i++) meeting.DoesAnything(random);
        meeting.Does(MixedMeeting.Chair, new HoldBoard());
        if (meeting.Ledger.Board.ClosedNow is not null) meeting.Does(MixedMeeting.Chair, new EndClosedPart());
        var held = Content(meeting.Ledger.Board);
        for (var i = 0; i < 100; i++)
        {
            var person = random.Pick(MixedMeeting.People).Person;
            if (meeting.Ledger.Board.Participant(person)!.IsChair) continue;
            var commit = meeting.Does(person, AnyChange.On(meeting.Ledger.SeenBy(person), random));
            Assert.All(commit.Batches[0].Changes, change => Assert.IsType<RenamePerson>(change));
            Assert.Equal(held, Content(meeting.Ledger.Board));
        }

        Accepted(meeting, MixedMeeting.Chair, new AddNote(random.Id(), new(Column.Worries), "The chair goes on."));
        Accepted(meeting, MixedMeeting.Chair, new ReleaseBoard());
        Accepted(meeting, MixedMeeting.Mum, new AddNote(random.Id(), new(Column.Worries), "So do I."));
    }, iter: Tier.Cases(60));

    [Fact]
    public void V1_while_the_family_is_outside_what_everyone_shares_stays_as_it_is() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var meeting = new MixedMeeting();
        for (var i = 0; i < 60; i++) meeting.DoesAnything(random);
        if (meeting.Ledger.Board.ClosedNow is null) meeting.Does(MixedMeeting.Chair, new OpenClosedPart(ClosedGround.CriminalInvestigation, "SECRET", TestCircles.Professionals));
        var shared = Content(meeting.Ledger.Views.For(TestCircles.Family));
        for (var i = 0; i < 100; i++)
        {
            var person = random.Pick(MixedMeeting.People).Person;
            var change = AnyChange.On(meeting.Ledger.SeenBy(person), random);
            if (change is EndClosedPart or HoldBoard or ReleaseBoard) continue;
            meeting.Does(person, change);
            Assert.Equal(shared, Content(meeting.Ledger.Views.For(TestCircles.Family)));
        }

        Assert.DoesNotContain("SECRET", meeting.Ledger.SeenBy(MixedMeeting.Mum).Json(), StringComparison.Ordinal);
        Refused("outside", meeting, MixedMeeting.Mum, new AddNote(random.Id(), new(Column.Worries), "I am outside."));
        if (meeting.Ledger.Board.Held is not null) Accepted(meeting, MixedMeeting.Chair, new ReleaseBoard());
        Refused("family-outside", meeting, MixedMeeting.Worker, new AddNote(random.Id(), new(Column.Worries), "For everyone."));
        Accepted(meeting, MixedMeeting.Worker, new AddNote(random.Id(), new(Column.Worries), "Among us.", Circle: TestCircles.Professionals));
        Accepted(meeting, MixedMeeting.Chair, new EndClosedPart());
    }, iter: Tier.Cases(60));

    [Fact]
    public void V1_a_closed_part_has_a_recognised_ground_and_is_the_chairs_to_open()
    {
        var meeting = new MixedMeeting();
        Refused("chair-only", meeting, MixedMeeting.Worker, new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals));
        Refused("needs-a-ground", meeting, MixedMeeting.Chair, new OpenClosedPart(null, "because", TestCircles.Professionals));
        Refused("needs-a-ground", meeting, MixedMeeting.Chair, new OpenClosedPart((ClosedGround)9, "because", TestCircles.Professionals));
        Refused("too-long", meeting, MixedMeeting.Chair, new OpenClosedPart(ClosedGround.RiskToSomebody, new('x', Bounds.ShortText + 1), TestCircles.Professionals));
        Refused("no-closed-part", meeting, MixedMeeting.Chair, new EndClosedPart());
        Accepted(meeting, MixedMeeting.Chair, new OpenClosedPart(ClosedGround.RiskToSomebody, "because", TestCircles.Professionals));
        Refused("closed-part-open", meeting, MixedMeeting.Chair, new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals));
        Refused("chair-only", meeting, MixedMeeting.Worker, new EndClosedPart());
    }

    private static MixedMeeting Locked()
    {
        var meeting = new MixedMeeting();
        Accepted(meeting, MixedMeeting.Chair, new HoldBoard());
        Accepted(meeting, MixedMeeting.Chair, new LockBoard());
        return meeting;
    }

    private static Change AfterLock(Random random) => random.Next(6) switch
    {
        0 => new RespondToFinal(random.Pick(Enum.GetValues<FinalAnswer>()), AnyThing.Words(random)),
        1 => new AddAddendum(random.Id(), "Later: " + AnyThing.Words(random), AnyThing.Circle(random)),
        2 => new LockBoard(),
        3 => new ReleaseBoard(),
        4 => new SendOut(random.Pick(MixedMeeting.People).Person),
        _ => new EndClosedPart(),
    };

    /// <summary>Everything that the meeting agreed on: all but who is there, what they say of it, and what was added later.</summary>
    private static string Content(Model.Board board) => (board with { Participants = [], Responses = [], Addenda = [], Held = null }).Json();

    private static void Accepted(MixedMeeting meeting, string person, Change change) =>
        Assert.Empty(meeting.Does(person, change).Batches[0].Refused);

    private static void Refused(string code, MixedMeeting meeting, string person, Change change) =>
        Assert.Equal(code, Assert.Single(meeting.Does(person, change).Batches[0].Refused).Code);
}
