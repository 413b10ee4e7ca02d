using System.Collections.Immutable;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Opens a room when somebody wants it and closes it when nobody has been there for a while. For each board at most one
/// room at a time. When the server stops, every room first makes durable what it holds. Thread-safe.
/// </summary>
public sealed class RoomDirectory : SupervisedService
{
    /// <summary>How often a store that does not answer is asked again before opening a board is given up, about one second in all.</summary>
    private const int OpeningAttempts = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RoomSlot> _slots = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _giveUp = new();
    private readonly IBoardStore _store;
    private readonly IBoardBus _bus;
    private readonly ISnapshotKeeper _snapshots;
    private readonly RoomOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RoomDirectory> _logger;
    private readonly BoardLoader _loader;
    private volatile bool _stopping;
    private bool _isDisposed;

    public RoomDirectory(
        IBoardStore store,
        IBoardBus bus,
        ISnapshotKeeper snapshots,
        IOptions<RoomOptions> options,
        TimeProvider time,
        Supervisor supervisor,
        ILogger<RoomDirectory> logger)
        : base(supervisor)
    {
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _bus = bus;
        _snapshots = snapshots;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _loader = new(store, logger);
    }

    /// <summary>Starts a new board with its first changes.</summary>
    /// <param name="board">A new id, see <see cref="Ids"/>.</param>
    /// <param name="by">The author of the changes.</param>
    /// <param name="changes">All of them or none.</param>
    /// <param name="cancel">Stops waiting; the board may be there all the same.</param>
    /// <returns>The refusal, or null once it is durable.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Refusal?> Create(string board, string by, ImmutableArray<Change> changes, CancellationToken cancel)
    {
        if (!Ids.IsWellFormed(board)) return Refusal.BadId;
        using var lease = await Open(board, () => new(Ledger.Empty(board), 0, default), cancel);
        return await lease!.Room.Do(by, changes, cancel);
    }

    /// <summary>Does something on somebody's behalf on a board that there is: all of the changes or none.</summary>
    /// <returns>The refusal, or null once it is durable. <see cref="Refusal.NotStarted"/> when there is no such board.</returns>
    /// <exception cref="StoreUnavailableException">The board is not open and the store did not answer.</exception>
    public Task<Refusal?> Do(string board, string by, ImmutableArray<Change> changes, CancellationToken cancel) => Do(board, by, changes, onlyIf: null, cancel);

    /// <summary>As <see cref="Do(string, string, ImmutableArray{Change}, CancellationToken)"/>, where something holds of the board on which it would be written.</summary>
    /// <inheritdoc cref="Room.Do(string, ImmutableArray{Change}, Func{Board, bool}, CancellationToken)"/>
    public async Task<Refusal?> Do(string board, string by, ImmutableArray<Change> changes, Func<Board, bool>? onlyIf, CancellationToken cancel)
    {
        using var lease = await Open(board, cancel);
        return lease is null ? Refusal.NotStarted : await lease.Room.Do(by, changes, onlyIf, cancel);
    }

    /// <summary>
    /// A whole board as it is durable and the number of its last change, or null when there is no such board. For the
    /// server's own questions, and nobody's eyes (V2).
    /// </summary>
    /// <exception cref="StoreUnavailableException">The board is not open and the store did not answer.</exception>
    /// <exception cref="DamagedLogException">The log is not whole.</exception>
    public async Task<(Board Board, long Sequence)?> Read(string board, CancellationToken cancel)
    {
        using var lease = await Open(board, cancel);
        return Started(lease);
    }

    /// <summary>A board as it is durable and as somebody sees it, and their stream number; null when they are not at the meeting.</summary>
    /// <exception cref="StoreUnavailableException">The board is not open and the store did not answer.</exception>
    /// <exception cref="DamagedLogException">The log is not whole.</exception>
    public async Task<(Board Board, long Stream)?> ReadFor(string board, string participant, CancellationToken cancel)
    {
        using var lease = await Open(board, participant, cancel);
        return lease?.Room.ReadFor(participant);
    }

    /// <summary>
    /// As <see cref="Read(string, CancellationToken)"/>, for a question about somebody: a room that does not know them as
    /// being at the meeting first looks into the log, since another server may have let them in a moment ago.
    /// </summary>
    /// <inheritdoc cref="Read(string, CancellationToken)"/>
    public async Task<(Board Board, long Sequence)?> Read(string board, string participant, CancellationToken cancel)
    {
        using var lease = await Open(board, participant, cancel);
        return Started(lease);
    }

    /// <summary>As <see cref="Open(string, CancellationToken)"/>, for somebody; see <see cref="Read(string, string, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="Open(string, CancellationToken)"/>
    public async Task<RoomLease?> Open(string board, string participant, CancellationToken cancel)
    {
        var lease = await Open(board, cancel);
        if (lease is null || lease.Room.Read().Board.Participant(participant) is { IsAtTheMeeting: true }) return lease;
        try
        {
            await lease.Room.Look(cancel);
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>A whole board as it is durable, where its room is open at this server; null otherwise. Nothing is read or opened.</summary>
    public Board? ReadIfOpen(string board)
    {
        lock (_gate) return _slots.TryGetValue(board, out var slot) && slot.IfOpen?.Read() is (Board: { IsStarted: true } read, _) ? read : null;
    }

    /// <summary>Whether a board could not be opened because a newer version of the server wrote to it: this one is due to be replaced.</summary>
    public bool HasMetNewerLogs { get; private set; }

    /// <summary>Whether anybody is at a board's room at this server.</summary>
    public bool IsInUse(string board)
    {
        lock (_gate) return _slots.TryGetValue(board, out var slot) && slot.InUse is not null;
    }

    /// <summary>
    /// Has every room that is open go round (<see cref="Room.GoRound"/>): also one where nobody is, since the next one to
    /// come would be shown what it has.
    /// </summary>
    public void GoRound()
    {
        foreach (var slot in Slots()) slot.IfOpen?.GoRound();
    }

    /// <summary>The room of a board, which stays open for as long as the lease is held; null when there is no such board.</summary>
    /// <exception cref="StoreUnavailableException">The board is not open and the store did not answer.</exception>
    /// <exception cref="DamagedLogException">The log is not whole.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up, or the server is stopping.</exception>
    public Task<RoomLease?> Open(string board, CancellationToken cancel) => Open(board, () => null, cancel);

    /// <summary>Ends every room, once what it holds is durable or the time is up.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        await base.StopAsync(cancellationToken);
        await using var timeIsUp = cancellationToken.Register(_giveUp.Cancel);
        await Task.WhenAll(Slots().Select(slot => slot.Close()));
    }

    public override void Dispose()
    {
        // A container that knows it by two names disposes it twice.
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _giveUp.Cancel();
        _giveUp.Dispose();
        base.Dispose();
    }

    /// <summary>Closes the rooms where nobody has been for a while, each by itself: one that does not end keeps no other open.</summary>
    protected override Task Work(CancellationToken stop) => Repeat(
        _options.IdleTime / 2,
        _time,
        () =>
        {
            foreach (var slot in Slots().Where(s => s.IsIdle(_options.IdleTime))) Supervisor.Detach("Closing an empty room", slot.Board, () => CloseWhenEmpty(slot));
            return Task.CompletedTask;
        },
        stop);

    private async Task CloseWhenEmpty(RoomSlot slot)
    {
        if (await slot.CloseWhenEmpty()) Forget(slot);
    }

    private static (Board Board, long Sequence)? Started(RoomLease? lease) =>
        lease is null || lease.Room.Read() is not { Board.IsStarted: true } read ? null : read;

    private async Task<RoomLease?> Open(string board, Func<LoadedBoard?> otherwise, CancellationToken cancel)
    {
        while (true)
        {
            if (_stopping) throw new OperationCanceledException("The server is stopping.");
            var slot = SlotOf(board);
            var (lease, gone) = await slot.Open(async () => await Load(board, cancel) ?? otherwise(), cancel);
            if (gone) continue;
            if (lease is null) Forget(slot);
            return lease;
        }
    }

    private async ValueTask<LoadedBoard?> Load(string board, CancellationToken cancel)
    {
        if (!Ids.IsWellFormed(board)) return null;
        using var span = RoomTelemetry.Part(RoomTelemetry.LoadSpan);
        var retry = BoardLog.RetryWith(_time, Random.Shared.NextDouble, attempts => Away(board, attempts), OpeningAttempts);
        try
        {
            return await retry.ExecuteAsync(c => _loader.Load(board, c), cancel);
        }
        catch (NewerLogException)
        {
            HasMetNewerLogs = true;
            throw;
        }
        catch (BoardDestroyedException)
        {
            // To everybody it is as if there had never been one (S2).
            return null;
        }
    }

    private Room NewRoom(string board, LoadedBoard loaded, CancellationToken giveUp)
    {
        var ledger = loaded.Ledger;
        RoomLog.Opened(_logger, BoardTag.Of(board), ledger.Number, ledger.Sequence, loaded.SinceSnapshot);
        var retry = BoardLog.RetryWith(_time, Random.Shared.NextDouble, attempts => Away(board, attempts));
        var log = new BoardLog(board, _store, retry, giveUp);
        return new(loaded, log, _bus, _snapshots, _options, _time, _logger);
    }

    private void Away(string board, int attempts)
    {
        RoomTelemetry.StoreAskedAgain();
        if (attempts == 1) RoomLog.StoreAway(_logger, BoardTag.Of(board));
        else if (attempts % 20 == 0) RoomLog.StoreStillAway(_logger, BoardTag.Of(board), attempts);
    }

    private RoomSlot SlotOf(string board)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(board, out var slot)) _slots.Add(board, slot = new(board, (loaded, giveUp) => NewRoom(board, loaded, giveUp), _time, _giveUp.Token));
            return slot;
        }
    }

    private List<RoomSlot> Slots()
    {
        lock (_gate) return [.. _slots.Values];
    }

    private void Forget(RoomSlot slot)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(slot.Board, out var there) && ReferenceEquals(there, slot)) _slots.Remove(slot.Board);
        }
    }
}
