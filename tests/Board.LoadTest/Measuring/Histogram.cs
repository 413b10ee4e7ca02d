using System.Diagnostics;
using System.Numerics;

namespace MappingBoard.LoadTest.Measuring;

/// <summary>
/// Counts latencies in classes that are at most 0.8 % wide, from a microsecond to hours; nothing is left out and
/// nothing is averaged. A percentile is the upper end of its class, so it never flatters. For one thread at a time.
/// </summary>
internal sealed class Histogram
{
    private const int Bits = 7;
    private const int Half = 1 << Bits;

    private readonly long[] _classes = new long[Half * (64 - Bits)];

    public long Count { get; private set; }

    public double MostMs { get; private set; }

    /// <param name="from">When it should have happened, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="to">When it had happened.</param>
    public void Add(long from, long to)
    {
        var micros = Math.Max(0, (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds);
        _classes[ClassOf(micros)]++;
        Count++;
        MostMs = Math.Max(MostMs, micros / 1000.0);
    }

    public void Add(Histogram other)
    {
        for (var i = 0; i < _classes.Length; i++) _classes[i] += other._classes[i];
        Count += other.Count;
        MostMs = Math.Max(MostMs, other.MostMs);
    }

    /// <summary>In milliseconds; null when nothing was counted.</summary>
    /// <param name="part">0 to 1: 0.99 is the latency that 99 of 100 do not exceed.</param>
    public double? Ms(double part)
    {
        if (Count == 0) return null;
        var left = (long)Math.Ceiling(part * Count);
        for (var i = 0; i < _classes.Length; i++)
        {
            left -= _classes[i];
            if (left <= 0) return Math.Min(UpperEnd(i) / 1000.0, MostMs);
        }

        return MostMs;
    }

    private static int ClassOf(long micros)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)micros | 1) - Bits);
        return (shift * Half) + (int)(micros >> shift);
    }

    private static long UpperEnd(int place)
    {
        var shift = Math.Max(0, (place / Half) - 1);
        return ((place - (shift * (long)Half) + 1) << shift) - 1;
    }
}
