using MappingBoard.Server.Telemetry;

namespace MappingBoard.Server.Ports;

/// <summary>The board was destroyed (K3): nothing of it can be read, and nothing is ever written to it again.</summary>
public sealed class BoardDestroyedException : Exception
{
    public BoardDestroyedException()
    {
    }

    /// <param name="board">The board's id.</param>
    public BoardDestroyedException(string board)
        : base($"Board {BoardTag.Of(board)} was destroyed.")
    {
    }

    public BoardDestroyedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
