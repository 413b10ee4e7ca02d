using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Xunit;
using static MappingBoard.Shared.Tests.WhoMay.Trial;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Shared.Tests.WhoMay;

/// <summary>
/// "Who may do what" (docs/SPEC.md) says what the code does, for each kind of change and each rule that it names: each cell
/// is found out by trying, on a note of the person's own and on somebody else's.
/// </summary>
public sealed class WhoMayTests
{
    private static readonly PlaceJudgement Judge = new(Id(OpenScale), 4, "", "");

    /// <summary>What is tried otherwise than on notes and scales as they are.</summary>
    private static readonly Dictionary<(ChangeKind Kind, string Rule), Func<Role, string>> Tries = new()
    {
        [(AddNote.Kind, "P1")] = role => May(role, NewNote()) ? "yes" : May(role, NewNote(ofNans: true)) ? "in somebody's voice" : "–",
        [(AddNote.Kind, "P11")] = role => May(role, NewNote(TestCircles.Professionals, ofNans: true)) ? "yes"
            : MayAmongUs(role, NewNote(TestCircles.Professionals, ofNans: true)) ? "if they see it" : "–",
        [(EditText.Kind, "P2")] = role => Said(May(role, Reword(Id(ADanger))), May(role, Reword(Id(AGoal))), May(role, Reword(Id(AStep)))),
        [(EditText.Kind, "P3")] = role => Notes(role, Reword) is "yes" && OriginalAfter(Reword(NoteOfSomebodyElse), role) == SomeWords
            ? "anybody's, the original kept" : Notes(role, Reword),
        [(EditText.Kind, "P4")] = role => Notes(role, Reword, Exact),
        [(RestoreNote.Kind, "P5")] = role => Notes(role, note => new RestoreNote(note), TakenOff),
        [(AddScale.Kind, "P7")] = role => Said(May(role, new AddScale(Id("new"), Wording, Sealed: true))),
        [(PairGoal.Kind, "P7")] = role => Said(May(role, new PairGoal(Id(ADanger), Id(AGoal)))),
        [(AddScale.Kind, "P8")] = role => Said(May(role, new AddScale(Id("new"), Wording))),
        [(RevealScale.Kind, "P8")] = role => Said(May(role, new RevealScale(Id(SealedScale)))),
        [(PlaceJudgement.Kind, "P9")] = role => Said(May(role, Judge), May(role, Judge with { Value = 5 }, b => b.Apply(Judge, At(role.ToString())))),
        [(WithdrawJudgement.Kind, "P9")] = role => Said(May(role, new WithdrawJudgement(Id(OpenScale)), b => b.Apply(Judge, At(role.ToString())))),
        [(AgreeStep.Kind, "P10")] = role => Said(May(role, new AgreeStep(Id(AStep), "Nan"))),
        [(MarkStep.Kind, "P10")] = role => Said(May(role, new MarkStep(Id(AStep), Done: true))),
        [(SetCircle.Kind, "P12")] = role => Of(MayAmongUs, role, note => new SetCircle(note, TestCircles.Everyone, SeededIds.Named("showing"))),
        [(SetCircle.Kind, "P16")] = role => Of(MayBesideUs, role, note => new SetCircle(note, TestCircles.Professionals, SeededIds.Named("showing"))),
        [(SetScaleCircle.Kind, "P13")] = role => Said(
            May(role, new SetScaleCircle(Id(UsScale), TestCircles.Everyone)),
            May(role, new SetScaleCircle(Id(OpenScale), TestCircles.Professionals))),
        [(OpenClosedPart.Kind, "P14")] = role => Said(May(role, new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals))),
        [(EndClosedPart.Kind, "P14")] = role => Said(May(role, new EndClosedPart(), Closed)),
        [(HoldBoard.Kind, "P14")] = role => Said(May(role, new HoldBoard())),
        [(ReleaseBoard.Kind, "P14")] = role => Said(May(role, new ReleaseBoard(), Held)),
        [(LockBoard.Kind, "P14")] = role => Said(May(role, new LockBoard(), Held)),
        [(AddAddendum.Kind, "P14")] = role => Said(May(role, new AddAddendum(Id("new"), SomeWords), Locked)),
        [(RespondToFinal.Kind, "P15")] = role => Said(May(role, new RespondToFinal(FinalAnswer.Partly, SomeWords), Locked)),
        [(AppointChair.Kind, "A1")] = role => Said(May(role, new AppointChair(Id(Else)))),
        [(SendOut.Kind, "A1")] = role => Said(May(role, new SendOut(Id(Else)))),
        [(RenamePerson.Kind, "A2")] = role => Said(May(role, new RenamePerson("Made up", "made up anew"))),
        [(LeaveBoard.Kind, "A2")] = role => Said(May(role, new LeaveBoard(), WithTwoChairs)),
    };

    /// <summary>Each rule of each kind, by their names.</summary>
    public static TheoryData<string, string> Rules => new(ChangeKinds.All.SelectMany(kind => kind.Rules.Select(rule => (kind.Name, rule))));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_table_says_what_the_code_does(string kind, string rule) =>
        Assert.Equal(RuleTable.Row(rule), RuleTable.Roles.Select(Try(ChangeKinds.All.Single(k => k.Name == kind), rule)));

    [Fact]
    public void Every_rule_of_the_table_is_some_kinds() =>
        Assert.Equal(RuleTable.Documented.Order(), ChangeKinds.All.SelectMany(kind => kind.Rules).Distinct().Where(rule => rule != "T1").Order());

    /// <summary>What no page may send obeys no rule of people's; what a page may send obeys one.</summary>
    [Fact]
    public void Every_kind_that_a_page_sends_obeys_a_rule_of_the_table() => Assert.All(ChangeKinds.All, kind =>
        Assert.Equal(TestSupport.Boards.Samples.AllSamples.Of(kind).On(TestSupport.Boards.SampleBoards.With("Chair"), new(1)).ByServerOnly, kind.Rules.IsEmpty));

    private static Func<Role, string> Try(ChangeKind kind, string rule) => role =>
        Tries.TryGetValue((kind, rule), out var tried) ? tried(role)
        : kind.On(Some(NoteOfSomebodyElse)) is not null ? Notes(role, note => kind.On(Some(note))!)
        : kind.On(SomeScale) is { } change ? Said(May(role, change))
        : throw new InvalidOperationException($"Nobody has said how '{kind.Name}' is tried for {rule}.");

    private static EditText Reword(string note) => new(note, 0, TextEdit.Between(SomeWords, SomeWords + " Often."));

    /// <summary>Which notes somebody may do something to, at the plain meeting or at one that was made for it.</summary>
    private static string Notes(Role role, Func<string, Change> change, Func<Model.Board, Model.Board>? made = null) =>
        Of((who, what) => May(who, what, made), role, change);

    private static string Of(Func<Role, Change, bool> may, Role role, Func<string, Change> change) =>
        may(role, change(NoteOfSomebodyElse)) ? "yes" : may(role, change(NoteOf(role))) ? "author" : "–";

    private static string Said(params ReadOnlySpan<bool> may) =>
        may.IndexOf(!may[0]) < 0 ? (may[0] ? "yes" : "–") : throw new InvalidOperationException("What stands in one line of the table is not one rule.");

    private static string Alike(params ReadOnlySpan<string> cells) =>
        cells.IndexOfAnyExcept(cells[0]) < 0 ? cells[0] : throw new InvalidOperationException($"What stands in one line of the table is not one rule: {string.Join(", ", cells.ToArray())}.");
}
