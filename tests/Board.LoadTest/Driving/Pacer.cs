using System.Diagnostics;
using MappingBoard.LoadTest.Measuring;

namespace MappingBoard.LoadTest.Driving;

/// <summary>Something else that happens during the load.</summary>
/// <param name="After">When, in ticks of <see cref="Stopwatch"/> after the beginning.</param>
/// <param name="What">Runs beside the load.</param>
internal sealed record Moment(long After, Func<Task> What);

/// <summary>Lets arrivals happen when they are due, from one thread of its own.</summary>
internal static class Pacer
{
    /// <summary>The scheduler's own step on Linux; lateness is measured and printed.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <param name="arrivals">In order of time.</param>
    /// <param name="moments">In any order.</param>
    /// <param name="happen">Makes an arrival happen, given its place in the list and when it was due. Must not wait.</param>
    /// <returns>When it began, and how late arrivals happened: the driver's own fault, not the server's.</returns>
    /// <exception cref="AggregateException">A moment, or what happened, failed.</exception>
    public static async Task<(long Began, Histogram Lateness)> Run(Arrival[] arrivals, IEnumerable<Moment> moments, Action<int, long> happen)
    {
        var lateness = new Histogram();
        var began = Stopwatch.GetTimestamp();
        var others = moments.Select(moment => Begin(moment, began)).ToList();
        var load = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < arrivals.Length; i++)
                {
                    var due = began + arrivals[i].After;
                    while (Stopwatch.GetTimestamp() < due) Thread.Sleep(Step);
                    lateness.Add(due, Stopwatch.GetTimestamp());
                    happen(i, due);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Task.WhenAll([load, .. others]);
        return (began, lateness);
    }

    private static async Task Begin(Moment moment, long began)
    {
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), began + moment.After);
        if (wait > TimeSpan.Zero) await Task.Delay(wait);
        await moment.What();
    }
}
