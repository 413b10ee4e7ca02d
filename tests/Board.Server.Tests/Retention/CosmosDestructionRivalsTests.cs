using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Server.Tests.Retention;

/// <summary>
/// One server destroys a board, and another, which has it in memory and hears nothing, goes on with it: before, between
/// and after the steps. Nothing that it brings may be there in the end.
/// </summary>
public sealed class CosmosDestructionRivalsTests : TwoCosmosServers
{
    private static readonly DateTimeOffset Later = FullBoard.Noon.AddYears(7);

    private static CosmosFault Well { get; } = CosmosFault.Slow(TimeSpan.Zero);

    /// <summary>The other server knows of two commits, where there are five.</summary>
    [Fact]
    public async Task K3_a_server_that_is_behind_brings_nothing_back_at_any_step()
    {
        var reached = true;
        for (var position = 0; reached; position++)
        {
            var board = new FullBoard(SampleLog.Id(100 + position), $"Unmistakable{position}");
            Assert.True(await There.Boards.TryAppend(board.Log[0], Cancel));
            Assert.True(await There.Boards.TryAppend(board.Log[1], Cancel));
            Assert.True(await Here.Boards.TryAppend(board.Log[2], Cancel));
            var fourth = SampleLog.After(board.Id, board.Log[2], "Unmistakable");
            var fifth = SampleLog.After(board.Id, fourth, "Unmistakable");
            Assert.True(await Here.Boards.TryAppend(fourth, Cancel));
            Assert.True(await Here.Boards.TryAppend(fifth, Cancel));
            Assert.Equal(2, (await There.Boards.ReadCommits(board.Id, 0, 2, Cancel)).Count);

            reached = false;
            Account.Script([.. Enumerable.Repeat(Well, position), Well with { Meanwhile = Rival }]);
            var proof = (await Here.Keeping.Destroy(new(board.Id, Later), CommitHash.Of(fifth), Cancel)).Proof;
            Account.GoWell();
            Assert.Equal(5, proof!.Commits);
            await GoesOn(board);
            await AssertIsDestroyed(board);

            Task Rival()
            {
                reached = true;
                return GoesOn(board);
            }
        }

        // The third commit is another there, and words of its own stand in it. Whatever it is told, it is not written.
        async Task GoesOn(FullBoard board)
        {
            Assert.False(await Appended(There, SampleLog.After(board.Id, board.Log[1], "Unmistakable")));
            await board.TryToFillDoors(There.Doors, Cancel);
            await There.MeetingIndex.Remove(board.Id, Cancel);
            await board.TryToFillDoors(There.Doors, Cancel);
        }
    }

    /// <summary>The last commit was looked at, its destruction decided, and then one more comes before the log ends.</summary>
    [Fact]
    public async Task K3_a_commit_that_comes_before_the_end_of_the_log_is_destroyed_with_it()
    {
        var board = await Filled();
        var more = SampleLog.After(board.Id, board.Log[^1], "Unmistakable");
        Account.Script(Well with { Meanwhile = async () => Assert.True(await There.Boards.TryAppend(more, Cancel)) });
        var proof = (await Destroy(board)).Proof!;
        Assert.Equal((4, CommitHash.Of(more)), (proof.Commits, proof.Hash));
        Assert.True(Account.Document(board.Id, "commit-5")!.Value.TryGetProperty("tombstone", out _));
        await AssertIsDestroyed(board);
        Assert.Equal(proof, (await Destroy(board)).Proof);
        Assert.Equal(proof, (await There.Keeping.Destroy(new(board.Id, Later), CommitHash.Of(more), Cancel)).Proof);
        Assert.Equal(RetentionRefusal.OtherHash, (await There.Keeping.Destroy(new(board.Id, Later), CommitHash.Of(board.Log[0]), Cancel)).Refusal);
    }

    [Fact]
    public async Task K3_a_commit_that_is_on_its_way_when_the_log_ends_is_not_acknowledged()
    {
        var board = await Filled();
        Account.Script(CosmosFault.DroppedBefore with { Meanwhile = async () => Assert.NotNull((await Destroy(board)).Proof) });
        await Assert.ThrowsAsync<BoardDestroyedException>(() => There.Boards.TryAppend(SampleLog.After(board.Id, board.Log[^1], "Unmistakable"), Cancel));
        await AssertIsDestroyed(board);
    }

    /// <summary>As somebody does who has the log in a file, and more of it than was here.</summary>
    [Fact]
    public async Task K3_a_server_that_knows_nothing_writes_neither_before_nor_after_the_end()
    {
        var board = await Filled();
        await Destroy(board);
        var log = board.Log.ToList();
        while (log.Count < 6) log.Add(SampleLog.After(board.Id, log[^1], "Unmistakable"));
        await using var fresh = await CosmosServer.Open(Account);
        foreach (var commit in log.Take(5).Reverse()) await Assert.ThrowsAsync<BoardDestroyedException>(() => fresh.Boards.TryAppend(commit, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => fresh.Boards.TryAppend(log[5], Cancel));
        await AssertIsDestroyed(board);
    }

    /// <summary>The keys and the names of an invitation arrive when all is over, and then the act does, which is refused.</summary>
    [Fact]
    public async Task K3_what_was_prepared_for_an_act_that_came_too_late_is_taken_away_again()
    {
        var board = await Filled();
        Account.Script(Well with { Meanwhile = async () => Assert.NotNull((await Destroy(board)).Proof) });
        Assert.False(await There.Invitations.Create(Invitation(board), new(board.Id, FullBoard.Noon, AccessKind.Invited), Cancel));
        Assert.Contains(Account.Asked, asked => asked.StartsWith("create names-", StringComparison.Ordinal));
        await AssertIsDestroyed(board);
    }

    [Fact]
    public async Task K3_what_a_server_brought_that_died_before_it_could_take_it_away_goes_when_it_is_ordered_again()
    {
        var board = await Filled();
        await Destroy(board);
        var (staff, hash) = (new string('a', 64), new string('b', 64));
        Account.Plant(staff, $$"""{"id":"meeting-{{board.Id}}","partition":"{{staff}}","listed":"x","board":"{{board.Id}}","participant":"Unmistakable","created":"2026-11-23T12:00:00Z"}""");
        Account.Plant(hash, $$"""{"id":"token","partition":"{{hash}}","board":"{{board.Id}}","to":"Unmistakable"}""");
        Account.Plant(board.Id, $$"""{"id":"names-1","partition":"{{board.Id}}","named":"2026","kind":"Request","of":"x","name":"Unmistakable"}""");
        await Destroy(board);
        await AssertIsDestroyed(board);
    }

    [Fact]
    public async Task K4_a_hold_that_comes_after_the_decision_is_refused_at_any_step()
    {
        var reached = true;
        for (var position = 0; reached; position++)
        {
            var board = await Filled(100 + position);
            reached = false;
            Account.Script([.. Enumerable.Repeat(Well, position), Well with { Meanwhile = Hold }]);
            Assert.NotNull((await Destroy(board)).Proof);
            Account.GoWell();
            await AssertIsDestroyed(board);

            async Task Hold()
            {
                reached = true;
                Assert.Equal(RetentionRefusal.Destroyed, await There.Keeping.Hold(new(board.Id, Later), Cancel));
                Assert.Equal(RetentionRefusal.NotHeld, await There.Keeping.EndHold(new(board.Id, Later), Cancel));
                Assert.Null((await There.Keeping.Read(board.Id, Cancel))!.HeldSince);
            }
        }
    }

    private Task<DestructionAnswer> Destroy(FullBoard board) => Here.Keeping.Destroy(new(board.Id, Later, "2033/114"), CommitHash.Of(board.Log[^1]), Cancel);

    private async Task<FullBoard> Filled(int number = 1)
    {
        var board = new FullBoard(SampleLog.Id(number), $"Unmistakable{number}");
        await board.Fill(Here.Doors, Cancel);
        await board.AssertIsThere(There.Doors, Cancel);
        return board;
    }

    private static async Task<bool> Appended(CosmosServer server, Commit commit)
    {
        try
        {
            return await server.Boards.TryAppend(commit, Cancel);
        }
        catch (BoardDestroyedException)
        {
            return false;
        }
    }

    private static IssuedInvitation Invitation(FullBoard board) => new(
        Ids.From(Guid.NewGuid().ToByteArray()),
        InvitationToken.HashOf(InvitationToken.New())!,
        board.Id,
        SampleLog.Id(1),
        FullBoard.Noon,
        Role.Family,
        TestCircles.Family,
        FullBoard.Noon.AddDays(14),
        "Unmistakable",
        "aunt");

    private async Task AssertIsDestroyed(FullBoard board)
    {
        await board.AssertIsGone(Here.Doors, Cancel);
        await board.AssertIsGone(There.Doors, Cancel);
        Assert.DoesNotContain(Account.Everything(), document => document.GetRawText().Contains("Unmistakable", StringComparison.Ordinal));
        Assert.All(Account.Everything(), document => Assert.DoesNotContain(document.EnumerateObject(), field => field.Name is "json" or "brotli"));
        Assert.DoesNotContain(Account.Everything(), document => document.TryGetProperty("board", out var leads) && leads.GetString() == board.Id);
    }
}
