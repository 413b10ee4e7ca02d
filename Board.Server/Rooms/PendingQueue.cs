using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Rooms;

/// <summary>Everything that waits for the store in one room, in order of arrival, within bounds (B5). Used by its room alone.</summary>
internal sealed class PendingQueue(RoomOptions bounds)
{
    private readonly Dictionary<string, int> _ofPerson = new(StringComparer.Ordinal);
    private readonly List<PendingWork> _line = [];
    private List<PendingWork> _taken = [];
    private long _bytes;

    public bool IsEmpty => _line.Count == 0;

    /// <summary>Whether anything waits, in the line or on its way to the store.</summary>
    public bool HoldsAny => _line.Count > 0 || _taken.Count > 0;

    /// <summary>What was taken and is not settled.</summary>
    public IReadOnlyList<PendingWork> Taken => _taken;

    /// <summary>Whether one more of this person's may wait.</summary>
    public bool HasRoomFor(string by, int bytes) =>
        _bytes + bytes <= bounds.WaitingBytes && _ofPerson.GetValueOrDefault(by) < bounds.WaitingPerPerson;

    public void Add(PendingWork waiting)
    {
        _line.Add(waiting);
        _bytes += waiting.Bytes;
        _ofPerson[waiting.By] = _ofPerson.GetValueOrDefault(waiting.By) + 1;
    }

    /// <summary>Whether the next commit has a late edit in it, for which the room must know the history of a text.</summary>
    public bool NeedsHistory(Ledger ledger) => _line.Take(NextCount()).Any(w => w.NeedsHistory(ledger));

    /// <summary>As much from the front as goes into one commit. It counts as waiting until it is settled or comes back.</summary>
    public IReadOnlyList<PendingWork> Next()
    {
        _taken = _line.GetRange(0, NextCount());
        _line.RemoveRange(0, _taken.Count);
        return _taken;
    }

    /// <summary>What was taken comes back to the front, in its order.</summary>
    /// <param name="from">The first of it that comes back.</param>
    public void PutBack(int from = 0)
    {
        _line.InsertRange(0, _taken.Skip(from));
        _taken = _taken.GetRange(0, from);
    }

    /// <summary>What was taken waits no more.</summary>
    public IReadOnlyList<PendingWork> Settled()
    {
        var settled = _taken;
        _taken = [];
        foreach (var waiting in settled)
        {
            _bytes -= waiting.Bytes;
            if (--_ofPerson[waiting.By] == 0) _ofPerson.Remove(waiting.By);
        }

        return settled;
    }

    /// <summary>The room ends; nothing comes of what waits.</summary>
    public void GiveUp()
    {
        foreach (var waiting in _taken.Concat(_line)) waiting.GiveUp();
    }

    private int NextCount()
    {
        var (count, bytes) = (0, 0L);
        while (count < _line.Count && count < bounds.CommitBatches)
        {
            bytes += _line[count].Bytes;
            if (bytes > bounds.CommitBytes && count > 0) break;
            count++;
        }

        return count;
    }
}
