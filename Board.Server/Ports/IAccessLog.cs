namespace MappingBoard.Server.Ports;

/// <summary>
/// The access log of all boards: append-only. What happens at the doors is written in the same atomic write as the thing
/// itself, by the store that does it; this is for the rest, and for reading. Thread-safe.
/// </summary>
public interface IAccessLog
{
    /// <summary>Writes a line, durably.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether the line is there is unknown.</exception>
    Task Append(AccessEntry entry, CancellationToken cancel);

    /// <summary>
    /// Writes a line unless the same participant has done the same on this board since a moment. For what is noted by
    /// this alone: of two servers that write it at once, both may.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether the line is there is unknown.</exception>
    Task AppendUnlessSince(DateTimeOffset since, AccessEntry entry, CancellationToken cancel);

    /// <summary>The lines of a board, the latest first.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="before">The cursor of the line before which to begin; null for the latest. Before one that is none of this log's there is nothing.</param>
    /// <param name="most">How many, 1 to 10,000.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<AccessLine>> Read(string board, string? before, int most, CancellationToken cancel);
}

/// <param name="Cursor">Names the line's place in the log of its board. What it is made of is the store's own.</param>
/// <param name="Entry">The line.</param>
public sealed record AccessLine(string Cursor, AccessEntry Entry);
