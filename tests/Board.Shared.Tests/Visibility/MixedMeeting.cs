using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Visibility;

/// <summary>A meeting of every kind of people that goes straight into a log, one change a commit: what was accepted, and what each of them may see of it.</summary>
internal sealed class MixedMeeting
{
    private readonly Dictionary<string, long> _batches = new(StringComparer.Ordinal);
    private DateTimeOffset _now = SampleBoards.Noon;

    public MixedMeeting()
    {
        var draft = new CommitDraft(Ledger, _now);
        Assert.Null(draft.TakeOwn(Chair, [SampleBoards.Start]));
        foreach (var (person, role) in People) Assert.Null(draft.TakeOwn(person, [new JoinBoard("Made up", "made up", role)]));
        Ledger = draft.Finish().Ledger;
    }

    public static string Chair { get; } = SeededIds.Named("chair");

    public static string Worker { get; } = SeededIds.Named("worker");

    public static string Mum { get; } = SeededIds.Named("mum");

    public static string Dad { get; } = SeededIds.Named("dad");

    public static string Advocate { get; } = SeededIds.Named("advocate");

    public static ImmutableArray<(string Person, Role Role)> People { get; } =
    [
        (Chair, Role.Chair),
        (Worker, Role.Professional),
        (SeededIds.Named("nurse"), Role.Professional),
        (Mum, Role.Family),
        (Dad, Role.Family),
        (SeededIds.Named("scribe"), Role.NoteTaker),
        (Advocate, Role.Observer),
    ];

    public Ledger Ledger { get; private set; } = Ledger.Empty(SeededIds.Named("board"));

    /// <summary>Every viewer that there is: each person, and what each audience has in common.</summary>
    public static IEnumerable<Viewer> Viewers(Model.Board board) =>
        People.Select(p => new Viewer(p.Person, board.SetOf(p.Person))).Append(Viewer.Everyone).Append(TestCircles.AllStaff);

    /// <summary>Somebody sends one change, a second after the last.</summary>
    /// <returns>The commit that it made, which may hold nothing but a refusal.</returns>
    public Commit Does(string person, Change change, bool timePasses = true)
    {
        if (timePasses) _now += TimeSpan.FromSeconds(1);
        var draft = new CommitDraft(Ledger, _now);
        var n = _batches[person] = _batches.GetValueOrDefault(person) + 1;
        Assert.True(draft.Take(SeededIds.Named("page of " + person), person, new(n, [change])).IsNew);
        (var commit, Ledger) = draft.Finish();
        return commit;
    }

    /// <summary>What it takes for a pair with its scale to come before other people (C20): nobody at random gets so far.</summary>
    private Change OfAPair(Random random)
    {
        var seen = Ledger.SeenBy(Worker);
        var (circle, other) = random.Chance(0.5) ? (TestCircles.Everyone, TestCircles.Professionals) : (TestCircles.Professionals, TestCircles.Everyone);
        var notes = seen.Columns.SelectMany(c => c).Select(id => seen.Notes[id]).Where(n => !n.IsRemoved && n.Circle == circle && n.Author == Worker).ToList();
        var dangers = notes.FindAll(n => seen.KindOf(n) == NoteKind.DangerStatement);
        var goals = notes.FindAll(n => seen.KindOf(n) == NoteKind.SafetyGoal);
        if (dangers.Count == 0) return new AddNote(random.Id(), new(Column.Worries), "Danger: " + AnyThing.Words(random), "danger", Circle: circle);
        if (goals.Count == 0) return new AddNote(random.Id(), new(Column.NeedsToHappen), "Goal: " + AnyThing.Words(random), "goal", Circle: circle);
        if (dangers.Find(d => d.Goal is not null) is not { } danger) return new PairGoal(random.Pick(dangers).Id, random.Pick(goals).Id);
        return random.Chance(0.4) && !seen.Scales.Exists(s => s.Danger == danger.Id)
            ? new AddScale(random.Id(), new("How safe?", "Ten", "Nought"), danger.Id, circle, Sealed: random.Chance(0.5) || seen.Scales.Count > 3)
            : new SetCircle(random.Chance(0.5) ? danger.Id : danger.Goal!, other, random.Id());
    }

    /// <summary>Somebody does anything, of what they see themselves. What stops most people does not last.</summary>
    public Commit DoesAnything(Random random)
    {
        if (Ledger.Board.Held is not null && random.Chance(0.2)) return Does(Chair, new ReleaseBoard());
        if (Ledger.Board.ClosedNow is not null && random.Chance(0.2)) return Does(Chair, new EndClosedPart());
        if (random.Chance(0.08)) return Does(Worker, OfAPair(random));
        var person = random.Chance(0.25) ? Chair : random.Pick(People).Person;
        return Does(person, AnyChange.On(Ledger.SeenBy(person), random));
    }
}
