using System.Globalization;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Simulation;

/// <summary>
/// The rules together, under everything that can go wrong at once. BOARD_SIMULATION_SEEDS=N runs N seeds in place of the
/// usual number; a failing seed is named in the message and is then pinned below.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static readonly int UsualSeeds = Tier.Count(usual: 300, inALongRun: 3_000);

    /// <summary>Seeds that once failed, with what they found.</summary>
    public static TheoryData<int> Pinned => [1, 2];

    [Fact]
    public void O1_O2_O3_I1_I3_B1_B2_B4_B6_at_rest_all_replicas_equal_the_log_and_each_batch_is_there_once()
    {
        var seeds = int.TryParse(Environment.GetEnvironmentVariable("BOARD_SIMULATION_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : UsualSeeds;
        var crashes = 0;
        var faults = 0;
        var together = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            try
            {
                var meeting = Simulated(seed);
                crashes += meeting.Crashes;
                faults += meeting.Faults;
                together += meeting.Together;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed} fails. Pin it in {nameof(Pinned)}.", failure);
            }
        }

        output.WriteLine($"{seeds} seeds, {crashes} crashes, {faults} store faults, {together} steps with several servers");
        Assert.True(crashes > seeds / 10 && faults > seeds && together > 100 * seeds, "The simulation has become too kind.");
    }

    [Theory]
    [MemberData(nameof(Pinned))]
    public void Pinned_seeds_hold(int seed) => Simulated(seed);

    [Fact]
    public void The_same_seed_gives_the_same_meeting() =>
        Assert.Equal(Simulated(42).Log.Select(CommitHash.Of), Simulated(42).Log.Select(CommitHash.Of));

    private static HostileMeeting Simulated(int seed)
    {
        var meeting = new HostileMeeting(seed);
        meeting.Run(1_000);
        meeting.Rest();
        AssertAllEqualTheLog(meeting);
        AssertOnceAndOnlyOnce(meeting);
        return meeting;
    }

    private static void AssertAllEqualTheLog(HostileMeeting meeting)
    {
        var ledger = Ledger.Empty(meeting.Log[0].Board);
        foreach (var commit in meeting.Log) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        foreach (var page in meeting.Pages)
        {
            var truth = ledger.SeenBy(page.Person).Json();
            Assert.Equal(truth, page.Replica.Confirmed.Json());
            Assert.Equal(truth, page.Replica.Shown.Json());
        }
    }

    private static void AssertOnceAndOnlyOnce(HostileMeeting meeting)
    {
        var written = new Dictionary<(string Replica, long N), (long First, int Count, int Refused)>();
        var ledger = Ledger.Empty(meeting.Log[0].Board);
        foreach (var commit in meeting.Log)
        {
            foreach (var (replica, _, answer) in SeenCommit.Of(ledger, commit).Answers)
                written.Add((replica, answer.N), (answer.First, answer.Count, answer.Refused.Length));
            ledger = ledger.Replay(commit, CommitHash.Of(commit));
        }

        foreach (var page in meeting.Pages)
        {
            Assert.Equal(page.Replica.LastBatch, written.Keys.Count(k => k.Replica == page.Replica.Id));
            foreach (var answer in page.Answers)
                Assert.Equal((answer.First, answer.Count, answer.Refused.Length), written[(page.Replica.Id, answer.N)]);
        }
    }
}
