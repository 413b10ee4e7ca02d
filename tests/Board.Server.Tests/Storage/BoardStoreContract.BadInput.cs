using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What no well-behaved caller sends: a clear answer, and nothing else is touched.</summary>
public abstract partial class BoardStoreContract
{
    public static TheoryData<string> NoIds =>
    [
        "", " ", "short", new string('A', 21), new string('A', 23), new string('A', 100_000),
        "AAAAAAAAAAAAAAAAAAAAA'", "'; DROP TABLE commits;", "x' OR '1'='1", "AAAAAAAAAAAAAAAAAAA;--", "\" OR \"\"=\"",
        "../../../../etc/passwd", "AAAAAAAAAAAAAAAAAAAAA\0", "AAAAAAAAAAAAAAAAAAAAA%", "ÄAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA\ud83d",
    ];

    [Theory, MemberData(nameof(NoIds))]
    public async Task A_board_id_that_is_none_is_refused_in_writing_and_unknown_in_reading(string id)
    {
        var log = await Written(Board, 2);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.TryAppend(log[0] with { Board = id }, Cancel));
        var snapshot = SnapshotAt(log, 2);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.WriteSnapshot(snapshot with { Board = snapshot.Board with { Id = id } }, Cancel));
        Assert.Empty(await Store.ReadCommits(id, 0, Cancel));
        Assert.Null(await Store.ReadSnapshot(id, Cancel));

        Assert.Equal(Hashes(log), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
        Assert.Equal(Board, Assert.Single((await Store.ReadChanged(null, 10, Cancel)).Boards).Board);
    }

    [Fact]
    public async Task Ids_that_differ_only_in_case_or_look_like_patterns_are_boards_of_their_own()
    {
        string[] ids = ["aaaaaaaaaaaaaaaaaaaaaa", "AAAAAAAAAAAAAAAAAAAAAA", "______________________", "----------------------"];
        for (var i = 0; i < ids.Length; i++)
        {
            Assert.Empty(await Store.ReadCommits(ids[i], 0, Cancel));
            await Written(ids[i], i + 1);
        }

        for (var i = 0; i < ids.Length; i++) Assert.Equal(i + 1, (await Store.ReadCommits(ids[i], 0, Cancel)).Count);
    }

    public static TheoryData<string, Func<Commit, Commit>> NoCommits => new()
    {
        { "another format", c => c with { V = Commit.Version + 1 } },
        { "number 0", c => c with { Number = 0 } },
        { "a negative number", c => c with { Number = -1 } },
        { "changes from 0", c => c with { First = 0 } },
        { "no previous", c => c with { Previous = "" } },
        { "a previous in capitals", c => c with { Previous = new('A', 64) } },
        { "no batches", c => c with { Batches = [] } },
        { "default batches", c => c with { Batches = default } },
        { "too large", c => Large(c, StoredBytes + 1) },
    };

    [Theory, MemberData(nameof(NoCommits))]
    public async Task A_malformed_commit_is_refused(string what, Func<Commit, Commit> make)
    {
        var commit = make(SampleLog.After(Board, null));
        var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.TryAppend(commit, Cancel));
        Assert.False(refusal.Message.Contains("Gran", StringComparison.Ordinal), $"{what}: the message holds the words of a note.");
        Assert.Empty(await Store.ReadCommits(Board, 0, Cancel));
    }

    [Fact]
    public async Task B5_the_largest_commit_is_kept()
    {
        var commit = Large(SampleLog.After(Board, null), StoredBytes);
        Assert.True(await Store.TryAppend(commit, Cancel));
        Assert.Equal(Hashes([commit]), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
    }

    [Fact]
    public async Task B5_the_largest_commit_of_a_room_is_kept_though_it_can_hardly_be_compressed_and_is_full_of_quotes()
    {
        var random = new Random(1);
        const string signs = "\"\\abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%()*+,-./:;=?@[]^_`{|}~";
        var commit = Large(SampleLog.After(Board, null, new([.. Enumerable.Range(0, 1_000_000).Select(_ => signs[random.Next(signs.Length)])])), Bounds.CommitBytes);
        Assert.True(await Store.TryAppend(commit, Cancel));
        Assert.Equal(Hashes([commit]), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
    }

    [Fact]
    public async Task Numbers_and_tokens_out_of_range_are_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadCommits(Board, -1, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadChanged(null, 0, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadChanged(null, 1001, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadChanged("' OR 1=1", 10, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadChanged("-1", 10, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadCommits(null!, 0, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.TryAppend(null!, Cancel));
    }

    private const int StoredBytes = StoredCommit.MostBytes;

    /// <summary>The commit with its first author's id stretched until it has so many bytes.</summary>
    private static Commit Large(Commit commit, int bytes)
    {
        var now = StoredCommit.From(commit).Payload.Length;
        var batch = commit.Batches[0];
        return commit with { Batches = [batch with { By = batch.By + new string('x', bytes - now) }] };
    }
}
