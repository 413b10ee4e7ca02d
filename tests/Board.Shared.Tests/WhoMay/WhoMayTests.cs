using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Xunit;
using static MappingBoard.Shared.Tests.WhoMay.Trial;

namespace MappingBoard.Shared.Tests.WhoMay;

/// <summary>
/// "Who may do what" (docs/SPEC.md) says what the code does: each cell is found out by trying, on a note of the person's own
/// and on somebody else's.
/// </summary>
public sealed class WhoMayTests
{
    private static readonly PlaceJudgement Judge = new(Id(OpenScale), 4, "", "");

    private static readonly Dictionary<string, Func<Role, string>> Tries = new()
    {
        ["P1"] = role => May(role, NewNote()) ? "yes" : May(role, NewNote(ofNans: true)) ? "in somebody's voice" : "–",
        ["P2"] = role => Said(May(role, Reword(Id(ADanger))), May(role, Reword(Id(AGoal))), May(role, Reword(Id(AStep)))),
        ["P3"] = role => Notes(role, Reword) is "yes" && OriginalAfter(Reword(NoteOfSomebodyElse), role) == SomeWords ? "anybody's, the original kept" : Notes(role, Reword),
        ["P4"] = role => Notes(role, Reword, Exact),
        ["P5"] = role => Alike(
            Notes(role, note => new MarkExactWords(note)),
            Notes(role, note => new RemoveNote(note)),
            Notes(role, note => new RestoreNote(note), TakenOff)),
        ["P6"] = role => Alike(Notes(role, note => new MoveNote(note, new(Column.WorkingWell))), Notes(role, note => new CategoriseNote(note, "harm"))),
        ["P7"] = role => Said(
            May(role, new AddScale(Id("new"), Wording, Sealed: true)),
            May(role, new WordScale(Id(OpenScale), Wording with { Question = "And now?" })),
            May(role, new SetScaleAside(Id(OpenScale), Aside: true)),
            May(role, new PairGoal(Id(ADanger), Id(AGoal)))),
        ["P8"] = role => Said(
            May(role, new AddScale(Id("new"), Wording)),
            May(role, new SealScale(Id(OpenScale))),
            May(role, new RevealScale(Id(SealedScale)))),
        ["P9"] = role => Said(
            May(role, Judge),
            May(role, Judge with { Value = 5 }, board => board.Apply(Judge, At(role.ToString()))),
            May(role, new WithdrawJudgement(Id(OpenScale)), board => board.Apply(Judge, At(role.ToString())))),
        ["P10"] = role => Said(May(role, new AgreeStep(Id(AStep), "Nan")), May(role, new MarkStep(Id(AStep), Done: true))),
        ["P11"] = role => May(role, NewNote(Audience.Professionals, ofNans: true)) ? "yes"
            : MayAmongUs(role, NewNote(Audience.Professionals, ofNans: true)) ? "if they see it" : "–",
        ["P12"] = role => Alike(
            Of(MayAmongUs, role, note => new SetNoteAudience(note, Audience.Everyone)),
            Of(MayBesideUs, role, note => new SetNoteAudience(note, Audience.Professionals))),
        ["P13"] = role => Said(
            May(role, new SetScaleAudience(Id(UsScale), Audience.Everyone)),
            May(role, new SetScaleAudience(Id(OpenScale), Audience.Professionals))),
        ["P14"] = role => Said(
            May(role, new OpenClosedPart(ClosedGround.RiskToSomebody, "")),
            May(role, new EndClosedPart(), Closed),
            May(role, new HoldBoard()),
            May(role, new ReleaseBoard(), Held),
            May(role, new LockBoard(), Held),
            May(role, new AddAddendum(Id("new"), SomeWords), Locked)),
        ["P15"] = role => Said(May(role, new RespondToFinal(FinalAnswer.Partly, SomeWords), Locked)),
    };

    public static TheoryData<string> Rules => [.. Tries.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_table_says_what_the_code_does(string rule) =>
        Assert.Equal(RuleTable.Row(rule), RuleTable.Roles.Select(Tries[rule]));

    [Fact]
    public void Every_rule_of_the_table_is_tried() => Assert.Equal(RuleTable.Ids, Tries.Keys);

    private static EditText Reword(string note) => new(note, 0, TextEdit.Between(SomeWords, SomeWords + " Often."));

    /// <summary>Which notes somebody may do something to, at the plain meeting or at one that was made for it.</summary>
    private static string Notes(Role role, Func<string, Change> change, Func<Board, Board>? made = null) =>
        Of((who, what) => May(who, what, made), role, change);

    private static string Of(Func<Role, Change, bool> may, Role role, Func<string, Change> change) =>
        may(role, change(NoteOfSomebodyElse)) ? "yes" : may(role, change(NoteOf(role))) ? "author" : "–";

    private static string Said(params ReadOnlySpan<bool> may) =>
        may.IndexOf(!may[0]) < 0 ? (may[0] ? "yes" : "–") : throw new InvalidOperationException("What stands in one line of the table is not one rule.");

    private static string Alike(params ReadOnlySpan<string> cells) =>
        cells.IndexOfAnyExcept(cells[0]) < 0 ? cells[0] : throw new InvalidOperationException($"What stands in one line of the table is not one rule: {string.Join(", ", cells.ToArray())}.");
}
