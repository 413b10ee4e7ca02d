namespace MappingBoard.TestSupport.Cosmos;

/// <summary>What goes wrong with one request for documents.</summary>
/// <param name="Status">What is answered; null when the connection is dropped without an answer, 200 when the answer is the true one.</param>
/// <param name="TookEffect">Whether the request did its work all the same.</param>
public sealed record CosmosFault(int? Status, bool TookEffect)
{
    private const int TrueAnswer = 200;

    /// <summary>Not now, says the service, and when: 429.</summary>
    public static CosmosFault Throttled { get; } = new(429, TookEffect: false);

    /// <summary>A replica that does not show a document yet: 404.</summary>
    public static CosmosFault NotThere { get; } = new(404, TookEffect: false);

    public static CosmosFault Unavailable { get; } = new(503, TookEffect: false);

    public static CosmosFault UnavailableAfter { get; } = new(503, TookEffect: true);

    public static CosmosFault TimedOut { get; } = new(408, TookEffect: false);

    public static CosmosFault TimedOutAfter { get; } = new(408, TookEffect: true);

    public static CosmosFault DroppedBefore { get; } = new(null, TookEffect: false);

    public static CosmosFault DroppedAfter { get; } = new(null, TookEffect: true);

    /// <summary>The request does its work at once, and the answer comes late.</summary>
    public static CosmosFault Slow(TimeSpan delay) => new(TrueAnswer, TookEffect: true) { Delay = delay };

    /// <summary>How long the caller waits for what comes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What happens between the request's work and its answer.</summary>
    public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

    internal bool LeavesAnswer => Status == TrueAnswer;
}
