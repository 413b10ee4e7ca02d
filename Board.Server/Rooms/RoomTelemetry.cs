using System.Diagnostics;
using System.Diagnostics.Metrics;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// What rooms and connections tell of their work: counts, times, and spans from a page's call to the store. Tags are a few
/// fixed words and numbers: never a board, a person, a text, a token or an address. One for the process, since rooms have
/// nothing else to do with how a server is put together; costs next to nothing while nobody listens. Thread-safe.
/// </summary>
internal static class RoomTelemetry
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "MappingBoard.Rooms";

    public const string RoomsOpen = "mappingboard.rooms.open";
    public const string Connections = "mappingboard.connections";
    public const string Commits = "mappingboard.commits";
    public const string CommitBatches = "mappingboard.commit.batches";
    public const string CommitChanges = "mappingboard.commit.changes";
    public const string AckDuration = "mappingboard.acknowledgement.duration";
    public const string OutboxDepth = "mappingboard.outbox.depth";
    public const string Drops = "mappingboard.connections.dropped";
    public const string StoreRetries = "mappingboard.store.retries";

    public const string EnterSpan = "enter";
    public const string SubmitSpan = "submit";
    public const string LoadSpan = "load";
    public const string CommitSpan = "commit";
    public const string AppendSpan = "append";

    public const string AskedAgainEvent = "store asked again";

    private const string Reason = "reason";
    private const string Outcome = "outcome";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly UpDownCounter<int> OpenRooms = Meter.CreateUpDownCounter<int>(RoomsOpen, "{room}", "Rooms that are open.");
    private static readonly UpDownCounter<int> OpenConnections = Meter.CreateUpDownCounter<int>(Connections, "{connection}", "Connections of the hub.");
    private static readonly Counter<long> Written = Meter.CreateCounter<long>(Commits, "{commit}", "Commits that were written, or for which another server was first.");
    private static readonly Histogram<int> BatchesOf = Meter.CreateHistogram<int>(CommitBatches, "{batch}", "Batches in one commit.");
    private static readonly Histogram<int> ChangesOf = Meter.CreateHistogram<int>(CommitChanges, "{change}", "Accepted changes in one commit.");
    private static readonly Histogram<double> Answering = Meter.CreateHistogram<double>(
        AckDuration, "s", "From a batch's arrival in its room to its answer, durable.");
    private static readonly Histogram<int> Depth = Meter.CreateHistogram<int>(OutboxDepth, "{message}", "Messages that wait for a connection when one more comes.");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>(Drops, "{connection}", "Connections that were dropped for their reader or their writer.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(StoreRetries, "{try}", "Times that a room asked a store again that had not answered.");

    /// <summary>A room opens, in its own loop: the call that opened it does not go on for the room's whole life.</summary>
    public static void RoomOpened()
    {
        Activity.Current = null;
        OpenRooms.Add(1);
    }

    public static void RoomClosed() => OpenRooms.Add(-1);

    public static void Connected() => OpenConnections.Add(1);

    public static void Disconnected() => OpenConnections.Add(-1);

    /// <summary>A reader fell too far behind (B1).</summary>
    public static void DroppedBehind() => Dropped.Add(1, new KeyValuePair<string, object?>(Reason, "behind"));

    /// <summary>A page sent far too fast for far too long (B5).</summary>
    public static void DroppedFlood() => Dropped.Add(1, new KeyValuePair<string, object?>(Reason, "flood"));

    public static void Queued(int depth) => Depth.Record(depth);

    /// <summary>A store that had not answered is asked again; what is under way says so, too.</summary>
    public static void StoreAskedAgain()
    {
        Retries.Add(1);
        Activity.Current?.AddEvent(new(AskedAgainEvent));
    }

    public static void Answered(PendingWork waiting) => Answering.Record(Stopwatch.GetElapsedTime(waiting.Arrived).TotalSeconds);

    /// <summary>A page's call, the beginning of a trace: what came before it, a request with an address, is not ours to tell.</summary>
    public static Activity? Call(string name)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Server);
    }

    /// <summary>A part of what goes on.</summary>
    public static Activity? Part(string name) => Source.StartActivity(name);

    /// <summary>One commit, which belongs to the trace of its first batch and is linked to those of the others.</summary>
    public static Activity? Commit(IReadOnlyList<PendingWork> batches)
    {
        if (!Source.HasListeners()) return null;
        var first = batches.Count > 0 ? batches[0].Trace : default;
        var others = batches.Skip(1).Where(b => b.Trace != default).Select(b => new ActivityLink(b.Trace));
        return Source.StartActivity(CommitSpan, ActivityKind.Internal, first, links: others);
    }

    /// <summary>What became of a commit.</summary>
    public static void Wrote(Commit commit, bool ours)
    {
        var outcome = ours ? "written" : "overtaken";
        Activity.Current?.SetTag(Outcome, outcome).SetTag(CommitChanges, commit.ChangeCount).SetTag(CommitBatches, commit.Batches.Length);
        Written.Add(1, new KeyValuePair<string, object?>(Outcome, outcome));
        if (!ours) return;
        BatchesOf.Record(commit.Batches.Length);
        ChangesOf.Record(commit.ChangeCount);
    }
}
