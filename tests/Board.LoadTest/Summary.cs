using System.Text.Json;
using System.Text.Json.Serialization;

namespace MappingBoard.LoadTest;

/// <summary>The last line. Latencies in milliseconds; null where nothing was measured.</summary>
internal sealed record Summary
{
    public int People { get; init; }

    public int Boards { get; init; }

    public int Rate { get; init; }

    public int Seconds { get; init; }

    public int Servers { get; init; }

    /// <summary><c>sqlite</c>, <c>cosmos-double</c> or <c>cosmos-account</c>.</summary>
    public required string Store { get; init; }

    public int Accepted { get; init; }

    public int Refused { get; init; }

    /// <summary>In the logs, warm-up included.</summary>
    public int Commits { get; init; }

    /// <summary>Messages with changes that pages took in, over all of them, warm-up included.</summary>
    public int Frames { get; init; }

    public int Lost { get; init; }

    public int Doubled { get; init; }

    public int Unequal { get; init; }

    public double? AckP50Ms { get; init; }

    public double? AckP95Ms { get; init; }

    public double? AckP99Ms { get; init; }

    public double? FanoutP50Ms { get; init; }

    public double? FanoutP95Ms { get; init; }

    public double? FanoutP99Ms { get; init; }

    /// <summary>Seconds of the load before the measured time.</summary>
    public int WarmUp { get; init; }

    /// <summary>Whether the server was warm when the measured time began: see <see cref="Options.IsWarm"/>.</summary>
    public bool Warm { get; init; }

    public double ServerCpuSeconds { get; init; }

    /// <summary>Processor time of the servers' first 30 seconds, start included; null where the run was shorter, or servers were killed.</summary>
    public double? ServerCpuFirst30Seconds { get; init; }

    public double ServerPeakMiB { get; init; }

    public double DriverCpuSeconds { get; init; }

    public double? DriverLateP99Ms { get; init; }

    public int Kills { get; init; }

    public int Reconnects { get; init; }

    public int AnsweredOnReturn { get; init; }

    public int SentAgain { get; init; }

    public int SlowReaders { get; init; }

    public int SlowDropped { get; init; }

    public int HostileCalls { get; init; }

    public int HostileEffects { get; init; }

    public int HostileLeaks { get; init; }

    /// <summary>Before and after slow readers or hostile people came.</summary>
    public double? FanoutP99BeforeTroubleMs { get; init; }

    public double? FanoutP99WithTroubleMs { get; init; }

    public double? BaselineAckP99Ms { get; init; }

    public double? BaselineFanoutP50Ms { get; init; }

    public double? BaselineFanoutP95Ms { get; init; }

    public double? BaselineFanoutP99Ms { get; init; }

    public double? BaselineCpuSeconds { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
