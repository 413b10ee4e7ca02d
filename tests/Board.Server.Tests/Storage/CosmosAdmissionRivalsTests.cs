using CsCheck;
using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Two servers keep the doors of one board, while answers are lost and requests do not arrive.</summary>
public sealed class CosmosAdmissionRivalsTests
{
    private const int Guests = 6;
    private const int Uses = 3;

    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SampleLog.Id(7);
    private static readonly string Invitation = SampleLog.Id(70);

    private static readonly CosmosFault[] Faults =
    [
        .. Enumerable.Repeat(CosmosFault.Slow(TimeSpan.Zero), 14),
        CosmosFault.DroppedBefore, CosmosFault.Unavailable, CosmosFault.TimedOut,
        CosmosFault.DroppedAfter, CosmosFault.UnavailableAfter, CosmosFault.TimedOutAfter,
        CosmosFault.Throttled,
    ];

    private static readonly Gen<CosmosFault[]> AnyFaults = Gen.Int[0, Faults.Length - 1].Select(i => Faults[i]).Array[40];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task A4_A6_A10_of_uses_and_decisions_there_are_as_many_as_were_acknowledged_each_with_its_line() =>
        Gen.Select(AnyFaults, AnyFaults).SampleAsync(async (writes, reads) =>
        {
            var account = new CosmosDouble();
            await using var here = await CosmosServer.Open(account);
            await using var there = await CosmosServer.Open(account);
            await here.Invitations.Create(
                new(Invitation, InvitationToken.HashOf(InvitationToken.New())!, Board, SampleLog.Id(1), Noon, Role.Family, TestCircles.Family, Noon.AddDays(1), Uses: Uses),
                Entry(AccessKind.Invited),
                Cancel);
            account.Script(writes);
            account.ScriptReads(reads);

            var asked = await Task.WhenAll(Enumerable.Range(0, Guests).Select(i => UntilAnswered(() => Ask(i % 2 == 0 ? here : there, i))));
            Assert.Equal(Uses, asked.Count(a => a == Asked.Waits));
            Assert.Equal(Guests - Uses, asked.Count(a => a == Asked.InvitationIsOver));

            var waiting = Enumerable.Range(0, Guests).Where(i => asked[i] == Asked.Waits).ToList();
            var decided = await Task.WhenAll(waiting.SelectMany(i => new[] { Decide(here, i, LobbyState.Admitted), Decide(there, i, LobbyState.Declined) }));
            account.GoWell();

            var lines = (await there.AccessLog.Read(Board, null, 100, Cancel)).Select(l => l.Entry).ToList();
            Assert.Equal(Uses, lines.Count(l => l.What == AccessKind.Asked));
            foreach (var (one, other) in decided.Chunk(2).Select(d => (d[0], d[1])))
            {
                // Whoever heard nothing may have been first.
                Assert.False(one == true && other == true);
                Assert.False(one == false && other == false);
            }

            foreach (var i in waiting)
            {
                var state = (await here.WaitingRoom.Find(SeededIds.Named($"guest {i}"), Cancel))!.State;
                var line = lines.SingleOrDefault(l => l.What is AccessKind.LetIn or AccessKind.Declined && l.Participant == SeededIds.Named($"participant {i}"));
                Assert.Equal(
                    state switch { LobbyState.Admitted => AccessKind.LetIn, LobbyState.Declined => AccessKind.Declined, _ => null },
                    line?.What);
            }

            Assert.Empty(account.Refused);
        }, iter: 8, threads: 1);

    /// <summary>As somebody does whose page said that nothing could be saved: the same again.</summary>
    private static async Task<T> UntilAnswered<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (StoreUnavailableException)
            {
                await Task.Yield();
            }
        }
    }

    private static Task<Asked> Ask(CosmosServer server, int guest) => server.WaitingRoom.Ask(
        new(
            SeededIds.Named($"guest {guest}"),
            Board,
            Invitation,
            SeededIds.Named($"participant {guest}"),
            $"Guest {guest}",
            "friend",
            Role.Family,
            TestCircles.Family,
            Noon),
        Entry(AccessKind.Asked) with { Participant = SeededIds.Named($"participant {guest}") },
        Cancel);

    /// <summary>Null when nobody can say.</summary>
    private static async Task<bool?> Decide(CosmosServer server, int guest, LobbyState state)
    {
        try
        {
            return await server.WaitingRoom.Decide(
                SeededIds.Named($"guest {guest}"),
                state,
                Entry(state == LobbyState.Admitted ? AccessKind.LetIn : AccessKind.Declined) with { Participant = SeededIds.Named($"participant {guest}") },
                Cancel);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private static AccessEntry Entry(AccessKind what) => new(Board, Noon, what, By: SampleLog.Id(1));
}
