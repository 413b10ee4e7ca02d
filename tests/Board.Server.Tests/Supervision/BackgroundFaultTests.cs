using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Audit;
using MappingBoard.Server.Bus;
using MappingBoard.Server.MeetingIndex;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Retention;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Log;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Supervision;

/// <summary>What a store throws at the server's own work ends neither that work nor the server, and keeps no other board waiting (G3).</summary>
public sealed class BackgroundFaultTests : IAsyncDisposable
{
    private static readonly string Bad = SampleLog.Id(1);
    private static readonly string Good = SampleLog.Id(2);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Participant Ada = new(SampleLog.Id(50), "Ada", "chair", Role.Chair, Noon, TestCircles.Staff);

    private readonly TempFolder _folder = new();
    private readonly SqliteServer _file;

    public BackgroundFaultTests() => _file = new(_folder["data"]);

    /// <summary>What a store may throw: what it promises, and what nobody thought of.</summary>
    public static TheoryData<string> Faults => ["away", "unexpected", "cancelled"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Faults))]
    public async Task G3_a_snapshot_that_cannot_be_kept_ends_nothing(string fault)
    {
        var store = Breaking.Around(_file.Boards, (method, args) => method == nameof(IBoardStore.WriteSnapshot) && ((Snapshot)args[0]!).Board.Id == Bad ? Of(fault) : null);
        using var keeper = new SnapshotKeeper(store, Supervised.BySystemTime);
        await keeper.StartAsync(Cancel);
        foreach (var board in new[] { Bad, Good, Bad }) keeper.Keep(await Written(board));
        await Waits.For(() => _file.Boards.ReadSnapshot(Good, Cancel), seen => seen is not null);
        Assert.False(keeper.ExecuteTask!.IsCompleted);
        await keeper.StopAsync(Cancel);
        Assert.Null(await _file.Boards.ReadSnapshot(Bad, Cancel));
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task G3_lines_of_the_access_log_for_which_the_store_breaks_keep_no_other_boards_waiting_and_come_when_it_is_mended(string fault)
    {
        var isBroken = true;
        var log = Breaking.Around(_file.AccessLog, (method, args) => isBroken && method == nameof(IAccessLog.Append) && ((AccessEntry)args[0]!).Board == Bad ? Of(fault) : null);
        var time = new FakeTimeProvider(Noon);
        using var notes = new AccessNotes(log, time, Options.Create(new AccessOptions()), Supervised.By(time), NullLogger<AccessNotes>.Instance);
        await notes.StartAsync(Cancel);
        notes.Opened(Bad, Ada);
        notes.Opened(Good, Ada);
        await Waits.For(() => _file.AccessLog.Read(Good, null, 10, Cancel), seen => seen.Count == 1);
        Assert.Empty(await _file.AccessLog.Read(Bad, null, 10, Cancel));
        isBroken = false;
        await Waits.Until(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return (await _file.AccessLog.Read(Bad, null, 10, Cancel)).Count == 1;
        });
        await notes.StopAsync(Cancel);
    }

    [Fact]
    public async Task B5_somebody_who_opens_a_map_again_and_again_writes_no_access_log_full()
    {
        var time = new FakeTimeProvider(Noon);
        using var notes = new AccessNotes(_file.AccessLog, time, Options.Create(new AccessOptions { OpenedLinesPerHour = 6 }), Supervised.By(time), NullLogger<AccessNotes>.Instance);
        await notes.StartAsync(Cancel);
        for (var i = 0; i < 1_000; i++) notes.Opened(Good, Ada);
        notes.Opened(Good, Ada with { Id = SampleLog.Id(51) });
        time.Advance(TimeSpan.FromMinutes(20.1));
        for (var i = 0; i < 1_000; i++) notes.Opened(Good, Ada);
        await notes.StopAsync(Cancel);
        var lines = await _file.AccessLog.Read(Good, null, 1_000, Cancel);
        Assert.Equal((8, 1), (lines.Count(l => l.Entry.Participant == Ada.Id), lines.Count(l => l.Entry.Participant != Ada.Id)));
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task G3_a_board_that_cannot_be_looked_at_keeps_no_other_whose_time_is_over(string fault)
    {
        foreach (var board in new[] { Bad, Good })
        {
            var ledger = await Written(board);
            await _file.MeetingIndex.Put(MeetingSummary.Of(ledger.Board, ledger.Number, Noon), Cancel);
        }

        var keeping = Breaking.Around(_file.Keeping, (_, args) => args.Length > 0 && args[0] is string board && board == Bad ? Of(fault) : null);
        using var snapshots = new SnapshotKeeper(_file.Boards, Supervised.BySystemTime);
        using var rooms = new RoomDirectory(_file.Boards, new InProcessBus(), snapshots, Options.Create(new RoomOptions()), TimeProvider.System, Supervised.BySystemTime, NullLogger<RoomDirectory>.Instance);
        var time = new FakeTimeProvider(Noon.AddYears(50));
        using var rounds = new RetentionService(_file.MeetingIndex, keeping, rooms, Options.Create(new RetentionOptions { UnfinishedDays = 400 }), time, Supervised.By(time), NullLogger<RetentionService>.Instance);
        await rounds.Round(Cancel);
        Assert.NotNull((await _file.Keeping.Read(Good, Cancel))!.Proof);
        Assert.Null((await _file.Keeping.Read(Bad, Cancel))!.Proof);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task G3_what_cannot_be_tidied_at_the_doors_keeps_nothing_else_back(string fault)
    {
        var time = new FakeTimeProvider(Noon);
        var done = new List<string>();
        var waiting = Breaking.Around(_file.WaitingRoom, (method, _) => method == nameof(ILobbyStore.Lapse) ? Of(fault) : Done(method));
        var devices = Breaking.Around(_file.DeviceLinks, (method, _) => Done(method));
        using var snapshots = new SnapshotKeeper(_file.Boards, Supervised.BySystemTime);
        using var rooms = new RoomDirectory(_file.Boards, new InProcessBus(), snapshots, Options.Create(new RoomOptions()), time, Supervised.By(time), NullLogger<RoomDirectory>.Instance);
        var reception = new Reception(waiting, rooms, new(time), new InProcessBus(), time, Supervised.By(time), NullLogger<Reception>.Instance);
        using var keeper = new ReceptionKeeper(reception, waiting, _file.Invitations, devices, new InProcessBus(), time, Options.Create(new AccessOptions()), Supervised.By(time));
        await keeper.StartAsync(Cancel);
        await Waits.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(2));
            lock (done) return done.Contains("Forget");
        });
        Assert.Contains("ForgetNames", done);
        Assert.False(keeper.ExecuteTask!.IsCompleted);
        await keeper.StopAsync(Cancel);

        Exception? Done(string method)
        {
            lock (done) done.Add(method);
            return null;
        }
    }

    [Theory]
    [InlineData("ReadCommits", "away")]
    [InlineData("ReadCommits", "unexpected")]
    [InlineData("Read", "unexpected")]
    [InlineData("Put", "away")]
    [InlineData("Put", "unexpected")]
    public async Task G3_K1_a_board_that_cannot_be_read_keeps_no_other_off_the_list(string method, string fault)
    {
        foreach (var board in new[] { Bad, Good }) await Written(board);
        var store = Breaking.Around(_file.Boards, (called, args) => called == method && args[0] is string board && board == Bad ? Of(fault) : null);
        var index = Breaking.Around(_file.MeetingIndex, (called, args) =>
            called == method && (args[0] is not MeetingSummary put || put.Board == Bad) ? Of(fault) : null);
        var feed = new PollingBoardFeed(store, Options.Create(new MeetingIndexOptions { Every = TimeSpan.FromMilliseconds(20) }), TimeProvider.System);
        using var indexer = new MeetingIndexer(feed, store, index, TimeProvider.System, Supervised.BySystemTime, NullLogger<MeetingIndexer>.Instance);
        await indexer.StartAsync(Cancel);
        await Waits.For(() => _file.MeetingIndex.Read([Good], Cancel), seen => seen.Count == 1);
        await Written(SampleLog.Id(3));
        await Waits.For(() => _file.MeetingIndex.Read([SampleLog.Id(3)], Cancel), seen => seen.Count == 1);
        Assert.False(indexer.ExecuteTask!.IsCompleted);
        await indexer.StopAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _folder.Dispose();
    }

    private static Exception Of(string fault) => fault switch
    {
        "away" => new StoreUnavailableException("away"),
        "cancelled" => new OperationCanceledException(),
        _ => new InvalidCastException("Nobody thought of this."),
    };

    private async Task<Ledger> Written(string board)
    {
        var commit = LogGens.Next(board, null, Noon, new CommittedBatch(Ada.Id, "", 0, [new StartBoard("A meeting", MeetingTemplates.All[0], Practice: false), new JoinBoard("Ada", "chair", Role.Chair)], []));
        await _file.Boards.TryAppend(commit, Cancel);
        return Ledger.Empty(board).Replay(commit, CommitHash.Of(commit));
    }
}
