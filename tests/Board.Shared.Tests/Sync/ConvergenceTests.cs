using CsCheck;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>Replicas and one ledger under random typing, cutting, doubling and delay.</summary>
public sealed class ConvergenceTests
{
    private static readonly Gen<(int Seed, int Pages, int Steps)> Meetings =
        Gen.Select(Gen.Int, Gen.Int[2, 6], Gen.Int[10, 400]);

    [Fact]
    public void O3_R1_V3_at_rest_every_replica_shows_what_its_person_sees_of_the_log() => Meetings.Sample((seed, pages, steps) =>
    {
        var meeting = new PureMeeting(seed, pages);
        meeting.Run(steps);
        meeting.Rest();

        var replayed = Ledger.Empty(meeting.Ledger.Board.Id);
        foreach (var commit in meeting.Log) replayed = replayed.Replay(commit, CommitHash.Of(commit));
        Assert.Equal(replayed.Board.Json(), meeting.Ledger.Board.Json());
        foreach (var (person, replica) in meeting.Replicas)
        {
            var truth = replayed.SeenBy(person).Json();
            Assert.Equal(truth, replica.Confirmed.Json());
            Assert.Equal(truth, replica.Shown.Json());
        }
    }, iter: Tier.Cases(300));

    [Fact]
    public void I1_every_acknowledged_batch_is_in_the_log_exactly_once() => Meetings.Sample((seed, pages, steps) =>
    {
        var meeting = new PureMeeting(seed, pages);
        meeting.Run(steps);
        meeting.Rest();

        var batches = meeting.Log.SelectMany(c => c.Batches).Where(b => b.Replica.Length > 0).ToList();
        Assert.Equal(batches.Count, batches.Select(b => (b.Replica, b.N)).Distinct().Count());
        foreach (var (_, replica) in meeting.Replicas)
        {
            var own = batches.Where(b => b.Replica == replica.Id).Select(b => b.N);
            Assert.Equal(Enumerable.Range(1, (int)replica.LastBatch).Select(n => (long)n), own);
        }

        Assert.Equal(meeting.Accepted, batches.Sum(b => b.Changes.Length));
    }, iter: Tier.Cases(200));
}
