using System.Globalization;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>
/// What a two-hour meeting of fifteen people asks of Cosmos DB: requests and bytes, counted. The estimate of its cost in
/// docs/operations.md is made of these counts. Nobody types at the same moment here, so every letter is a commit: the most
/// that it can be.
/// </summary>
public sealed class MeetingCostTests(ITestOutputHelper output)
{
    private const int People = 15;
    private const int Notes = 80;
    private const int Statements = 12;
    private const int Letters = 150;
    private const int Moves = 60;

    private static readonly string Board = SeededIds.Named("cost");
    private static readonly string Chair = SeededIds.Named("Person 0");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_is_one_request_and_nothing_else_is_asked_but_now_and_then()
    {
        var account = new CosmosDouble();
        await using var server = await CosmosServer.Open(account);
        var began = account.Asked.Count;
        await Meets(server.Boards);
        var asked = account.Asked.Skip(began).ToList();
        var log = await server.Boards.ReadCommits(Board, 0, Cancel);
        var sizes = log.Select(c => account.Document(Board, $"commit-{c.Number}")!.Value.GetRawText().Length).Order().ToList();
        var snapshot = account.Document(Board, "snapshot")!.Value.GetRawText().Length;
        var snapshots = asked.Count(a => a.EndsWith("snapshot", StringComparison.Ordinal) && !a.StartsWith("read", StringComparison.Ordinal));

        Assert.Equal(log.Count, asked.Count(a => a.StartsWith("create commit-", StringComparison.Ordinal)));
        Assert.InRange(asked.Count - log.Count, 0, 20);
        Assert.InRange(log.Count, 1 + People - 1 + Notes + Statements + (Statements * Letters) + Moves, 5_000);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{log.Count} commits, one request each; {snapshots} snapshots; {asked.Count - log.Count} other requests and snapshots in all"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A commit's document: half of them up to {sizes[sizes.Count / 2]} bytes, the largest {sizes[^1]}, together {sizes.Sum()}; the snapshot {snapshot}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", asked.Select(a => a.Split('-')[0]).GroupBy(a => a).Select(g => $"{g.Key} {g.Count()}"))}"));
    }

    private static async Task Meets(IBoardStore store)
    {
        using var keeper = new SnapshotKeeper(store, Supervised.BySystemTime);
        using var rooms = new RoomDirectory(store, new InProcessBus(), keeper, Options.Create(new RoomOptions()), TimeProvider.System, Supervised.BySystemTime, NullLogger<RoomDirectory>.Instance);
        await keeper.StartAsync(Cancel);
        Assert.Null(await rooms.Create(Board, Chair, SampleBoards.StartAndJoin("Person 0"), Cancel));
        for (var i = 1; i < People; i++) await Does(SeededIds.Named($"Person {i}"), new JoinBoard($"Person {i}", "made up", Role.Professional));
        var notes = new List<AddNote>();
        for (var i = 0; i < Notes; i++)
        {
            var note = RoomBench.Note(string.Create(CultureInfo.InvariantCulture, $"{i} {new string('w', 110)}"));
            notes.Add(note);
            await Does(Chair, note);
        }

        for (var i = 0; i < Statements; i++)
        {
            var statement = RoomBench.Statement(((char)('a' + i)).ToString());
            await Does(Chair, statement);
            for (var letter = 0; letter < Letters; letter++)
                await Does(Chair, new EditText(statement.Note, letter, TextEdit.Replace(letter + 1, letter + 1, 0, "x")));
        }

        for (var i = 0; i < Moves; i++) await Does(Chair, new MoveNote(notes[i].Note, new(Column.WorkingWell), ""));
        await rooms.StopAsync(Cancel);
        await keeper.StopAsync(Cancel);

        async Task Does(string by, Change change) => Assert.Null(await rooms.Do(Board, by, [change], Cancel));
    }
}
