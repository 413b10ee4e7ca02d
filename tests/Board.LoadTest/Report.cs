using System.Globalization;
using System.Text.Json;
using MappingBoard.LoadTest.Measuring;
using MappingBoard.LoadTest.Relay;

namespace MappingBoard.LoadTest;

/// <summary>Says what came of it: a table for people, and one line of JSON for programs.</summary>
internal static class Report
{
    public static void Print(TextWriter to, Options options, ProductResult product, RelayResult? relay)
    {
        void Line(FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        var tally = product.Tally;
        Line($"{options.People} people on {options.Boards} boards, {options.Rate} changes a second in all, for {options.Seconds} s after {options.WarmUp} s of the same as warm-up; seed {options.Seed}; {options.Servers} servers, {(options.IsWarm ? "warm" : "cold")}, store {product.Store}");
        Line($"");
        Line($"{"ms, from when a change was due",-38}{"p50",9}{"p95",9}{"p99",9}{"most",9}{"count",11}");
        Row(Line, "acknowledged", product.Latencies.Acks);
        Row(Line, "on another page", product.Latencies.FanOut);
        Row(Line, "on the last other page", product.Latencies.LastReader);
        if (product.Trouble is var (without, with))
        {
            Row(Line, "on another page, before the trouble", without.FanOut);
            Row(Line, "on another page, during the trouble", with.FanOut);
        }

        Row(Line, "(the driver was late by)", product.Lateness);
        if (relay is not null)
        {
            Row(Line, "relay: durable", relay.Acks);
            Row(Line, "relay: on another page", relay.FanOut);
            Row(Line, "(the driver was late by)", relay.Lateness);
        }

        Line($"");
        Line($"changes      {tally.Proposed} made, {tally.Accepted} accepted ({product.Verdict.Logged} in the logs, after composing), {tally.Refused} refused, {tally.Unfit} unfit; {tally.Batches} batches in {product.Verdict.Commits} commits, sent in {tally.Frames} frames");
        Line($"connections  {tally.Reconnects} found again after {options.Kills} kills ({tally.AnsweredOnReturn} batches in flight were in the log, {tally.SentAgain} were sent again), {tally.Gaps} gaps, {tally.SlowDowns} told to slow down, {tally.NotUnderstood} not understood, {tally.Closed} closed for good");
        if (options.Slow > 0) Line($"slow readers {options.Slow}, of whom {product.SlowDropped} dropped; the others were still within their bounds");
        if (options.Hostile > 0) Line($"hostile      {options.Hostile} people made {product.HostileCalls} calls: {product.Verdict.HostileEffects} had an effect, {product.Verdict.HostileLeaks} showed something that was not for them");
        Line($"processor    server {product.CpuSeconds:F1} s, this driver {product.DriverCpuSeconds:F1} s, of {options.Seconds} s on {Environment.ProcessorCount} processors; server's memory at most {product.PeakMiB:F0} MiB");
        if (product.CpuOfFirst30Seconds is { } first) Line($"             server {first:F1} s in the first 30 s after its start");
        if (relay is not null)
        {
            Line($"             relay {relay.CpuSeconds:F1} s, this driver {relay.DriverCpuSeconds:F1} s");
            Line($"against the relay: p99 on another page is {product.Latencies.FanOut.Ms(0.99) / relay.FanOut.Ms(0.99):F2} times as long");
        }

        Line($"at the end   {product.Verdict.Lost} lost, {product.Verdict.Doubled} doubled, {product.Verdict.Unequal} unequal");
        foreach (var fault in product.Verdict.Faults.Take(20)) Line($"  FAULT: {fault}");
        foreach (var complaint in product.Complaints.Take(10)) Line($"  server: {complaint}");
        Line($"");
        to.WriteLine(JsonSerializer.Serialize(Summary(options, product, relay), SummaryJson.Default.Summary));
    }

    private static void Row(Action<FormattableString> line, string name, Histogram h) =>
        line($"{name,-38}{h.Ms(0.5),9:F1}{h.Ms(0.95),9:F1}{h.Ms(0.99),9:F1}{h.MostMs,9:F1}{h.Count,11}");

    private static Summary Summary(Options options, ProductResult product, RelayResult? relay) => new()
    {
        People = options.People,
        Boards = options.Boards,
        Rate = options.Rate,
        Seconds = options.Seconds,
        Servers = options.Servers,
        Store = product.Store,
        Accepted = product.Tally.Accepted,
        Refused = product.Tally.Refused,
        Commits = product.Verdict.Commits,
        Frames = product.Tally.Frames,
        Lost = product.Verdict.Lost,
        Doubled = product.Verdict.Doubled,
        Unequal = product.Verdict.Unequal,
        AckP50Ms = product.Latencies.Acks.Ms(0.5),
        AckP95Ms = product.Latencies.Acks.Ms(0.95),
        AckP99Ms = product.Latencies.Acks.Ms(0.99),
        FanoutP50Ms = product.Latencies.FanOut.Ms(0.5),
        FanoutP95Ms = product.Latencies.FanOut.Ms(0.95),
        FanoutP99Ms = product.Latencies.FanOut.Ms(0.99),
        WarmUp = options.WarmUp,
        Warm = options.IsWarm,
        ServerCpuFirst30Seconds = product.CpuOfFirst30Seconds is { } first ? Math.Round(first, 2) : null,
        ServerCpuSeconds = Math.Round(product.CpuSeconds, 2),
        ServerPeakMiB = Math.Round(product.PeakMiB, 1),
        DriverCpuSeconds = Math.Round(product.DriverCpuSeconds, 2),
        DriverLateP99Ms = product.Lateness.Ms(0.99),
        Kills = options.Kills,
        Reconnects = product.Tally.Reconnects,
        AnsweredOnReturn = product.Tally.AnsweredOnReturn,
        SentAgain = product.Tally.SentAgain,
        SlowReaders = options.Slow,
        SlowDropped = product.SlowDropped,
        HostileCalls = product.HostileCalls,
        HostileEffects = product.Verdict.HostileEffects,
        HostileLeaks = product.Verdict.HostileLeaks,
        FanoutP99BeforeTroubleMs = product.Trouble?.Without.FanOut.Ms(0.99),
        FanoutP99WithTroubleMs = product.Trouble?.With.FanOut.Ms(0.99),
        BaselineAckP99Ms = relay?.Acks.Ms(0.99),
        BaselineFanoutP50Ms = relay?.FanOut.Ms(0.5),
        BaselineFanoutP95Ms = relay?.FanOut.Ms(0.95),
        BaselineFanoutP99Ms = relay?.FanOut.Ms(0.99),
        BaselineCpuSeconds = relay is null ? null : Math.Round(relay.CpuSeconds, 2),
    };
}
