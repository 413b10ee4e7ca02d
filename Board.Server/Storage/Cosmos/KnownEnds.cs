namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Up to which commit each board's log is known to reach, without a gap. It saves the question whether the commit before
/// is there; the store is right, and this may know too little but never too much. Thread-safe.
/// </summary>
internal sealed class KnownEnds
{
    /// <summary>Past it all is forgotten, which costs a read for each board.</summary>
    private const int MostBoards = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _ends = new(StringComparer.Ordinal);

    /// <summary>0 when nothing is known.</summary>
    public long Of(string board)
    {
        lock (_gate) return _ends.GetValueOrDefault(board);
    }

    public void Saw(string board, long number)
    {
        lock (_gate)
        {
            if (_ends.GetValueOrDefault(board) >= number) return;
            if (_ends.Count >= MostBoards) _ends.Clear();
            _ends[board] = number;
        }
    }
}
