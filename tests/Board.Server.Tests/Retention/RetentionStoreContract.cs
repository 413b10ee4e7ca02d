using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Retention;

/// <summary>What every home of <see cref="IRetentionStore"/> promises.</summary>
public abstract class RetentionStoreContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly DateTimeOffset Later = FullBoard.Noon.AddYears(7).AddTicks(7);

    private readonly FullBoard _board = new(SampleLog.Id(1), "Unmistakable");
    private readonly FullBoard _other = new(SampleLog.Id(2), "Neighbouring");

    private IRetentionStore Keeping => Here.Keeping;

    private string Hash => CommitHash.Of(_board.Log[^1]);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await _board.Fill(Here, Cancel);
        await _other.Fill(There, Cancel);
    }

    [Fact]
    public async Task K3_of_a_destroyed_board_nothing_can_be_read_by_any_server_nor_from_the_storage()
    {
        Assert.All(_board.Secrets, secret => Assert.Contains(secret, Home.ReadEverything(), StringComparison.Ordinal));
        await _board.AssertIsThere(There, Cancel);

        Assert.NotNull((await Destroy()).Proof);

        await _board.AssertIsGone(Here, Cancel);
        await _board.AssertIsGone(There, Cancel);
        var raw = Home.ReadEverything();
        Assert.All(_board.Secrets, secret => Assert.DoesNotContain(secret, raw, StringComparison.Ordinal));
        Assert.All(_other.Secrets, secret => Assert.Contains(secret, raw, StringComparison.Ordinal));
        await Restart();
        await _board.AssertIsGone(Here, Cancel);
        await _other.AssertIsThere(Here, Cancel);
    }

    [Fact]
    public async Task K3_the_proof_says_which_board_it_was_and_is_given_again()
    {
        var proof = (await Destroy()).Proof!;
        Assert.Equal(
            (1, _board.Id, (long)_board.Log.Count, _board.Log[^1].Last, Hash, "2033/114", Later),
            (proof.V, proof.Board, proof.Commits, proof.Changes, proof.Hash, proof.Ground, proof.DecidedAt));
        Assert.Equal(proof, (await There.Keeping.Destroy(new(_board.Id, Later.AddDays(1), "other/1"), Hash, Cancel)).Proof);
        await Restart();
        Assert.Equal(proof, (await Keeping.Destroy(new(_board.Id, Later.AddDays(1)), hash: null, Cancel)).Proof);
        Assert.Equal(new BoardStanding(proof.Commits, proof.Changes, proof.Hash, null, proof), await Keeping.Read(_board.Id, Cancel));
        Assert.Equal(RetentionRefusal.OtherHash, (await Keeping.Destroy(new(_board.Id, Later), new string('0', 64), Cancel)).Refusal);
        Assert.Equal(proof, DestructionProof.Read(proof.Write()));
    }

    [Fact]
    public async Task K3_the_access_log_stays_as_it_was_with_one_line_more()
    {
        var before = await Here.AccessLog.Read(_board.Id, null, 100, Cancel);
        await Destroy();
        var after = await There.AccessLog.Read(_board.Id, null, 100, Cancel);
        Assert.Equal(before, after.Skip(1));
        Assert.Equal(new AccessEntry(_board.Id, Later, AccessKind.Destroyed, Detail: "2033/114"), after[0].Entry);
        Assert.True(before.Count >= 8, "The board had lines of every kind.");
        var pages = new List<AccessLine>();
        while (await Here.AccessLog.Read(_board.Id, pages.LastOrDefault()?.Cursor, 3, Cancel) is { Count: > 0 } page) pages.AddRange(page);
        Assert.Equal(after, pages);
    }

    [Fact]
    public async Task K3_nothing_is_ever_written_to_it_again_whatever_a_server_has_in_memory()
    {
        // Both know the board.
        await _board.AssertIsThere(There, Cancel);
        await Destroy();
        foreach (var server in new[] { There, Here })
        {
            await Assert.ThrowsAsync<BoardDestroyedException>(() => Written(server, SampleLog.After(_board.Id, _board.Log[^1])));
            foreach (var commit in _board.Log) await Assert.ThrowsAsync<BoardDestroyedException>(() => Written(server, commit));
            await _board.TryToFillDoors(server, Cancel);
            await _board.AssertIsGone(server, Cancel);
        }

        Assert.All(_board.Words, secret => Assert.DoesNotContain(secret, Home.ReadEverything(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task K3_who_names_another_hash_destroys_nothing()
    {
        foreach (var hash in new[] { new string('0', 64), CommitHash.Of(_board.Log[0]), "", Hash.ToUpperInvariant() })
            Assert.Equal(RetentionRefusal.OtherHash, (await Keeping.Destroy(new(_board.Id, Later, "x"), hash, Cancel)).Refusal);
        await _board.AssertIsThere(Here, Cancel);
        Assert.DoesNotContain(await Here.AccessLog.Read(_board.Id, null, 100, Cancel), l => l.Entry.What == AccessKind.Destroyed);
    }

    [Fact]
    public async Task K4_a_board_under_legal_hold_is_not_destroyed_until_the_hold_ends()
    {
        Assert.Null(await Keeping.Hold(new(_board.Id, Later.AddHours(-2), "court/7"), Cancel));
        Assert.Equal(Later.AddHours(-2), (await There.Keeping.Read(_board.Id, Cancel))!.HeldSince);
        Assert.Equal(RetentionRefusal.Held, (await Destroy()).Refusal);
        await Restart();
        Assert.Equal(RetentionRefusal.Held, (await There.Keeping.Destroy(new(_board.Id, Later), hash: null, Cancel)).Refusal);
        await _board.AssertIsThere(Here, Cancel);

        Assert.Null(await There.Keeping.EndHold(new(_board.Id, Later.AddHours(-1), "court/8"), Cancel));
        Assert.Null((await Keeping.Read(_board.Id, Cancel))!.HeldSince);
        Assert.NotNull((await Destroy()).Proof);
        Assert.Equal(
            [(AccessKind.Destroyed, "2033/114"), (AccessKind.LegalHoldEnded, "court/8"), (AccessKind.LegallyHeld, "court/7")],
            (await Here.AccessLog.Read(_board.Id, null, 3, Cancel)).Select(l => (l.Entry.What, l.Entry.Detail!)));
    }

    [Fact]
    public async Task K4_of_a_hold_and_a_destruction_at_once_one_is_first_and_the_other_is_told_so()
    {
        for (var i = 10; i < 16; i++)
        {
            var board = new FullBoard(SampleLog.Id(i), $"Contested{i}");
            await board.Fill(Here, Cancel);
            var hold = Task.Run(() => Here.Keeping.Hold(new(board.Id, Later, "court/1"), Cancel), Cancel);
            var destroy = Task.Run(() => There.Keeping.Destroy(new(board.Id, Later), null, Cancel), Cancel);
            var (held, destroyed) = (await hold, await destroy);
            Assert.Equal(held is null, destroyed.Proof is null);
            if (held is null)
            {
                Assert.Equal(RetentionRefusal.Held, destroyed.Refusal);
                await board.AssertIsThere(Here, Cancel);
            }
            else
            {
                Assert.Equal(RetentionRefusal.Destroyed, held);
                await board.AssertIsGone(Here, Cancel);
            }
        }
    }

    [Fact]
    public async Task K3_two_servers_that_destroy_at_once_give_one_proof()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => (i % 2 == 0 ? Here : There).Keeping.Destroy(new(_board.Id, Later.AddMinutes(i), $"by/{i}"), Hash, Cancel),
            Cancel)));
        Assert.NotNull(Assert.Single(answers.Select(a => a.Proof).Distinct()));
        Assert.Single(await Here.AccessLog.Read(_board.Id, null, 100, Cancel), l => l.Entry.What == AccessKind.Destroyed);
    }

    [Fact]
    public async Task K4_what_does_not_fit_is_refused_and_changes_nothing()
    {
        Assert.Equal(RetentionRefusal.NotHeld, await Keeping.EndHold(new(_board.Id, Later, "x"), Cancel));
        Assert.Null(await Keeping.Hold(new(_board.Id, Later, "x"), Cancel));
        Assert.Equal(RetentionRefusal.Held, await There.Keeping.Hold(new(_board.Id, Later, "y"), Cancel));
        await Here.Keeping.EndHold(new(_board.Id, Later, "x"), Cancel);
        await Destroy();
        Assert.Equal(RetentionRefusal.Destroyed, await Keeping.Hold(new(_board.Id, Later, "y"), Cancel));
        foreach (var none in new[] { SampleLog.Id(99), "", "x", "' OR 1=1 --", new string('a', 500) })
        {
            Assert.Null(await Keeping.Read(none, Cancel));
            Assert.Equal(RetentionRefusal.NoBoard, await Keeping.Hold(new(none, Later), Cancel));
            Assert.Equal(RetentionRefusal.NotHeld, await Keeping.EndHold(new(none, Later), Cancel));
            Assert.Equal(RetentionRefusal.NoBoard, (await Keeping.Destroy(new(none, Later), null, Cancel)).Refusal);
            Assert.Empty(await Here.AccessLog.Read(none, null, 1, Cancel));
        }
    }

    private Task<DestructionAnswer> Destroy() => Keeping.Destroy(new(_board.Id, Later, "2033/114"), Hash, Cancel);

    private static Task<bool> Written(AdmissionStores server, Commit commit) => server.Boards.TryAppend(commit, Cancel);
}

public sealed class SqliteBoardRetentionTests() : RetentionStoreContract(new SqliteHome());

public sealed class CosmosBoardRetentionTests() : RetentionStoreContract(new CosmosHome());

public sealed class CosmosBoardRetentionOverTheNetworkTests() : RetentionStoreContract(new CosmosNetworkHome());
