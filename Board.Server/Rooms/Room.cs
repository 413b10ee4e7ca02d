using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// The single writer of one open board. Everything that happens goes through one inbox and one loop (<see cref="Run"/>),
/// which decides, writes one commit for all that waits, and only then answers and sends out (O2). While a commit is on
/// its way to the store the loop goes on: people come, go and are shown the board as it is durable.
/// </summary>
/// <remarks>
/// Public members are thread-safe and return at once. The loop has no thread, clock or randomness of its own, and stays
/// on the synchronisation context where it was started, so that a harness can run it one step at a time.
/// </remarks>
public sealed partial class Room : IBoardEar
{
    /// <summary>After so many messages the loop looks whether there is something to write, however many more wait.</summary>
    private const int MostAtOnce = 1_000;

    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly BoardLog _log;
    private readonly IBoardBus _bus;
    private readonly ISnapshotKeeper _snapshots;
    private readonly RoomOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Streams _streams;
    private readonly Presence _presence = new();
    private readonly WaitingLine _line;
    private volatile Ledger _durable;
    private volatile bool _hasWork;
    private Ledger _ledger;

    /// <param name="board">The board where its log stands.</param>
    /// <param name="log">Its log.</param>
    /// <param name="bus">The other servers.</param>
    /// <param name="snapshots">Keeps a snapshot now and then.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="time">Stamps every commit (O4).</param>
    /// <param name="logger">See <see cref="RoomLog"/>.</param>
    public Room(
        LoadedBoard board,
        BoardLog log,
        IBoardBus bus,
        ISnapshotKeeper snapshots,
        RoomOptions options,
        TimeProvider time,
        ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(options);
        (_ledger, _sinceSnapshot, _lastAt) = board;
        _log = log;
        _bus = bus;
        _snapshots = snapshots;
        _options = options;
        _time = time;
        _logger = logger;
        _line = new(options);
        _streams = new(options.RingChanges);
        _durable = _ledger;
        _lookedAt = _saidAt = time.GetTimestamp();
    }

    /// <summary>Whether something waits for the store.</summary>
    public bool HasWork => _hasWork;

    /// <summary>The loop. Ends after <see cref="Close"/>, when all that waited is durable, or when something broke; never throws.</summary>
    public async Task Run()
    {
        var ear = _bus.Listen(_log.Board, this);
        RoomTelemetry.RoomOpened();
        try
        {
            KeepSnapshotWhenDue();
            while (!_done && await _inbox.Reader.WaitToReadAsync())
            {
                for (var i = 0; i < MostAtOnce && _inbox.Reader.TryRead(out var next); i++) next();
                Advance();
                SayWhoIsHere();
            }

            KeepSnapshot();
            foreach (var seat in _streams.Seats) seat.Outbox.End();
            RoomLog.Closed(_logger, BoardTag.Of(_log.Board), _ledger.Number);
        }
        catch (BoardDestroyedException)
        {
            foreach (var seat in _streams.Seats.Concat(_atTheDoor.Select(w => w.Seat))) seat.Outbox.Close(Farewell.NoBoard);
            RoomLog.Destroyed(_logger, BoardTag.Of(_log.Board), _ledger.Number);
        }
        catch (OperationCanceledException)
        {
            RoomLog.GaveUp(_logger, BoardTag.Of(_log.Board), _ledger.Number);
        }
        catch (Exception fault)
        {
            RoomLog.Broke(_logger, BoardTag.Of(_log.Board), _ledger.Number, fault);
        }
        finally
        {
            ear.Dispose();
            End();
            RoomTelemetry.RoomClosed();
        }
    }

    /// <summary>
    /// A page comes, or comes back: it gets a <see cref="Welcome"/> with all that it missed, and from then on everything (B2).
    /// With other servers about, the room first looks into the log: the page may know more than this server.
    /// </summary>
    /// <param name="seat">The page.</param>
    /// <param name="stream">The last stream number that it has; 0 for nothing.</param>
    public void Enter(Seat seat, long stream) => Post(() => Receive(seat, stream), seat.Outbox.Drop);

    /// <summary>A page is gone. What it sent before still counts.</summary>
    public void Leave(Seat seat) => Post(() => SeeOff(seat));

    /// <summary>A page sends a batch. Answered in its outbox.</summary>
    /// <param name="seat">The page.</param>
    /// <param name="batch">1 to <see cref="Bounds.BatchChanges"/> changes.</param>
    /// <param name="bytes">Its size as JSON.</param>
    public void Submit(Seat seat, Batch batch, int bytes)
    {
        var trace = Activity.Current?.Context ?? default;
        Post(() => Take(seat, batch, bytes, trace));
    }

    /// <summary>A page says what its person is doing (B3). Anything but a note on the board or a column is taken for nothing.</summary>
    public void Show(Seat seat, ShowRequest request) => Post(() => ShowTo(seat, request));

    /// <summary>The server does something on somebody's behalf: all of the changes or none.</summary>
    /// <returns>The refusal, or null once it is durable.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up, or the room ended, before it was known to be durable.</exception>
    public Task<Refusal?> Do(string by, ImmutableArray<Change> changes, CancellationToken cancel) => Do(by, changes, onlyIf: null, cancel);

    /// <summary>As <see cref="Do(string, ImmutableArray{Change}, CancellationToken)"/>, where something holds of the board on which it would be written.</summary>
    /// <param name="by">On whose behalf.</param>
    /// <param name="changes">All of them or none.</param>
    /// <param name="onlyIf">Asked in the room, and again whenever another server was first; must not wait. Where it does not hold, <see cref="Refusal.IdTaken"/>.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <inheritdoc cref="Do(string, ImmutableArray{Change}, CancellationToken)"/>
    public Task<Refusal?> Do(string by, ImmutableArray<Change> changes, Func<Board, bool>? onlyIf, CancellationToken cancel)
    {
        var act = new WaitingAct(by, changes, onlyIf, SizeOf(changes));
        Post(() => _line.Add(act), act.GiveUp);
        return act.Outcome.WaitAsync(cancel);
    }

    /// <summary>The whole board as it is durable, and the number of its last change. For the server's own questions, and nobody's eyes (V2).</summary>
    public (Board Board, long Sequence) Read()
    {
        var durable = _durable;
        return (durable.Board, durable.Sequence);
    }

    /// <summary>The board as it is durable and as somebody sees it, and their stream number; null when they are not at the meeting (V6).</summary>
    public (Board Board, long Stream)? ReadFor(string participant)
    {
        var durable = _durable;
        if (durable.Board.Participant(participant) is not { IsAtTheMeeting: true }) return null;
        return (durable.SeenBy(participant), durable.StreamOf(participant));
    }

    /// <summary>Nothing more comes. The room ends when all that waits is durable.</summary>
    public void Close() => Post(() => _closing = true);

    /// <summary>Nothing happens here any more. Whoever still waits for something is told so.</summary>
    private void End()
    {
        _ended = true;
        _inbox.Writer.TryComplete();
        while (_inbox.Reader.TryRead(out var late)) late();
        foreach (var seat in _streams.Seats.Concat(_atTheDoor.Select(w => w.Seat)).Where(s => !s.Outbox.IsEnding)) seat.Outbox.Drop();
        _line.GiveUp();
        _hasWork = false;
        SayNobodyIsHere();
    }

    /// <param name="act">Done in the loop.</param>
    /// <param name="otherwise">Done when the room has ended.</param>
    private void Post(Action act, Action? otherwise = null)
    {
        if (!_inbox.Writer.TryWrite(() => (_ended ? otherwise : act)?.Invoke())) otherwise?.Invoke();
    }

    /// <summary>Starts something that takes time; what it returns is done in the room, when it has finished.</summary>
    private async Task Begin(Func<Task<Action>> work)
    {
        _busy = true;
        Action then;
        try
        {
            then = await work();
        }
        catch (Exception fault)
        {
            // Thrown again inside the loop, which ends the room: nothing of it goes unseen.
            then = ExceptionDispatchInfo.Capture(fault).Throw;
        }

        Post(() =>
        {
            _busy = false;
            then();
        });
    }
}
