namespace MappingBoard.Client.State.Actions;

/// <summary>An action whose reducer needs to know when it happened. The store fills in the time; tests may set it.</summary>
public abstract record StampedAction
{
    /// <summary>The page's clock, UTC, at the dispatch.</summary>
    public DateTimeOffset At { get; init; }
}
