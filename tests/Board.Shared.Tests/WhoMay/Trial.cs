using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Shared.Tests.WhoMay;

/// <summary>
/// A meeting to try things at: one person of each role, whose notes are their own, and a second professional, whose notes
/// are somebody else's to everybody.
/// </summary>
internal static class Trial
{
    public const string SomeWords = "He shouts at night.";

    public const string OpenScale = "an open scale", SealedScale = "a sealed scale", UsScale = "a professionals' scale";

    public const string ADanger = "a danger", AGoal = "a goal", AStep = "a step";

    public static readonly ScaleWording Wording = new("How safe?", "Safe enough.", "Not safe at all.");

    public const string Else = "somebody else";

    private static readonly Voice Voice = new("Nan", "Grandma", false);

    private static readonly Board Plain = People(notesFor: TestCircles.Everyone);

    private static readonly Board ForUs = People(notesFor: TestCircles.Professionals);

    /// <summary>Whether somebody may do something to the meeting as it stands, or as it was made for the trial.</summary>
    public static bool May(Role role, Change change, Func<Board, Board>? made = null) =>
        change.Check(made?.Invoke(Plain) ?? Plain, At(role.ToString())) is null;

    /// <summary>The same at a meeting where note-taker and observer came for the professionals, and every note is for them.</summary>
    public static bool MayAmongUs(Role role, Change change) => change.Check(ForUs, At(role.ToString())) is null;

    /// <summary>The same at a meeting where note-taker and observer came for the professionals, and notes are for everyone.</summary>
    public static bool MayBesideUs(Role role, Change change) => change.Check(People(TestCircles.Everyone, scribes: TestCircles.Professionals), At(role.ToString())) is null;

    /// <summary>What is kept of somebody else's words after somebody changed them.</summary>
    public static string? OriginalAfter(EditText edit, Role role) => Plain.Apply(edit, At(role.ToString())).Notes[edit.Note].Original;

    public static string NoteOf(Role role) => Id($"note of {role}");

    public static string NoteOfSomebodyElse => Id($"note of {Else}");

    public static string Id(string name) => SeededIds.Named(name);

    /// <summary>A note as it is at the plain meeting; an observer has none, and gets one that is not there.</summary>
    public static Note Some(string note) => Plain.Note(note) ?? new() { Id = note, Text = "", Author = "", Circle = TestCircles.Everyone };

    public static Scale SomeScale => Plain.Scale(Id(OpenScale))!;

    public static AddNote NewNote(string audience = TestCircles.Everyone, bool ofNans = false) =>
        new(Id("new"), new(Column.Worries), SomeWords, Voice: ofNans ? Voice : null, Circle: audience);

    public static Board Exact(Board board) => All(board, note => new MarkExactWords(note));

    public static Board TakenOff(Board board) => All(board, note => new RemoveNote(note));

    public static Board Held(Board board) => board.Apply(new HoldBoard(), At(nameof(Role.Chair)));

    public static Board Locked(Board board) => Held(board).Apply(new LockBoard(), At(nameof(Role.Chair)));

    public static Board Closed(Board board) => board.Apply(new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals), At(nameof(Role.Chair)));

    public static Board WithTwoChairs(Board board) => board.Apply(new AppointChair(Id(Else)), At(nameof(Role.Chair)));

    public static Stamp At(string who) => new(Id(who), SampleBoards.Noon);

    private static Board All(Board board, Func<string, Change> change) =>
        board.Notes.Keys.Aggregate(board, (b, note) => b.Apply(change(note), At(nameof(Role.Chair))));

    private static Board People(string notesFor, string? scribes = null)
    {
        var board = Board.Empty(Id("board")).Apply(SampleBoards.Start, At(nameof(Role.Chair)));
        foreach (var role in RuleTable.Roles)
        {
            var side = role is Role.NoteTaker or Role.Observer ? ((scribes ?? notesFor) == TestCircles.Everyone ? TestCircles.Family : TestCircles.Staff) : null;
            board = board.Apply(new JoinBoard("Made up", "made up", role, side), At(role.ToString()));
        }

        board = board.Apply(new JoinBoard("Made up", "made up", Role.Professional), At(Else));
        foreach (var who in RuleTable.Roles.Except([Role.Observer]).Select(r => r.ToString()).Append(Else))
            board = board.Apply(new AddNote(Id($"note of {who}"), new(Column.Worries), SomeWords, Voice: Voice, Circle: notesFor), At(who));

        return Things(board);
    }

    private static Board Things(Board board)
    {
        Change[] changes =
        [
            new AddNote(Id(ADanger), new(Column.Worries), SomeWords, "danger"),
            new AddNote(Id(AGoal), new(Column.NeedsToHappen), SomeWords, "goal"),
            new AddNote(Id(AStep), new(Column.NeedsToHappen), SomeWords, "step"),
            new AddScale(Id(OpenScale), Wording),
            new AddScale(Id(SealedScale), Wording, Sealed: true),
            new AddScale(Id(UsScale), Wording, Circle: TestCircles.Professionals),
        ];
        return changes.Aggregate(board, (b, change) => b.Apply(change, At(Else)));
    }
}
