using MappingBoard.Server.Bus;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>A room directory on a store in memory, with real threads. Starts and stops as in a server.</summary>
internal sealed class DirectoryBench : IAsyncDisposable
{
    public static readonly string Board = SeededIds.Named("board");
    public static readonly string Chair = SeededIds.Named("chair");

    private DirectoryBench(MemoryBoardStore store, RoomOptions options, Func<IBoardStore, IBoardStore>? around)
    {
        Store = store;
        var asked = around?.Invoke(store) ?? store;
        var supervisor = Supervised.By(Time);
        Keeper = new(asked, supervisor);
        Directory = new(asked, new InProcessBus(), Keeper, Options.Create(options), Time, supervisor, NullLogger<RoomDirectory>.Instance);
    }

    public MemoryBoardStore Store { get; }

    public FakeTimeProvider Time { get; } = new(SampleBoards.Noon);

    public SnapshotKeeper Keeper { get; }

    public RoomDirectory Directory { get; }

    public static async Task<DirectoryBench> Start(MemoryBoardStore? store = null, RoomOptions? options = null, Func<IBoardStore, IBoardStore>? around = null)
    {
        var bench = new DirectoryBench(store ?? new(), options ?? new(), around);
        await bench.Keeper.StartAsync(Cancel);
        await bench.Directory.StartAsync(Cancel);
        return bench;
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task CreateBoard() =>
        Assert.Null(await Directory.Create(Board, Chair, SampleBoards.StartAndJoin("chair"), Cancel));

    public Task<Refusal?> Add(string text) => Directory.Do(Board, Chair, [RoomBench.Note(text)], Cancel);

    public async Task<IReadOnlyList<string>> Texts() =>
        await Directory.Read(Board, Cancel) is { } read ? [.. read.Board.NotesIn(Column.Worries).Select(n => n.Text).Order()] : [];

    /// <summary>Time passes in small steps until something is so.</summary>
    public Task PassUntil(Func<Task<bool>> isSo) => Time.Until(TimeSpan.FromSeconds(1), isSo);

    public async Task Stop()
    {
        await Directory.StopAsync(Cancel);
        await Keeper.StopAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Dispose();
        Keeper.Dispose();
    }
}
