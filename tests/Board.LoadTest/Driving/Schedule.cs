using System.Diagnostics;

namespace MappingBoard.LoadTest.Driving;

/// <summary>One change that somebody makes.</summary>
/// <param name="After">When, in ticks of <see cref="Stopwatch"/> after the beginning.</param>
/// <param name="Board">On which board, from 0.</param>
/// <param name="Person">Who of its people, from 0.</param>
internal readonly record struct Arrival(long After, int Board, int Person);

/// <summary>
/// When who makes a change: at random, at a given rate, whatever the server does (open loop). A server that is slow does
/// not thereby get less to do, and what waits because of it counts as latency.
/// </summary>
internal static class Schedule
{
    /// <summary>Arrivals of a Poisson process over the warm-up and the measured time.</summary>
    public static Arrival[] Of(Options options)
    {
        var random = new Random(options.Seed);
        var end = Ticks(options.WarmUp + options.Seconds);
        var arrivals = new List<Arrival>();
        for (var at = Gap(random, options.Rate); at < end; at += Gap(random, options.Rate))
        {
            var board = random.Next(options.Boards);
            arrivals.Add(new(at, board, random.Next(options.PeopleOn(board))));
        }

        return [.. arrivals];
    }

    public static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);

    private static long Gap(Random random, int rate) => Ticks(-Math.Log(1 - random.NextDouble()) / rate);
}
