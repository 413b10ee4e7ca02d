using System.Diagnostics.Metrics;

namespace MappingBoard.Server.Bus;

/// <summary>Counts of the meter <c>MappingBoard.Bus</c>. Thread-safe.</summary>
public sealed class BusMetrics
{
    private readonly Counter<long> _said;
    private readonly Histogram<int> _bytes;
    private readonly Counter<long> _notSaid;
    private readonly Counter<long> _notUnderstood;

    public BusMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create("MappingBoard.Bus");
        _said = meter.CreateCounter<long>("mappingboard.bus.said", "{message}", "Messages to other servers.");
        _bytes = meter.CreateHistogram<int>("mappingboard.bus.size", "By", "Bytes of a message to other servers.");
        _notSaid = meter.CreateCounter<long>("mappingboard.bus.not_said", "{message}", "Messages for which the bus was away.");
        _notUnderstood = meter.CreateCounter<long>("mappingboard.bus.not_understood", "{message}", "Messages on our channels that are none of ours.");
    }

    internal void Said(int bytes)
    {
        _said.Add(1);
        _bytes.Record(bytes);
    }

    internal void NotSaid() => _notSaid.Add(1);

    internal void NotUnderstood() => _notUnderstood.Add(1);
}
