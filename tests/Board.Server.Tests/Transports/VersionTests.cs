using System.Text.Json;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Golden;
using MappingBoard.TestSupport.Language;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>G1: pages and servers of different versions meet, and say so by name.</summary>
public sealed class VersionTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string Replica = SeededIds.Named("a page of some version");

    public static TheoryData<string, string> Others => new()
    {
        { "page-too-old", "" },
        { "page-too-old", ""","v":1""" },
        { "page-too-old", ""","v":0""" },
        { "page-too-old", ""","v":-1""" },
        { "page-too-new", $""","v":{WireVersion.Current + 1}""" },
        { "page-too-new", $""","v":{int.MaxValue}""" },
    };

    [Theory, MemberData(nameof(Others))]
    public async Task G1_a_page_of_another_version_is_told_so_by_name_and_nobody_sees_it(string code, string version)
    {
        await using var bench = await HubBench.On(shared.Running);
        var chair = bench.InABrowser("chair");
        await chair.IsIn();
        var other = await bench.Raw("Ada");
        await other.Invoke(HubContract.Enter, $$"""{"board":"{{bench.Board}}","replica":"{{Replica}}","stream":0{{version}}}""");
        var closed = await other.Next<Closed>();
        Assert.Equal(code, closed.Code);
        Assert.NotEmpty(closed.Sentence());
        await other.Ends();

        await chair.Does(RoomBench.Note("undisturbed"));
        await chair.IsSaved();
        Assert.DoesNotContain(chair.Received.OfType<PresenceChanged>().SelectMany(p => p.People), p => p.Participant == SeededIds.Named("Ada"));
    }

    /// <summary>Whatever entering may look like one day, the version is looked for first.</summary>
    [Fact]
    public async Task G1_an_entering_that_cannot_be_read_and_is_of_a_newer_version_is_called_newer()
    {
        await using var bench = await HubBench.On(shared.Running);
        var newer = await bench.Raw("Ada");
        await newer.Invoke(HubContract.Enter, $$"""{"boards":["{{bench.Board}}"],"v":{{WireVersion.Current + 1}}}""");
        Assert.Equal("page-too-new", (await newer.Next<Closed>()).Code);
        await newer.Ends();
    }

    [Fact]
    public async Task G1_whoever_comes_in_is_told_the_versions_of_the_server()
    {
        await using var bench = await HubBench.On(shared.Running);
        var welcome = await (await bench.Raw("Ada")).Enter(bench.Board, Replica);
        Assert.Equal((WireVersion.Current, ProjectionVersion.Current), (welcome.V, welcome.Projection));
    }

    /// <summary>After a deployment the same number may mean another place: it is never gone on from.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(ProjectionVersion.Current + 1)]
    [InlineData(-1)]
    public async Task G1_to_a_number_of_another_projection_the_answer_is_the_whole_board(int projection)
    {
        await using var bench = await HubBench.On(shared.Running);
        var before = await bench.Raw("Ada");
        var stream = (await before.Enter(bench.Board, Replica)).Stream;
        var chair = bench.InABrowser("chair");
        await chair.IsIn();
        await chair.Does(RoomBench.Note("meanwhile"));
        await chair.IsSaved();

        foreach (var at in new[] { -5, 1, stream, stream + 1, stream + 100 })
        {
            var other = await bench.Raw("Ada");
            await other.Invoke(HubContract.Enter, Position(bench, SeededIds.Named("other"), at, projection));
            var welcome = await other.Next<Welcome>();
            Assert.Empty(welcome.Missed);
            Assert.Contains(welcome.Snapshot!.Columns.SelectMany(c => c), n => n.Text == "meanwhile");
            await other.DisposeAsync();
        }

        var same = await bench.Raw("Ada");
        await same.Invoke(HubContract.Enter, Position(bench, SeededIds.Named("same"), stream, ProjectionVersion.Current));
        Assert.NotEmpty((await same.Next<Welcome>()).Missed);
    }

    [Fact]
    public async Task G1_O3_a_snapshot_whose_streams_another_projection_counted_is_passed_over_for_the_log()
    {
        var golden = GoldenBoard.Read("conference");
        var store = new MemoryBoardStore();
        foreach (var commit in golden.Commits) Assert.True(await store.TryAppend(CommitForms.Read(commit), HubBench.Cancel));
        var whole = golden.Replay();
        await store.WriteSnapshot(whole.ToSnapshot() with { Projection = ProjectionVersion.Current + 1, Streams = new([new(TestCircles.Family, 1)], []) }, HubBench.Cancel);

        var loaded = await new BoardLoader(store, NullLogger.Instance).Load(golden.Board, HubBench.Cancel);
        Assert.Equal(whole.Views.Numbers.Common(TestCircles.Family), loaded!.Ledger.Views.Numbers.Common(TestCircles.Family));
        Assert.Equal(whole.Sequence, loaded.SinceSnapshot);
    }

    /// <summary>What a page of the first version sent, as it was recorded, to today's server.</summary>
    [Fact]
    public async Task G1_yesterdays_page_is_told_by_todays_server_that_it_is_too_old_and_nothing_of_it_is_taken()
    {
        await using var bench = await HubBench.On(shared.Running);
        var recorded = RecordedFrames.Read("wire-1");
        var log = bench.Store.Log(bench.Board).Count;
        foreach (var page in new[] { "chair", "Ada" })
        {
            var yesterday = await bench.Raw(page);
            foreach (var frame in recorded.Of(page).Where(f => f.IsSaid)) await Try(yesterday, frame.Json.Replace(recorded.Board, bench.Board, StringComparison.Ordinal));
            Assert.Equal("page-too-old", (await yesterday.Next<Closed>()).Code);
            await yesterday.Ends();
        }

        Assert.Equal(log, bench.Store.Log(bench.Board).Count);
    }

    [Theory]
    [InlineData("""{"n":1,"changes":[{"kind":"no-such-change"}]}""")]
    [InlineData("""{"n":1,"changes":[{"kind":"hold"},{"a":1,"kind":"no-such-change"}]}""")]
    public async Task G1_a_kind_of_change_that_this_server_does_not_know_is_called_so(string batch)
    {
        await using var bench = await HubBench.On(shared.Running);
        var page = await bench.Raw("chair");
        await page.Enter(bench.Board, Replica);
        await page.Invoke(HubContract.Submit, batch);
        Assert.Equal("unknown-kind", (await page.Next<Unreadable>()).Code);
        await page.Send("""{"type":1,"invocationId":"1","target":"Doors","arguments":[{"kind":"no-such-question"}]}""");
        var answer = (await page.Completion()).GetProperty("result");
        Assert.Equal(("refused", "unknown-kind"), (answer.GetProperty("kind").GetString(), answer.GetProperty("code").GetString()));
    }

    private static string Position(HubBench bench, string replica, long stream, int projection) =>
        JsonSerializer.Serialize(new(bench.Board, replica, stream, WireVersion.Current, projection), BoardJson.Default.EnterRequest);

    /// <summary>The server may have ended the connection already.</summary>
    private static async Task Try(RawPage page, string frame)
    {
        try
        {
            await page.Send(frame);
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // What it said before is still to be read.
        }
    }
}
