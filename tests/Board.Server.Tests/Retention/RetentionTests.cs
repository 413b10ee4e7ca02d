using MappingBoard.Server.Bus;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Retention;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Retention;

/// <summary>Boards are kept as long as the council says, and not a day longer (K2).</summary>
public sealed class RetentionTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetentionOptions Years = new() { FinalDays = 3000, UnfinishedDays = 400, PracticeDays = 30 };

    private readonly TempFolder _folder = new();
    private readonly SqliteServer _file;
    private readonly SnapshotKeeper _snapshots;
    private readonly RoomDirectory _rooms;

    public RetentionTests()
    {
        _file = new(_folder["data"]);
        _snapshots = new(_file.Boards, Supervised.BySystemTime);
        _rooms = new(_file.Boards, new InProcessBus(), _snapshots, Options.Create(new RoomOptions()), TimeProvider.System, Supervised.BySystemTime, NullLogger<RoomDirectory>.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Final => SampleLog.Id(1);

    private static string Unfinished => SampleLog.Id(2);

    private static string Practice => SampleLog.Id(3);

    [Fact]
    public async Task K2_each_kind_of_board_goes_when_its_own_time_is_over_and_not_before()
    {
        await Fill();
        Assert.Equal([Final, Unfinished, Practice], await LeftAfter(Years, Noon.AddDays(30).AddTicks(-1)));
        Assert.Equal([Final, Unfinished], await LeftAfter(Years, Noon.AddDays(30)));
        Assert.Equal([Final, Unfinished], await LeftAfter(Years, Noon.AddDays(400).AddTicks(-1)));
        Assert.Equal([Final], await LeftAfter(Years, Noon.AddDays(400)));
        Assert.Equal([Final], await LeftAfter(Years, Noon.AddDays(3000).AddTicks(-1)));
        Assert.Empty(await LeftAfter(Years, Noon.AddDays(3000)));
        Assert.Equal("the retention period", (await _file.Keeping.Read(Final, Cancel))!.Proof!.Ground);
        Assert.Empty(await _file.MeetingIndex.Read([Final, Unfinished, Practice], Cancel));
    }

    [Fact]
    public async Task K2_what_is_not_set_is_kept_for_good()
    {
        await Fill();
        Assert.Equal([Final, Unfinished, Practice], await LeftAfter(new(), Noon.AddYears(90)));
        Assert.Equal([Final, Unfinished], await LeftAfter(new() { PracticeDays = 1 }, Noon.AddYears(90)));
    }

    [Fact]
    public async Task K2_a_board_that_has_gone_on_where_the_list_does_not_know_it_yet_is_kept()
    {
        var last = (await Fill())[1];
        Assert.True(await _file.Boards.TryAppend(SampleLog.After(Unfinished, last), Cancel));
        Assert.Equal([Final, Unfinished], await LeftAfter(Years, Noon.AddDays(400)));
    }

    [Fact]
    public async Task K2_a_board_at_which_somebody_is_goes_when_they_have_gone()
    {
        await Fill();
        using (await _rooms.Open(Practice, Cancel)) Assert.Equal([Final, Unfinished, Practice], await LeftAfter(Years, Noon.AddDays(31)));
        Assert.Equal([Final, Unfinished], await LeftAfter(Years, Noon.AddDays(31)));
    }

    [Fact]
    public async Task K4_a_board_under_legal_hold_outlasts_every_period()
    {
        await Fill();
        Assert.Null(await _file.Keeping.Hold(new(Unfinished, Noon, "court/1"), Cancel));
        Assert.Equal([Unfinished], await LeftAfter(Years, Noon.AddYears(20)));
        Assert.Null(await _file.Keeping.EndHold(new(Unfinished, Noon, "court/2"), Cancel));
        Assert.Empty(await LeftAfter(Years, Noon.AddYears(20)));
    }

    [Fact]
    public async Task K2_it_is_looked_again_and_again()
    {
        await Fill();
        var time = new FakeTimeProvider(Noon.AddDays(29));
        using var rounds = RoomTicker(Years, time);
        await rounds.StartAsync(Cancel);
        Assert.Equal(3, (await Left()).Count);
        time.Advance(TimeSpan.FromDays(1));
        await HoursPass(left: 2);
        time.Advance(TimeSpan.FromDays(380));
        await HoursPass(left: 1);
        await rounds.StopAsync(Cancel);

        // Time that passes while a round is under way is not waited for again: the next hours are.
        Task HoursPass(int left) => Waits.Until(async () =>
        {
            time.Advance(TimeSpan.FromHours(1));
            return (await Left()).Count == left;
        });
    }

    [Fact]
    public async Task K3_what_was_begun_and_left_is_carried_on_by_the_next_round_of_any_server_whatever_is_set()
    {
        var account = new CosmosDouble();
        await using var here = await CosmosServer.Open(account);
        await using var there = await CosmosServer.Open(account);
        var board = new FullBoard(SampleLog.Id(9), "Unmistakable");
        await board.Fill(here.Doors, Cancel);
        // The act, the mark, the tombstone; then the server is gone.
        account.Script([.. Enumerable.Repeat(CosmosFault.Slow(TimeSpan.Zero), 3), .. Enumerable.Repeat(CosmosFault.DroppedBefore, 20)]);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => here.Keeping.Destroy(new(board.Id, Noon, "2033/114"), null, Cancel));
        account.GoWell();
        Assert.Contains(account.Everything(), d => d.GetRawText().Contains("Guest", StringComparison.Ordinal));

        using var rounds = new RetentionService(there.MeetingIndex, there.Keeping, _rooms, Options.Create(new RetentionOptions()), TimeProvider.System, Supervised.BySystemTime, NullLogger<RetentionService>.Instance);
        await rounds.Round(Cancel);

        await board.AssertIsGone(here.Doors, Cancel);
        Assert.Equal("2033/114", (await here.Keeping.Read(board.Id, Cancel))!.Proof!.Ground);
        Assert.All(board.Secrets, secret => Assert.DoesNotContain(account.Everything(), d => d.GetRawText().Contains(secret, StringComparison.Ordinal)));
        Assert.Empty(account.Refused);
    }

    [Theory]
    [InlineData("FinalDays", "29")]
    [InlineData("UnfinishedDays", "0")]
    [InlineData("PracticeDays", "-1")]
    [InlineData("FinalDays", "never")]
    public async Task A_period_by_which_everything_would_be_gone_tomorrow_stops_the_start(string setting, string value)
    {
        var why = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var server = BoardServer.Create(["--urls=http://127.0.0.1:0", $"--Storage:Path={_folder["other"]}", $"--Retention:{setting}={value}"]);
            await server.StartAsync(Cancel);
        });
        Assert.Contains(setting, why.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _rooms.StopAsync(CancellationToken.None);
        _rooms.Dispose();
        _snapshots.Dispose();
        await _file.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<IReadOnlyList<Commit>> Fill()
    {
        var last = new List<Commit>();
        foreach (var (board, practice, changes) in new (string, bool, Change[])[]
        {
            (Final, false, [new HoldBoard(), new LockBoard()]),
            (Unfinished, false, [new HoldBoard()]),
            (Practice, true, [new HoldBoard(), new LockBoard()]),
        })
        {
            var by = SampleLog.Id(50);
            Change[] start = [new StartBoard("A meeting", MeetingTemplates.All[0], practice), new JoinBoard("Ada", "chair", Role.Chair), .. changes];
            last.Add(LogGens.Next(board, null, Noon, new CommittedBatch(by, "", 0, [.. start], [])));
            Assert.True(await _file.Boards.TryAppend(last[^1], Cancel));
            await _file.MeetingIndex.Put(MeetingSummary.Empty(board).After(last[^1]), Cancel);
        }

        return last;
    }

    /// <summary>The boards that are left after one round at some time.</summary>
    private async Task<IReadOnlyList<string>> LeftAfter(RetentionOptions options, DateTimeOffset now)
    {
        using var rounds = RoomTicker(options, new FakeTimeProvider(now));
        await rounds.Round(Cancel);
        return await Left();
    }

    private async Task<IReadOnlyList<string>> Left()
    {
        var left = new List<string>();
        foreach (var board in new[] { Final, Unfinished, Practice })
        {
            if ((await _file.Keeping.Read(board, Cancel))!.Proof is null) left.Add(board);
        }

        return left;
    }

    private RetentionService RoomTicker(RetentionOptions options, TimeProvider time) =>
        new(_file.MeetingIndex, _file.Keeping, _rooms, Options.Create(options), time, Supervised.By(time), NullLogger<RetentionService>.Instance);
}
