using MappingBoard.Server.Telemetry;

namespace MappingBoard.Server.Ports;

/// <summary>
/// A board's log is not what was written: a commit is missing or changed, or does not name the one before (O5). Names
/// the place, never the content.
/// </summary>
public sealed class DamagedLogException : UnreadableLogException
{
    public DamagedLogException()
    {
    }

    public DamagedLogException(string message)
        : base(message)
    {
    }

    public DamagedLogException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="board">The board's id.</param>
    /// <param name="number">The commit's number.</param>
    /// <param name="what">What is the matter with it, as the end of a sentence.</param>
    public DamagedLogException(string board, long number, string what)
        : base($"Commit {number} of board {BoardTag.Of(board)} {what}.")
    {
        Board = board;
        Number = number;
    }

    /// <summary>The board's id, where the store found the damage.</summary>
    public string? Board { get; }

    /// <summary>The first commit that is damaged, where the store found it.</summary>
    public long? Number { get; }
}
