using System.Diagnostics.Metrics;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>What the store tells of its work: counts and times, nothing of any board. Thread-safe.</summary>
internal sealed class StoreMetrics
{
    public const string GroupSize = "mappingboard.store.group.size";
    public const string GroupDuration = "mappingboard.store.group.duration";
    public const string FailedWrites = "mappingboard.store.writes.failed";

    private readonly Histogram<int> _sizes;
    private readonly Histogram<double> _durations;
    private readonly Counter<int> _failed;

    public StoreMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(StoreMeter.Name);
        _sizes = meter.CreateHistogram<int>(GroupSize, "{write}", "Writes that were made durable together.");
        _durations = meter.CreateHistogram<double>(GroupDuration, "s", "From taking a group to having it durable.");
        _failed = meter.CreateCounter<int>(FailedWrites, "{write}", "Writes whose group failed.");
    }

    public void Wrote(int writes, TimeSpan took)
    {
        _sizes.Record(writes);
        _durations.Record(took.TotalSeconds);
    }

    public void Failed(int writes) => _failed.Add(writes);
}
