using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.LoadTest.Driving;

/// <summary>
/// Anything that somebody could send to the hub who has read docs/PROTOCOL.md and wants what is not theirs: every method,
/// every kind of change with every role's arguments, ids learnt elsewhere, and what is no message at all.
/// </summary>
/// <param name="random">Decides.</param>
/// <param name="ids">Notes, scales, people, boards and replicas, one's own and others', hidden ones included.</param>
internal sealed class AnyCall(Random random, IReadOnlyList<string> ids)
{
    private static readonly string[] Rubbish =
        ["{}", "[]", "null", "17", "\"x\"", "{\"kind\":\"no-such-kind\"}", "{\"n\":1}", "{\"n\":-1,\"changes\":[]}", "{\"changes\":[null],\"n\":1}", "[[[[[[[[]]]]]]]]"];

    private static readonly string[] Methods =
        [HubContract.Enter, HubContract.Submit, HubContract.Show, HubContract.Doors, HubContract.Receive, "Unreadable", "OnConnectedAsync", "Dispose", "NoSuchMethod"];

    /// <summary>A frame, without its end mark.</summary>
    /// <param name="n">The number that the server expects of this replica's next batch.</param>
    public string Next(long n) => random.Next(10) switch
    {
        < 6 => Call(HubContract.Submit, JsonSerializer.Serialize(new(n, [Change()]), BoardJson.Default.Batch)),
        < 7 => Call(HubContract.Submit, JsonSerializer.Serialize(new(random.Next(-2, 90), [Change(), Change()]), BoardJson.Default.Batch)),
        < 8 => Call(HubContract.Doors, Door()),
        < 9 => Call(Pick(Methods), Pick(Rubbish)),
        _ => random.Next(2) == 0
            ? Call(HubContract.Show, JsonSerializer.Serialize(new(Id(), Audience.Professionals), BoardJson.Default.ShowRequest))
            : Call(HubContract.Enter, JsonSerializer.Serialize(new(Id(), Id(), random.Next(-1, 500)), BoardJson.Default.EnterRequest)),
    };

    private Change Change() => random.Next(28) switch
    {
        0 => new AddNote(Id(), AnyPlace(), "Written by somebody who may not.", null, null, AnyAudience()),
        1 => new EditText(Id(), random.Next(-1, 40), TextEdit.Replace(random.Next(1, 200), 0, 0, "x")),
        2 => new MoveNote(Id(), AnyPlace()),
        3 => new CategoriseNote(Id(), "danger"),
        4 => new RemoveNote(Id()),
        5 => new RestoreNote(Id()),
        6 => new AddScale(Id(), new("?", "", ""), random.Next(2) == 0 ? Id() : null, AnyAudience(), random.Next(2) == 0),
        7 => new WordScale(Id(), new("?", "", "")),
        8 => new SetScaleAside(Id(), random.Next(2) == 0),
        9 => new PlaceJudgement(Id(), random.Next(-1, 12), "x", "", AnyAudience()),
        10 => new WithdrawJudgement(Id()),
        11 => new PairGoal(Id(), Id()),
        12 => new AgreeStep(Id(), "me"),
        13 => new MarkStep(Id(), true),
        14 => new SealScale(Id()),
        15 => new RevealScale(Id()),
        16 => new JudgementSealed(Id()),
        17 => new MarkExactWords(Id()),
        18 => new SetNoteAudience(Id(), AnyAudience()),
        19 => new NoteHidden(Id()),
        20 => new SetScaleAudience(Id(), AnyAudience()),
        21 => new HoldBoard(),
        22 => random.Next(2) == 0 ? new OpenClosedPart(ClosedGround.RiskToSomebody, "") : new EndClosedPart(),
        23 => random.Next(2) == 0 ? new LockBoard() : new ReleaseBoard(),
        24 => new RespondToFinal(FinalAnswer.Disagree, "x"),
        25 => new AddAddendum(Id(), "x", AnyAudience()),
        26 => random.Next(2) == 0 ? new AppointChair(Id()) : new SendOut(Id()),
        _ => new JoinBoard("x", "x", Role.Chair, Audience.Professionals),
    };

    private string Door()
    {
        DoorRequest request = random.Next(8) switch
        {
            0 => new MakeInvitation(Role.Professional, "https://board.example/", Audience.Professionals),
            1 => new ListInvitations(),
            2 => new MakeCode(Id()),
            3 => new RevokeInvitation(Id()),
            4 => new Admit(Id()),
            5 => new AdmitAll([Id(), Id()]),
            6 => new Decline(Id()),
            _ => new ListInvitations(),
        };
        return JsonSerializer.Serialize(request, BoardJson.Default.DoorRequest);
    }

    private Place AnyPlace() => new((Column)random.Next(3), random.Next(2) == 0 ? Id() : null, random.Next(2) == 0 ? Id() : null);

    private Audience AnyAudience() => (Audience)random.Next(2);

    private string Id() => Pick(ids);

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private static string Call(string method, string argument) =>
        $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"{method}\",\"arguments\":[{argument}]}}";
}
