using System.Diagnostics.CodeAnalysis;
using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// The place of one board in the directory. Its gate lets one open or close at a time, so that a board never has two
/// rooms; leases say whether anybody is there. Thread-safe.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The gate never makes its wait handle; whoever still waits at it must find it whole.")]
internal sealed class RoomSlot(string board, Func<LoadedBoard, CancellationToken, Room> newRoom, TimeProvider time, CancellationToken giveUp)
{
    /// <summary>For so long an empty room may still look into the log; then the store is away, and there is nothing to wait for.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SameAnswer = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _counting = new();
    private volatile Room? _room;
    private Task _running = Task.CompletedTask;
    private CancellationTokenSource? _leave;
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

                _leave?.Dispose();
                _leave = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
                var room = newRoom(loaded, _leave.Token);
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
    public async Task Close()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            await End(() => _running);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Ends the room when nobody is there and nothing of it waits to be durable. Where it is just reading, and the store
    /// does not answer, it is not waited for: there is nobody to read for.
    /// </summary>
    /// <returns>Whether the slot is empty for good.</returns>
    public async Task<bool> CloseWhenEmpty()
    {
        // Whoever is at the gate is about to come in, or closes it already.
        if (!await _gate.WaitAsync(TimeSpan.Zero)) return false;
        try
        {
            if (!MayClose()) return false;
            await End(EndedInTime);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task End(Func<Task> ended)
    {
        _gone = true;
        _room?.Close();
        await ended();
        _leave?.Dispose();
        _leave = null;
    }

    private async Task EndedInTime()
    {
        await _running.WaitAsync(LastLook, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_room is { HasWork: false } && _leave is { } leave) await leave.CancelAsync();
        await _running;
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
