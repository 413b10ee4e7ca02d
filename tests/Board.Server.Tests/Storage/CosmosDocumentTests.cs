using System.Security.Cryptography;
using System.Text;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>How boards stand in the container, and what damage to it is taken for.</summary>
public sealed class CosmosDocumentTests : IAsyncLifetime
{
    private static readonly string Board = SampleLog.Id(1000);

    private readonly CosmosDouble _account = new();
    private CosmosServer _server = null!;
    private CosmosServer _other = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await CosmosServer.Open(_account);
        _other = await CosmosServer.Open(_account);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _other.DisposeAsync();
        Assert.Empty(_account.Refused);
    }

    [Fact]
    public async Task O5_a_commit_is_one_document_that_holds_its_exact_bytes()
    {
        var commit = (await Written(1))[0];
        var document = _account.Document(Board, "commit-1")!.Value;
        Assert.Equal(Board, document.GetProperty("boardId").GetString());
        Assert.Equal(1, document.GetProperty("number").GetInt64());
        Assert.Equal(StoredCommit.From(commit).Payload, Encoding.UTF8.GetBytes(document.GetProperty("json").GetString()!));
        Assert.Equal(CommitHash.Of(commit), Convert.ToHexStringLower(document.GetProperty("hash").GetBytesFromBase64()));
    }

    [Fact]
    public async Task O5_a_commit_that_is_missing_or_changed_is_named()
    {
        await Written(5);
        _account.Take(Board, "commit-3");
        Assert.Equal(3, (await Assert.ThrowsAsync<DamagedLogException>(() => _server.Boards.ReadCommits(Board, 0, Cancel))).Number);

        var second = _account.Document(Board, "commit-2")!.Value.GetRawText();
        _account.Plant(Board, second.Replace("Gran", "Aunt", StringComparison.Ordinal));
        var damaged = await Assert.ThrowsAsync<DamagedLogException>(() => _server.Boards.ReadCommits(Board, 0, Cancel));
        Assert.Equal(2, damaged.Number);
        Assert.DoesNotContain("Aunt", damaged.ToString(), StringComparison.Ordinal);

        _account.Plant(Board, """{"id":"commit-1","boardId":"AAAA","number":1}""");
        await Assert.ThrowsAsync<DamagedLogException>(() => _server.Boards.ReadCommits(Board, 0, Cancel));
    }

    [Fact]
    public async Task G1_a_commit_that_a_newer_version_wrote_is_newer_and_not_damaged()
    {
        await Written(5);
        var third = _account.Document(Board, "commit-3")!.Value.GetRawText();
        _account.Plant(Board, third.Replace($"\"format\":{Commit.Version}", "\"format\":1000", StringComparison.Ordinal));
        Assert.Equal(3, (await Assert.ThrowsAsync<NewerLogException>(() => _server.Boards.ReadCommits(Board, 0, Cancel))).Number);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task O5_a_commit_that_is_missing_is_named_when_the_log_is_read_in_pages(int most)
    {
        await Written(5);
        _account.Take(Board, "commit-3");
        var read = 0L;
        var damaged = await Assert.ThrowsAsync<DamagedLogException>(async () =>
        {
            while (await _server.Boards.ReadCommits(Board, read, most, Cancel) is { Count: > 0 } page) read = page[^1].Number;
        });
        Assert.Equal((2 / most * most, 3), (read, damaged.Number));
    }

    /// <summary>A page of the container that is not in its form is named by the commit with which it begins.</summary>
    [Fact]
    public async Task O5_a_page_that_cannot_be_read_is_named_by_where_it_begins()
    {
        await Written(130);
        _account.Plant(Board, """{"id":"commit-120","boardId":"AAAA","number":120}""");
        Assert.Equal(101, (await Assert.ThrowsAsync<DamagedLogException>(() => _server.Boards.ReadCommits(Board, 0, Cancel))).Number);
        Assert.Equal(111, (await Assert.ThrowsAsync<DamagedLogException>(() => _server.Boards.ReadCommits(Board, 110, Cancel))).Number);
        Assert.Equal(100, (await _server.Boards.ReadCommits(Board, 0, 100, Cancel)).Count);
    }

    [Fact]
    public async Task O3_a_snapshot_that_cannot_be_read_counts_as_none_and_is_written_over()
    {
        var log = await Written(2);
        _account.Plant(Board, """{"id":"snapshot","boardId":"AAAA","at":"?"}""");
        Assert.Null(await _server.Boards.ReadSnapshot(Board, Cancel));
        await _server.Boards.WriteSnapshot(At(log, 2), Cancel);
        Assert.Equal(2, (await _server.Boards.ReadSnapshot(Board, Cancel))!.Number);
    }

    [Fact]
    public async Task O3_a_newer_snapshot_that_comes_in_between_stays()
    {
        var log = await Written(4);
        await _server.Boards.WriteSnapshot(At(log, 1), Cancel);
        _account.ScriptReads(CosmosFault.Slow(TimeSpan.Zero) with { Meanwhile = () => _other.Boards.WriteSnapshot(At(log, 4), Cancel) });
        await _server.Boards.WriteSnapshot(At(log, 2), Cancel);
        Assert.Equal(4, (await _server.Boards.ReadSnapshot(Board, Cancel))!.Number);
    }

    [Fact]
    public async Task A_long_log_comes_in_pages()
    {
        var log = await Written(250);
        Assert.Equal(log.Select(CommitHash.Of), (await _server.Boards.ReadCommits(Board, 0, Cancel)).Select(CommitHash.Of));
        Assert.Equal(3, _account.Asked.Count(asked => asked == "query"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(200, 2)]
    [InlineData(250, 3)]
    [InlineData(251, 3)]
    public async Task No_page_is_asked_for_past_what_was_wanted(int most, int pages)
    {
        var log = await Written(250);
        Assert.Equal(log.Take(most).Select(CommitHash.Of), (await _server.Boards.ReadCommits(Board, 0, most, Cancel)).Select(CommitHash.Of));
        Assert.Equal(pages, _account.Asked.Count(asked => asked == "query"));
    }

    [Fact]
    public async Task Appending_to_a_log_that_is_known_takes_one_request()
    {
        await Written(3);
        Assert.Equal(["create commit-1", "create commit-2", "create commit-3"], _account.Asked);
        Assert.Equal(["append", "append", "append"], _server.Charges.Select(charge => charge.Operation));
        Assert.All(_server.Charges, charge => Assert.True(charge.Units >= 5));
    }

    [Fact]
    public void B5_payloads_are_packed_into_a_document_and_come_back_to_the_byte()
    {
        var random = new Random(7);
        var signs = Enumerable.Range(' ', 95).Select(c => (char)c).ToArray();
        foreach (var length in new[] { 0, 1, 4096, 4097, 100_000, StoredCommit.MostBytes })
        {
            foreach (var text in new[] { new string('x', length), new string('"', length), random.GetString(signs, length), random.GetString("abcdefghijklmnop", length) })
            {
                var payload = Encoding.UTF8.GetBytes(text);
                var packed = PackedPayload.Of(payload);
                Assert.Equal(SHA256.HashData(payload), SHA256.HashData(packed.Unpack()!));
                Assert.InRange(packed.Json is { } json ? json.Length + json.Count(c => c is '"' or '\\') : (packed.Brotli!.Length + 2) / 3 * 4, 0, CosmosContainer.MostDocumentBytes - 1024);
            }
        }
    }

    [Fact]
    public void O5_a_payload_that_cannot_be_unpacked_is_none() => Assert.Null(new PackedPayload(null, [0xFF, 0xFF, 0xFF]).Unpack());

    private async Task<IReadOnlyList<Commit>> Written(int count)
    {
        var log = SampleLog.Of(Board, count);
        foreach (var commit in log) Assert.True(await _server.Boards.TryAppend(commit, Cancel));
        return log;
    }

    private static Snapshot At(IReadOnlyList<Commit> log, int number)
    {
        var ledger = Ledger.Empty(Board);
        foreach (var commit in log.Take(number)) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        return ledger.ToSnapshot();
    }
}
