using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Boards.Samples;

namespace MappingBoard.LoadTest.Driving;

/// <summary>
/// Anything that somebody could send to the hub who has read docs/PROTOCOL.md and wants what is not theirs: every method,
/// every kind of change with every role's arguments, ids learnt elsewhere, and what is no message at all.
/// </summary>
/// <param name="random">Decides.</param>
/// <param name="ids">Notes, scales, people, boards and replicas, one's own and others', hidden ones included.</param>
internal sealed class AnyCall(Random random, IReadOnlyList<string> ids)
{
    /// <summary>A board whose notes and scales changes are made about, before others' ids are put in.</summary>
    private static readonly Board Somewhere = SampleBoards.With("Somebody")
        .Apply(new AddNote(SeededIds.Named("note"), new(Column.Worries), "Made up"), new(SeededIds.Named("Somebody"), SampleBoards.Noon))
        .Apply(new AddScale(SeededIds.Named("scale"), new("How safe?", "", "")), new(SeededIds.Named("Somebody"), SampleBoards.Noon));

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
            ? Call(HubContract.Show, JsonSerializer.Serialize(new(Id(), TestCircles.Professionals), BoardJson.Default.ShowRequest))
            : Call(HubContract.Enter, JsonSerializer.Serialize(new(Id(), Id(), random.Next(-1, 500)), BoardJson.Default.EnterRequest)),
    };

    /// <summary>All kinds but the one that anybody may make: whoever has left tries nothing more.</summary>
    private static readonly ImmutableArray<ChangeKind> Tried = [.. ChangeKinds.All.Where(kind => kind.Type != typeof(LeaveBoard))];

    /// <summary>A change of any kind that there is, about anything.</summary>
    private Change Change()
    {
        var json = JsonSerializer.SerializeToNode(AllSamples.Of(Pick(Tried)).On(Somewhere, random), BoardJson.Default.Change)!.AsObject();
        foreach (var (field, value) in json.ToList())
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var id) && Ids.IsWellFormed(id)) json[field] = Id();
        }

        return json.Deserialize(BoardJson.Default.Change)!;
    }

    private string Door()
    {
        AdmissionRequest request = random.Next(8) switch
        {
            0 => new MakeInvitation(Role.Professional, "https://board.example/", TestCircles.Staff),
            1 => new ListInvitations(),
            2 => new MakeCode(Id()),
            3 => new RevokeInvitation(Id()),
            4 => new Admit(Id()),
            5 => new AdmitAll([Id(), Id()]),
            6 => new Decline(Id()),
            _ => new ListInvitations(),
        };
        return JsonSerializer.Serialize(request, BoardJson.Default.AdmissionRequest);
    }

    private string Id() => Pick(ids);

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private static string Call(string method, string argument) =>
        $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"{method}\",\"arguments\":[{argument}]}}";
}
