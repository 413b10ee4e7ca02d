namespace MappingBoard.Server.Telemetry;

/// <summary>How a log names a board: enough of its id to follow one board through a log, not enough to open it.</summary>
internal static class BoardTag
{
    private const int Length = 8;

    public static string Of(string board) => board.Length <= Length ? board : board[..Length];
}
