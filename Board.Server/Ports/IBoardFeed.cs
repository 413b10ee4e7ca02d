namespace MappingBoard.Server.Ports;

/// <summary>
/// Tells of boards that have changed: of each change at least once, to one of the servers that follow, soon after it.
/// Never the live path: for lists that are kept up, and for repairs. Thread-safe.
/// </summary>
public interface IBoardFeed
{
    /// <summary>Follows until it is cancelled. While the store is away it waits and goes on afterwards.</summary>
    /// <param name="changed">
    /// Told of boards, each once, with their latest commit at least as it was at the time. What it throws
    /// <see cref="StoreUnavailableException"/> at is told again, to this server or another.
    /// </param>
    /// <param name="cancel">Ends it. What was being told of then is told again when somebody follows again.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task Follow(Func<IReadOnlyList<ChangedBoard>, CancellationToken, Task> changed, CancellationToken cancel);
}
