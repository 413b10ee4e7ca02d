using MappingBoard.Server.Telemetry;

namespace MappingBoard.Server.Ports;

/// <summary>A board's log cannot be read here: it is damaged, or a newer version of the server wrote it. Names the place, never the content.</summary>
public abstract class UnreadableLogException : Exception
{
    protected UnreadableLogException()
    {
    }

    protected UnreadableLogException(string message)
        : base(message)
    {
    }

    protected UnreadableLogException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A newer version of the server wrote to this board. Its log is whole, and this version cannot know what it says (G1).</summary>
public sealed class NewerLogException : UnreadableLogException
{
    public NewerLogException()
    {
    }

    public NewerLogException(string message)
        : base(message)
    {
    }

    public NewerLogException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="board">The board's id.</param>
    /// <param name="number">The first commit that a newer version wrote.</param>
    public NewerLogException(string board, long number)
        : base($"Commit {number} of board {BoardTag.Of(board)} was written by a newer version of the server; the log is whole.")
    {
        Board = board;
        Number = number;
    }

    /// <summary>The board's id.</summary>
    public string? Board { get; }

    /// <summary>The first commit that this version cannot read.</summary>
    public long? Number { get; }
}
