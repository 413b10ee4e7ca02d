using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using MappingBoard.Server.Rooms;
using Xunit;

namespace MappingBoard.Server.Tests.Telemetry;

/// <summary>Tests that count what the whole process does, and so run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}

/// <summary>Hears all that rooms tell, in memory.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = [];
    private readonly ConcurrentQueue<Activity> _ended = [];

    public Instruments()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RoomTelemetry.Name) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Heard(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Heard(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Heard(instrument, value, tags));
        _meters.Start();
        _spans = new()
        {
            ShouldListenTo = source => source.Name == RoomTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
    }

    public IReadOnlyCollection<Activity> Spans => _ended;

    /// <summary>Everything that was said: names, tags, values.</summary>
    public string All => string.Join('\n', _measured.Select(m => $"{m.Name} {m.Value} {m.Tags}")
        .Concat(_ended.Select(s => $"{s.DisplayName} {s.StatusDescription} {string.Join(' ', s.TagObjects)} {string.Join(' ', s.Events.Select(e => e.Name))} {string.Join(' ', s.Baggage)}")));

    public IReadOnlyList<double> Of(string name, string tags = "") =>
        [.. _measured.Where(m => m.Name == name && m.Tags.Contains(tags, StringComparison.Ordinal)).Select(m => m.Value)];

    public void Dispose()
    {
        _meters.Dispose();
        _spans.Dispose();
    }

    private void Heard(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray())));
}
