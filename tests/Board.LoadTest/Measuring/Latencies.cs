using MappingBoard.LoadTest.Driving;

namespace MappingBoard.LoadTest.Measuring;

/// <summary>
/// How long changes took, from when they were due (so that time in a queue counts, wherever it is): until they were
/// acknowledged, and until they stood on every other page. Every change and every page counts, none is sampled.
/// </summary>
internal sealed class Latencies
{
    private readonly long _from;
    private readonly long _to;

    /// <param name="from">Changes that were due before do not count: warm-up.</param>
    /// <param name="to">Changes that were due from then on do not count.</param>
    public Latencies(long from, long to) => (_from, _to) = (from, to);

    public Histogram Acks { get; } = new();

    /// <summary>One entry for each change and each other page.</summary>
    public Histogram FanOut { get; } = new();

    /// <summary>One entry for each change: when the last of the other pages had it.</summary>
    public Histogram LastReader { get; } = new();

    /// <summary>Changes times pages that they never came to.</summary>
    public long NeverTaken { get; private set; }

    /// <summary>Takes in what happened at one meeting, which is at rest.</summary>
    public void Add(Meeting meeting)
    {
        foreach (var author in meeting.Pages)
        {
            foreach (var sent in author.Proposals.Sent.Where(s => s.Answer is not null))
            {
                var due = sent.Accepted.SelectMany(i => sent.Due[i]).Where(at => at >= _from && at < _to).ToList();
                if (due.Count > 0) Add(meeting, author, sent, due);
            }
        }
    }

    private void Add(Meeting meeting, Page author, SentBatch sent, List<long> due)
    {
        foreach (var at in due) Acks.Add(at, sent.AnsweredAt);
        var stream = sent.Answer!.First + sent.Answer.Count - 1;
        var last = 0L;
        foreach (var page in meeting.Pages)
        {
            if (page == author) continue;
            if (TakenIn(page, stream) is not { } taken)
            {
                NeverTaken += due.Count;
                continue;
            }

            last = Math.Max(last, taken);
            foreach (var at in due) FanOut.Add(at, taken);
        }

        if (last == 0) return;
        foreach (var at in due) LastReader.Add(at, last);
    }

    /// <summary>When a page came to a stream number; by halving, since numbers only grow.</summary>
    private static long? TakenIn(Page page, long stream)
    {
        var (low, high) = (0, page.Taken.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (page.Taken[middle].Stream < stream) low = middle + 1;
            else high = middle;
        }

        return low < page.Taken.Count ? page.Taken[low].At : null;
    }
}
