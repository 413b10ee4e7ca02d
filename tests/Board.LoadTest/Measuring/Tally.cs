using MappingBoard.LoadTest.Driving;

namespace MappingBoard.LoadTest.Measuring;

/// <summary>What happened at all pages together, warm-up included.</summary>
internal sealed record Tally
{
    /// <summary>Changes that people made.</summary>
    public int Proposed { get; private init; }

    /// <summary>Changes that were acknowledged as accepted; several keys typed into one edit while it waited count each.</summary>
    public int Accepted { get; private init; }

    /// <summary>Changes that the server refused, or that stood on such.</summary>
    public int Refused { get; private init; }

    /// <summary>Changes that did not fit what was shown: a fault of the load's.</summary>
    public int Unfit { get; private init; }

    public int Batches { get; private init; }

    public int Reconnects { get; private init; }

    /// <summary>Batches in flight at the loss of a connection that were in the log by then, and those that were not.</summary>
    public int AnsweredOnReturn { get; private init; }

    public int SentAgain { get; private init; }

    public int Gaps { get; private init; }

    public int SlowDowns { get; private init; }

    public int NotUnderstood { get; private init; }

    /// <summary>Pages that the server closed for good.</summary>
    public int Closed { get; private init; }

    /// <summary>Messages with changes that pages took in, over all of them: several commits can be in one.</summary>
    public int Frames { get; private init; }

    public static Tally Of(IEnumerable<Page> pages)
    {
        var all = pages.ToList();
        var answered = all.SelectMany(p => p.Proposals.Sent).Where(s => s.Answer is not null).ToList();
        var accepted = answered.Sum(s => s.Accepted.Sum(i => s.Due[i].Count));
        return new()
        {
            Proposed = all.Sum(p => p.Proposals.Proposed),
            Accepted = accepted,
            Refused = answered.Sum(s => s.Due.Sum(d => d.Count)) - accepted + all.Sum(p => p.Proposals.Fallen),
            Unfit = all.Sum(p => p.Unfit),
            Batches = answered.Count,
            Reconnects = all.Sum(p => p.Reconnects),
            AnsweredOnReturn = all.Sum(p => p.AnsweredOnReturn),
            SentAgain = all.Sum(p => p.SentAgain),
            Gaps = all.Sum(p => p.Gaps),
            SlowDowns = all.Sum(p => p.SlowDowns),
            NotUnderstood = all.Sum(p => p.NotUnderstood),
            Closed = all.Count(p => p.ClosedFor is not null),
            Frames = all.Sum(p => p.Taken.Count),
        };
    }
}
