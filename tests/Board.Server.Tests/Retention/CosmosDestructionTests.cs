using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Retention;

/// <summary>What Cosmos DB and the network do to a destruction at each of its steps, and how it comes to its end all the same.</summary>
public sealed class CosmosDestructionTests : TwoCosmosServers
{
    private static readonly DateTimeOffset Later = FullBoard.Noon.AddYears(7);

    private static readonly CosmosFault Refused = new(403, TookEffect: false);

    private static CosmosFault Well { get; } = CosmosFault.Slow(TimeSpan.Zero);

    public static TheoryData<string, CosmosFault> Writes => new()
    {
        { "dropped before", CosmosFault.DroppedBefore },
        { "dropped after", CosmosFault.DroppedAfter },
        { "503 before", CosmosFault.Unavailable },
        { "503 after", CosmosFault.UnavailableAfter },
        { "408 after", CosmosFault.TimedOutAfter },
        { "429", CosmosFault.Throttled },
        { "429 after, and sent again by the SDK", CosmosFault.Throttled with { TookEffect = true } },
        { "403", Refused },
    };

    [Theory, MemberData(nameof(Writes))]
    public Task K3_whichever_write_goes_wrong_the_destruction_is_carried_to_its_end_by_ordering_it_again(string how, CosmosFault fault) =>
        AtEach((position, reached) => Account.Script([.. Enumerable.Repeat(Well, position), fault with { Meanwhile = reached }]), how);

    [Fact]
    public Task K3_whichever_read_goes_wrong_the_destruction_is_carried_to_its_end_by_ordering_it_again() =>
        AtEach((position, reached) => Account.ScriptReads([.. Enumerable.Repeat(Well, position), Refused with { Meanwhile = reached }]), "403");

    /// <summary>The account stays away from there on, as for a server that has died.</summary>
    [Fact]
    public Task K3_a_server_that_dies_at_any_write_leaves_what_another_carries_to_its_end() =>
        AtEach((position, reached) => Account.Script([.. Enumerable.Repeat(Well, position), CosmosFault.DroppedAfter with { Meanwhile = () => Dies(reached) }]), "dies");

    [Fact]
    public async Task K3_of_servers_that_destroy_at_once_while_requests_are_lost_all_give_one_proof()
    {
        var board = await Filled(1);
        var random = new Random(7);
        CosmosFault[] faults = [Well, Well, Well, Well, Well, CosmosFault.DroppedBefore, CosmosFault.DroppedAfter, CosmosFault.UnavailableAfter, CosmosFault.Throttled, Refused];
        Account.Script(random.GetItems(faults, 120));
        var proofs = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => UntilAnswered(i % 2 == 0 ? Here : There), Cancel)));
        Account.GoWell();
        Assert.Single(proofs.Distinct());
        await AssertIsDestroyed(board);

        async Task<DestructionProof?> UntilAnswered(CosmosServer server)
        {
            while (true)
            {
                if (await Tried(server, board) is { } proof) return proof;
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task K3_a_log_of_many_pages_is_destroyed_commit_by_commit_and_read_in_pages()
    {
        var board = await Filled(1);
        var log = board.Log.ToList();
        while (log.Count < 250)
        {
            log.Add(SampleLog.After(board.Id, log[^1], "Unmistakable"));
            Assert.True(await Here.Boards.TryAppend(log[^1], Cancel));
        }

        var before = Account.Asked.Count;
        var proof = (await Here.Keeping.Destroy(new(board.Id, Later), CommitHash.Of(log[^1]), Cancel)).Proof!;
        Assert.Equal((250, log[^1].Last, CommitHash.Of(log[^1])), (proof.Commits, proof.Changes, proof.Hash));
        var asked = Account.Asked.Skip(before).ToList();
        Assert.Equal(250, asked.Count(a => a.StartsWith("replace commit-", StringComparison.Ordinal)));
        Assert.InRange(asked.Count, 2 * 250, (2 * 250) + 80);
        await AssertIsDestroyed(board);
        foreach (var commit in log) await Assert.ThrowsAsync<BoardDestroyedException>(() => There.Boards.TryAppend(commit, Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task K3_a_damaged_log_is_destroyed_like_any_other(int number)
    {
        var whole = (await Filled(50)).Id;
        var commit = Account.Document(whole, $"commit-{number}")!.Value.GetRawText();
        var damages = new Func<string, string?>[]
        {
            text => text.Replace("\"json\":\"{", "\"json\":\"(", StringComparison.Ordinal).Replace("\"brotli\":\"", "\"brotli\":\"AAAA", StringComparison.Ordinal),
            text => text.Replace("\"number\":", "\"numbre\":", StringComparison.Ordinal),
            text => text.Replace("\"number\":", "\"number\":7", StringComparison.Ordinal),
            text => text.Replace("\"hash\":", "\"hush\":", StringComparison.Ordinal).Replace("\"last\":", "\"least\":", StringComparison.Ordinal),
            text => text.Replace($"\"format\":{Commit.Version}", "\"format\":99", StringComparison.Ordinal),
            _ => null,
        };
        for (var i = 0; i < damages.Length; i++)
        {
            var board = await Filled(100 + i);
            if (number == board.Log.Count && i == damages.Length - 1) continue; // A log without its last commit is a shorter log.
            var there = Account.Document(board.Id, $"commit-{number}")!.Value.GetRawText();
            Account.Take(board.Id, $"commit-{number}");
            if (damages[i](there) is { } damaged)
            {
                Assert.NotEqual(there, damaged);
                Account.Plant(board.Id, damaged);
            }

            Assert.NotNull((await Here.Keeping.Destroy(new(board.Id, Later), null, Cancel)).Proof);
            await AssertIsDestroyed(board, lines: null);
            Assert.NotNull(Account.Document(board.Id, $"commit-{number}"));
        }

        Assert.Equal(commit, Account.Document(whole, $"commit-{number}")!.Value.GetRawText());
    }

    [Fact]
    public async Task K3_what_is_left_is_husks_a_tombstone_and_lines_and_says_nothing_else()
    {
        var board = await Filled(1);
        await Here.Keeping.Destroy(new(board.Id, Later), null, Cancel);
        var left = Account.All(board.Id);
        Assert.Equal(
            ["act-1", "act-2", "act-3", "act-4", "act-5", "commit-1", "commit-2", "commit-3", "commit-4", "destroyed", "line", "snapshot", "summary"],
            left.Select(d => d.GetProperty("id").GetString()!).Select(id => id.StartsWith("line-", StringComparison.Ordinal) ? "line" : id).Order(StringComparer.Ordinal));
        Assert.All(left, document => Assert.DoesNotContain(document.EnumerateObject(), field => field.Name is "json" or "brotli" or "summary" or "quiet" or "named"));
        Assert.All(
            left.Where(d => d.GetProperty("id").GetString()!.StartsWith("act-", StringComparison.Ordinal)),
            act => Assert.True(act.GetProperty("act").EnumerateObject().Count() == 1 || act.GetProperty("act").GetProperty("what").GetString() == "destroyed"));
    }

    /// <summary>Orders destructions, each with something going wrong one request later, until nothing does any more; each time it is ordered again at another server.</summary>
    private async Task AtEach(Action<int, Func<Task>> script, string how)
    {
        var last = false;
        for (var position = 0; !last; position++)
        {
            var board = await Filled(100 + position);
            var lines = await There.AccessLog.Read(board.Id, null, 100, Cancel);
            last = true;
            script(position, () =>
            {
                last = false;
                return Task.CompletedTask;
            });
            var first = await Tried(Here, board);
            Account.GoWell();
            Account.IsAvailable = true;
            // What was begun, and is not proved, is found by whoever looks for it: as unfinished, or still on the list.
            var isListed = await There.MeetingIndex.Read([board.Id], Cancel) is [_];
            var isFound = await There.Keeping.ReadUnfinished(Cancel).ToListAsync(Cancel) is [var found] && found == board.Id;
            var isProved = (await There.Keeping.Read(board.Id, Cancel))!.Proof is not null;
            Assert.True(isListed || isFound || isProved, how);
            if (first is not null) Assert.False(isListed || isFound, how);

            var proof = await Tried(There, board);
            Assert.NotNull(proof);
            Assert.True(first is null || first == proof, how);
            Assert.Equal((board.Log.Count, CommitHash.Of(board.Log[^1])), (proof.Commits, proof.Hash));
            await AssertIsDestroyed(board, lines);
            Assert.Empty(await Here.Keeping.ReadUnfinished(Cancel).ToListAsync(Cancel));
            Assert.InRange(position, 0, 60);
        }
    }

    private async Task AssertIsDestroyed(FullBoard board, IReadOnlyList<AccessLine>? lines = null)
    {
        await board.AssertIsGone(Here.Doors, Cancel);
        await board.AssertIsGone(There.Doors, Cancel);
        var raw = string.Join('\n', Account.Everything().Where(d => d.GetRawText().Contains(board.Id, StringComparison.Ordinal)));
        Assert.All(board.Secrets, secret => Assert.DoesNotContain(secret, raw, StringComparison.Ordinal));
        Assert.All(Account.All(board.Id), document => Assert.DoesNotContain(document.EnumerateObject(), field => field.Name is "json" or "brotli"));
        var log = await There.AccessLog.Read(board.Id, null, 100, Cancel);
        Assert.Single(log, line => line.Entry.What == AccessKind.Destroyed);
        if (lines is not null) Assert.Equal(lines, log.Skip(1));
    }

    private async Task<FullBoard> Filled(int number)
    {
        var board = new FullBoard(SampleLog.Id(number), $"Unmistakable{number}");
        await board.Fill(Here.Doors, Cancel);
        return board;
    }

    /// <summary>Null when nobody can say.</summary>
    private static async Task<DestructionProof?> Tried(CosmosServer server, FullBoard board)
    {
        try
        {
            return (await server.Keeping.Destroy(new(board.Id, Later, "2033/114"), CommitHash.Of(board.Log[^1]), Cancel)).Proof;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private Task Dies(Func<Task> reached)
    {
        Account.IsAvailable = false;
        return reached();
    }
}
