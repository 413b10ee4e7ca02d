using System.Diagnostics.CodeAnalysis;
using MappingBoard.Server.Storage;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// The place of one board in the directory. Its gate lets one open or close at a time, so that a board never has two
/// rooms; leases say whether anybody is there. Thread-safe.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The gate never makes its wait handle; whoever still waits at it must find it whole.")]
internal sealed class RoomSlot(string board, Func<LoadedBoard, Room> newRoom, TimeProvider time)
{
    private static readonly TimeSpan SameAnswer = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _counting = new();
    private volatile Room? _room;
    private Task _running = Task.CompletedTask;
    private int _leases;
    private long _emptySince = time.GetTimestamp();
    private (long At, StoreUnavailableException Why)? _failure;
    private bool _gone;

    public string Board => board;

    /// <summary>Whether nobody has been there for so long.</summary>
    public bool IsIdle(TimeSpan forSoLong)
    {
        lock (_counting) return _leases == 0 && time.GetElapsedTime(_emptySince) >= forSoLong;
    }

    /// <summary>The room, while anybody is there.</summary>
    public Room? InUse
    {
        get
        {
            lock (_counting) return _leases > 0 ? _room : null;
        }
    }

    /// <summary>The room, while it is open, whether or not anybody is there.</summary>
    public Room? IfOpen => _room is { } room && !_running.IsCompleted ? room : null;

    /// <summary>A lease on the room, which is opened when it is not. No lease: there is no such board. Gone: ask the directory again.</summary>
    public async Task<(RoomLease? Lease, bool Gone)> Open(Func<ValueTask<LoadedBoard?>> load, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_gone) return (null, true);
            if (_room is null || _running.IsCompleted)
            {
                if (await Load(load) is not { } loaded)
                {
                    _gone = true;
                    return (null, false);
                }

                var room = newRoom(loaded);
                _room = room;
                _running = Task.Run(room.Run, CancellationToken.None);
            }

            lock (_counting) _leases++;
            return (new(_room, Release), false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the room, once what it holds is durable.</summary>
    /// <returns>Whether the slot is empty for good.</returns>
    public async Task<bool> Close(bool onlyWhenEmpty)
    {
        await _gate.WaitAsync();
        try
        {
            if (onlyWhenEmpty && !MayClose()) return false;
            _gone = true;
            _room?.Close();
            await _running;
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Those who waited at the gate while the store did not answer are told so at once, and do not each ask it anew.</summary>
    private async ValueTask<LoadedBoard?> Load(Func<ValueTask<LoadedBoard?>> load)
    {
        if (_failure is { } failure && time.GetElapsedTime(failure.At) < SameAnswer) throw new StoreUnavailableException(failure.Why.Message, failure.Why);
        try
        {
            return await load();
        }
        catch (StoreUnavailableException away)
        {
            _failure = (time.GetTimestamp(), away);
            throw;
        }
    }

    /// <summary>A room that waits for the store stays open: closing it would make those who come wait as well.</summary>
    private bool MayClose()
    {
        lock (_counting) return _leases == 0 && _room is not { HasWork: true };
    }

    private void Release()
    {
        lock (_counting)
        {
            if (--_leases == 0) _emptySince = time.GetTimestamp();
        }
    }
}

/// <summary>Keeps a room open until it is disposed.</summary>
public sealed class RoomLease : IDisposable
{
    private Action? _release;

    internal RoomLease(Room room, Action release)
    {
        Room = room;
        _release = release;
    }

    public Room Room { get; }

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
