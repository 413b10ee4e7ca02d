namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// How it stood at the doors of each board when this server last looked: what is read after that is only what has
/// happened since. Thread-safe.
/// </summary>
internal sealed class KnownAdmissions
{
    /// <summary>Past it all is forgotten, which costs a longer read for each board.</summary>
    private const int MostBoards = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AdmissionState> _known = new(StringComparer.Ordinal);

    /// <summary>The state before the first act when nothing is known.</summary>
    public AdmissionState Of(string board)
    {
        lock (_gate) return _known.TryGetValue(board, out var doors) ? doors : new(board);
    }

    public void Saw(AdmissionState doors)
    {
        lock (_gate)
        {
            if (doors.Number == 0 || (_known.TryGetValue(doors.Board, out var there) && there.Number >= doors.Number)) return;
            if (_known.Count >= MostBoards) _known.Clear();
            _known[doors.Board] = doors;
        }
    }
}
