using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.MeetingIndex;

/// <summary>What every home of <see cref="IMeetingIndex"/> promises.</summary>
public abstract class MeetingIndexContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    private IMeetingIndex Index => Here.MeetingIndex;

    [Fact]
    public async Task K1_a_summary_is_kept_whole_for_every_server_and_after_a_restart()
    {
        var summary = Summary(1, 7, Noon) with { LockedAt = Noon.AddHours(-1), IsHeld = true, People = [new(SampleLog.Id(50), false), new(SampleLog.Id(51), true)] };
        await Index.Put(summary, Cancel);
        Assert.Equal(Text(summary), Text(Assert.Single(await There.MeetingIndex.Read([summary.Board], Cancel))));
        await Restart();
        Assert.Equal(Text(summary), Text(Assert.Single(await Index.Read([summary.Board], Cancel))));
    }

    [Fact]
    public async Task K1_an_older_summary_never_replaces_a_newer_whoever_writes_it()
    {
        await Index.Put(Summary(1, 5, Noon), Cancel);
        await There.MeetingIndex.Put(Summary(1, 4, Noon.AddHours(1)), Cancel);
        Assert.Equal(5, Assert.Single(await Index.Read([SampleLog.Id(1)], Cancel)).Number);
        await There.MeetingIndex.Put(Summary(1, 6, Noon.AddHours(2)), Cancel);
        Assert.Equal(6, Assert.Single(await Index.Read([SampleLog.Id(1)], Cancel)).Number);
    }

    [Fact]
    public async Task K1_of_many_that_are_written_at_once_by_two_servers_the_newest_is_there_at_the_end()
    {
        var numbers = Enumerable.Range(1, 6).ToArray();
        await Task.WhenAll(numbers.Select(n => (n % 2 == 0 ? Here : There).MeetingIndex.Put(Summary(1, n, Noon.AddMinutes(n)), Cancel)));
        await Index.Put(Summary(1, 6, Noon.AddMinutes(6)), Cancel);
        Assert.Equal(6, Assert.Single(await Index.Read([SampleLog.Id(1)], Cancel)).Number);
    }

    [Fact]
    public async Task Those_that_are_asked_for_are_read_and_no_others()
    {
        foreach (var i in Enumerable.Range(1, 30)) await Index.Put(Summary(i, 1, Noon), Cancel);
        var asked = new[] { 3, 7, 29, 99 }.Select(i => SampleLog.Id(i)).Append("' OR 1=1 --").ToArray();
        Assert.Equal([.. asked[..3].Order(StringComparer.Ordinal)], (await Index.Read(asked, Cancel)).Select(s => s.Board).Order(StringComparer.Ordinal));
        Assert.Empty(await Index.Read([], Cancel));
    }

    [Fact]
    public async Task K2_the_quiet_ones_are_all_those_where_nothing_happened_after_a_moment()
    {
        // More than any store reads at once, several of one moment, and each once.
        foreach (var i in Enumerable.Range(1, 250)) await Index.Put(Summary(i, 1, Noon.AddMinutes(i / 3)), Cancel);
        await Index.Put(Summary(5, 2, Noon.AddDays(1)), Cancel);

        var quiet = new List<string>();
        await foreach (var summary in Index.ReadQuiet(Noon.AddMinutes(80), Cancel)) quiet.Add(summary.Board);

        var expected = Enumerable.Range(1, 250).Where(i => i != 5 && i / 3 <= 80).Select(i => SampleLog.Id(i));
        Assert.Equal(expected.Order(StringComparer.Ordinal), quiet.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_removed_is_gone_and_may_be_removed_again()
    {
        await Index.Put(Summary(1, 1, Noon), Cancel);
        await There.MeetingIndex.Remove(SampleLog.Id(1), Cancel);
        Assert.Empty(await Index.Read([SampleLog.Id(1)], Cancel));
        await Index.Remove(SampleLog.Id(1), Cancel);
        await Index.Remove("x", Cancel);
    }

    [Fact]
    public async Task What_is_no_summary_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Index.Put(Summary(1, 1, Noon) with { Board = "x" }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Index.Put(MeetingSummary.Empty(SampleLog.Id(1)), Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Index.Read([.. Enumerable.Range(0, 1001).Select(i => SampleLog.Id(i))], Cancel));
        Assert.Empty(await Index.Read([SampleLog.Id(1)], Cancel));
    }

    private static MeetingSummary Summary(int board, long number, DateTimeOffset lastAt) =>
        new(SampleLog.Id(board), number, $"Meeting {board}", "Review", Practice: false, Noon.AddDays(-1), lastAt, IsHeld: false, LockedAt: null, []);

    private static string Text(MeetingSummary summary) => JsonSerializer.Serialize(summary);
}

public sealed class SqliteMeetingIndexTests() : MeetingIndexContract(new SqliteHome());

public sealed class CosmosMeetingIndexTests() : MeetingIndexContract(new CosmosHome());

public sealed class CosmosMeetingIndexOverTheNetworkTests() : MeetingIndexContract(new CosmosNetworkHome());
