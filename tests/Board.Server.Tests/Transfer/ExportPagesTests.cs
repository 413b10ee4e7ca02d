using System.Security.Cryptography;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Server.Transfer;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Transfer;

/// <summary>A log that is longer than what is read of it at a time, moved by an export and an import.</summary>
public sealed class ExportPagesTests : IDisposable
{
    private const int Page = BoardStoreReading.MostAtATime;

    private static readonly string Board = SampleLog.Id(5);

    private readonly TempFolder _files = new();
    private readonly MemoryBoardStore _kept = new();
    private readonly WatchedBoardStore _store;

    public ExportPagesTests() => _store = new(_kept);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    /// <summary>The first digits of the hash of the file, whose commits have form 3. Earlier forms stay as they were kept: GoldenTests.</summary>
    [Theory]
    [InlineData(1, "2ce72800bbba29c8")]
    [InlineData(199, "a6e29a3e22a5d44e")]
    [InlineData(200, "525878783171fbb7")]
    [InlineData(201, "1025388c8387e49d")]
    [InlineData(400, "ae616cb18cd9f991")]
    [InlineData(401, "338c08096f06cb89")]
    [InlineData(450, "80d21fdabb9ee4eb")]
    public async Task O5_a_log_of_any_length_gives_the_same_file_for_ever(int count, string hash)
    {
        await Keep(count);
        await Export();
        Assert.StartsWith(hash, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_files["out"], Cancel))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(2 * Page - 1, 0, Page)]
    [InlineData(2 * Page, 0, Page, 2 * Page)]
    [InlineData(2 * Page + 1, 0, Page, 2 * Page)]
    public async Task An_export_asks_for_one_page_after_the_other_and_never_for_everything(int count, params int[] pages)
    {
        await Keep(count);
        Assert.Equal(count, (await Export()).Commits);
        Assert.Equal(pages.Select(after => ((long)after, Page)), _store.Reads);
    }

    /// <summary>Unlike a store's own damage, which it names by itself, this shows only in the chain.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(Page - 1, Page - 1)]
    [InlineData(Page, Page)]
    [InlineData(Page + 1, Page + 1)]
    [InlineData(2 * Page, 2 * Page)]
    [InlineData(2 * Page + 1, 2 * Page + 1)]
    [InlineData(2 * Page + 49, 2 * Page + 50)] // The last but one: either of the two may be the changed one.
    public async Task O5_a_commit_that_was_changed_on_any_page_leaves_no_file(int place, int named)
    {
        await Keep(2 * Page + 50);
        _store.Answer = commit => commit.Number == place ? commit with { At = commit.At.AddTicks(1) } : commit;
        var refused = await Assert.ThrowsAsync<RefusedException>(Export);
        Assert.Contains($"commit {named} does not fit", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_store_that_goes_away_after_some_pages_leaves_no_file()
    {
        await Keep(3 * Page);
        _store.BeforeRead = after =>
        {
            _kept.IsAvailable = after < 2 * Page;
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(Export);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task O5_a_board_that_is_written_on_meanwhile_gives_a_whole_file()
    {
        await Keep(2 * Page);
        _store.BeforeRead = async after =>
        {
            if (after == Page) await Keep(2 * Page + 30);
        };
        var foot = await Export();
        Assert.Equal(new(2 * Page + 30, 2 * Page + 30, CommitHash.Of(_kept.Log(Board)[^1])), foot);
        Assert.Equal(2 * Page + 30, (await Import(new MemoryBoardStore())).File.Commits);
    }

    [Fact]
    public async Task An_import_compares_with_what_is_there_page_by_page()
    {
        await Keep(2 * Page + 30);
        await Export();
        var there = new MemoryBoardStore();
        foreach (var commit in _kept.Log(Board).Take(Page + 7)) Assert.True(await there.TryAppend(commit, Cancel));
        var watched = new WatchedBoardStore(there);

        Assert.Equal(Page + 7, (await Import(watched)).There);
        Assert.Equal([(0, Page), (Page, Page)], watched.Reads);
        Assert.Equal(_kept.Log(Board).Select(CommitHash.Of), there.Log(Board).Select(CommitHash.Of));
    }

    [Fact]
    public async Task A_board_that_differs_on_a_later_page_is_refused_by_its_first_commit_that_does()
    {
        await Keep(2 * Page);
        await Export();
        var there = new MemoryBoardStore();
        foreach (var commit in _kept.Log(Board).Take(Page)) Assert.True(await there.TryAppend(commit, Cancel));
        Assert.True(await there.TryAppend(SampleLog.After(Board, there.Log(Board)[^1], "Somebody else's words"), Cancel));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Import(there));
        Assert.Contains($"from commit {Page + 1} on", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Page + 1, there.Log(Board).Count);
    }

    /// <summary>Brings the board to so many commits.</summary>
    private async Task Keep(int count)
    {
        foreach (var commit in SampleLog.Of(Board, count).Skip(_kept.Log(Board).Count)) Assert.True(await _kept.TryAppend(commit, Cancel));
    }

    private Task<BoardFileFoot> Export() => BoardExport.Write(_store, Board, _files["out"], Cancel);

    private Task<Imported> Import(IBoardStore store) => new BoardImport(store, _files["out"]).Run(Cancel);

    private string[] Left() => Directory.GetFiles(Path.GetDirectoryName(_files["out"])!);
}
