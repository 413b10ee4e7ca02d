using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Transfer;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Golden;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace MappingBoard.Server.Tests.Transfer;

/// <summary>What an earlier version exported or stored is taken in and opened by this one.</summary>
public sealed class GoldenImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> NamesAndHomes() => new(GoldenBoard.Names.SelectMany(_ => Home.Kinds, (name, home) => (name, home)));

    public static TheoryData<string> Names => [.. GoldenBoard.Names];

    [Theory]
    [MemberData(nameof(NamesAndHomes))]
    public async Task G1_an_old_file_is_imported_opened_and_exported_to_the_letter(string name, string kind)
    {
        var golden = GoldenBoard.Read(name);
        await using var home = new Home(kind);
        var store = await home.Open();

        var imported = await new BoardImport(store, golden.File).Run(Cancel);

        Assert.Equal(golden.Hashes[^1], imported.File.Hash);
        var loaded = await new BoardLoader(store, NullLogger.Instance).Load(golden.Board, Cancel);
        Assert.Equal(golden.Replay().Board.Json(), loaded!.Ledger.Board.Json());
        using var files = new TestSupport.TempFolder();
        await BoardExport.Write(store, golden.Board, files["again"], Cancel);
        Assert.Equal(await File.ReadAllBytesAsync(golden.File, Cancel), await File.ReadAllBytesAsync(files["again"], Cancel));
    }

    /// <summary>Whether this version can still read it or passes it over for the log: the board is the same.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task G1_O3_a_board_opens_the_same_from_an_old_snapshot(string name)
    {
        var golden = GoldenBoard.Read(name);
        foreach (var (number, bytes) in golden.Snapshots)
        {
            var store = new MemoryBoardStore();
            await new BoardImport(store, golden.File).Run(Cancel);
            var stored = new StoredSnapshot(golden.Board, number, 1, System.Security.Cryptography.SHA256.HashData(bytes), bytes);
            if (stored.Read() is { } snapshot)
            {
                Assert.Equal(golden.Replay(number).Board.Json(), Ledger.From(snapshot).Board.Json());
                Assert.Equal(golden.Hashes[(int)number - 1], snapshot.Hash);
            }

            var loaded = await new BoardLoader(store, NullLogger.Instance).Load(golden.Board, Cancel);
            Assert.Equal(golden.Replay().Board.Json(), loaded!.Ledger.Board.Json());
        }

        Assert.NotEmpty(golden.Snapshots);
    }
}
