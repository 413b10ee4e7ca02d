using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using MappingBoard.Server.Limits;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// The single writer of one open board. Everything that happens goes through one inbox and one loop (<see cref="Run"/>),
/// which decides, writes one commit for all that waits, and only then answers and sends out (O2). While a commit is on
/// its way to the store the loop goes on: people come, go and are shown the board as it is durable.
/// </summary>
/// <remarks>
/// Public members are thread-safe and return at once. The loop has no thread, clock or randomness of its own, and stays
/// on the synchronisation context where it was started, so that a harness can run it one step at a time. The room itself
/// only puts its parts together: what becomes durable (<see cref="CommitPipeline"/>), what others write
/// (<see cref="LogFollower"/>), who is here (<see cref="Roster"/>), and what is sent (<see cref="Broadcaster"/>).
/// </remarks>
public sealed class Room : IBoardSubscriber, ICommitFollower
{
    /// <summary>When there is no room for one more batch: time for the store to come back, in milliseconds.</summary>
    private const int ComeAgainAfterMs = 1_000;

    private readonly BoardLog _log;
    private readonly IBoardBus _bus;
    private readonly ILogger _logger;
    private readonly RoomInbox _inbox = new();
    private readonly CommitPipeline _pipeline;
    private readonly LogFollower _follower;
    private readonly Broadcaster _broadcaster;

    /// <summary>What batches of which everything was refused may leave in the log, for each person (B5).</summary>
    private readonly Allowances _refusals;
    private readonly Roster _roster;
    private readonly AskingList _asking;
    private bool _closing;
    private bool _done;

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
        ArgumentNullException.ThrowIfNull(log);
        _log = log;
        _bus = bus;
        _logger = logger;
        _refusals = new(options.RefusedBytes, options.RefusedBytesPerSecond, time);
        _pipeline = new(board, log, bus, snapshots, options, time, logger, _inbox, this);
        _follower = new(log, bus, _pipeline, _inbox, time);
        var connections = new RoomConnections();
        _broadcaster = new(connections, options, time, _inbox);
        _roster = new(log.Board, connections, _broadcaster, () => _pipeline.Durable, bus, options, time);
        _asking = new(connections, () => _pipeline.Durable);
    }

    /// <summary>Whether something waits for the store.</summary>
    public bool HasWork => _pipeline.HasWork;

    /// <summary>The loop. Ends after <see cref="Close"/>, when all that waited is durable, or when something broke; never throws.</summary>
    public async Task Run()
    {
        var ear = _bus.Listen(_log.Board, this);
        RoomTelemetry.RoomOpened();
        try
        {
            _pipeline.KeepSnapshotWhenDue();
            while (!_done && await _inbox.Wait())
            {
                _inbox.DoSome();
                Advance();
                _roster.SayWhoIsHere();
            }

            _pipeline.KeepSnapshot();
            _broadcaster.Flush();
            foreach (var connection in _roster.Pages) connection.Outbox.End();
            RoomLog.Closed(_logger, BoardTag.Of(_log.Board), _pipeline.Durable.Number);
        }
        catch (BoardDestroyedException)
        {
            SendAway(CloseReasons.NoBoard);
            RoomLog.Destroyed(_logger, BoardTag.Of(_log.Board), _pipeline.Durable.Number);
        }
        catch (NewerLogException newer)
        {
            SendAway(VersionClosed.NewerLog);
            RoomLog.LogIsNewer(_logger, BoardTag.Of(_log.Board), newer.Message);
        }
        catch (OperationCanceledException)
        {
            RoomLog.GaveUp(_logger, BoardTag.Of(_log.Board), _pipeline.Durable.Number);
        }
        catch (Exception fault)
        {
            RoomLog.Broke(_logger, BoardTag.Of(_log.Board), _pipeline.Durable.Number, FaultKind.Of(fault), fault.StackTrace);
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
    /// <param name="connection">The page.</param>
    /// <param name="stream">The last stream number that it has; 0 for nothing.</param>
    public void Enter(RoomConnection connection, long stream) => _inbox.Post(() => Receive(connection, stream), connection.Outbox.Drop);

    /// <summary>A page is gone. What it sent before still counts.</summary>
    public void Leave(RoomConnection connection) => _inbox.Post(() => _roster.SeeOff(connection));

    /// <summary>A page sends a batch. Answered in its outbox.</summary>
    /// <param name="connection">The page.</param>
    /// <param name="batch">1 to <see cref="Bounds.BatchChanges"/> changes.</param>
    /// <param name="bytes">Its size as JSON.</param>
    public void Submit(RoomConnection connection, Batch batch, int bytes)
    {
        var trace = Activity.Current?.Context ?? default;
        _inbox.Post(() => Take(connection, batch, bytes, trace));
    }

    /// <summary>A page says what its person is doing (B3). Anything but a note on the board or a column is taken for nothing.</summary>
    public void Show(RoomConnection connection, ShowRequest request) => _inbox.Post(() => _roster.Show(connection, request));

    /// <summary>Who waits outside is these, the oldest first: for the chairs, now and when they come in or are made one (V1).</summary>
    public void ShowAsking(ImmutableArray<JoinRequest> requests) => _inbox.Post(() => _asking.Show(requests));

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
        var act = new PendingAct(by, changes, onlyIf, SizeOf(changes));
        _inbox.Post(() => _pipeline.Add(act), act.GiveUp);
        return act.Outcome.WaitAsync(cancel);
    }

    /// <summary>Ends when the room knows all that was durable when it was asked, at whichever server; at once where there is no other.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up waiting for the store.</exception>
    public Task Look(CancellationToken cancel)
    {
        if (_bus.State == BusState.Alone) return Task.CompletedTask;
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _inbox.Post(() => _follower.AfterALook(looked.SetResult, looked.SetResult), looked.SetResult);
        return looked.Task.WaitAsync(cancel);
    }

    /// <summary>The whole board as it is durable, and the number of its last change. For the server's own questions, and nobody's eyes (V2).</summary>
    public (Board Board, long Sequence) Read()
    {
        var durable = _pipeline.Durable;
        return (durable.Board, durable.Sequence);
    }

    /// <summary>The board as it is durable and as somebody sees it, and their stream number; null when they are not at the meeting (V6).</summary>
    public (Board Board, long Stream)? ReadFor(string participant)
    {
        var durable = _pipeline.Durable;
        if (durable.Board.Participant(participant) is not { IsAtTheMeeting: true }) return null;
        return (durable.SeenBy(participant), durable.StreamOf(participant));
    }

    /// <summary>Another server says that a commit is durable.</summary>
    public void Hear(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.Number > _pipeline.Durable.Number) _inbox.Post(() => _follower.Hear(commit));
    }

    /// <summary>Another server says who is in its room.</summary>
    public void Hear(string server, PeopleHere people) => _inbox.Post(() => _roster.Hear(server, people));

    public void MayHaveMissed() => _inbox.Post(_follower.MayHaveMissed);

    /// <summary>Time has passed: about once a second. Looks into the log when it is time, and says again who is here.</summary>
    public void GoRound() => _inbox.Post(() =>
    {
        _follower.GoRound();
        _roster.GoRound();
    });

    /// <summary>Nothing more comes. The room ends when all that waits is durable.</summary>
    public void Close() => _inbox.Post(() => _closing = true);

    /// <summary>A commit is the ledger now, and everybody is told (O2).</summary>
    void ICommitFollower.Committed(Ledger before, SeenCommit seen, Ledger after)
    {
        _broadcaster.Send(before, seen, after);
        if (!ReferenceEquals(before.Board.Participants, after.Board.Participants))
        {
            // Who is at the meeting is for everyone, so nobody learns anything by it that they do not see.
            _broadcaster.Flush();
            _roster.SeeOffThoseWhoLeft();
            _asking.TellNewChairs();
            _roster.PlaceThoseElsewhere();
        }

        _roster.ShowWritingAsSeenNow();
    }

    void ICommitFollower.Settled(PendingWork waiting)
    {
        waiting.Tell(_broadcaster);
        RoomTelemetry.Answered(waiting);
    }

    /// <summary>Starts the next thing that there is to do with the store, when nothing is under way.</summary>
    private void Advance()
    {
        while (!_inbox.IsBusy && !_follower.TryCatchUp())
        {
            if (_pipeline.TryWriteNext()) continue;
            _done = _closing;
            break;
        }

        _pipeline.NoteWork();
    }

    private void Receive(RoomConnection connection, long stream)
    {
        if (_bus.State == BusState.Alone)
        {
            LetIn(connection, stream);
            return;
        }

        _roster.Arrive(connection);
        _follower.AfterALook(() =>
        {
            if (_roster.HasArrived(connection)) LetIn(connection, stream);
        });
    }

    private void LetIn(RoomConnection connection, long stream)
    {
        if (_roster.LetIn(connection, stream)) _asking.TellNewChairs();
    }

    private void Take(RoomConnection connection, Batch batch, int bytes, ActivityContext trace)
    {
        if (!_roster.MaySpeak(connection)) return;
        if (!_pipeline.HasRoomFor(connection.Participant, bytes)) connection.Outbox.TryWrite(new SlowDown(batch.N, ComeAgainAfterMs));
        else _pipeline.Add(new PendingBatch(connection.Participant, connection.Replica, batch, bytes, left => _refusals.TryTake(connection.Participant, left), fault => RoomLog.BatchBroke(_logger, BoardTag.Of(_log.Board), FaultKind.Of(fault), fault.StackTrace)) { Trace = trace });
    }

    private void SendAway(Closed closed)
    {
        foreach (var connection in _roster.Pages) connection.Outbox.Close(closed);
    }

    /// <summary>Nothing happens here any more. Whoever still waits for something is told so.</summary>
    private void End()
    {
        _inbox.End();
        _broadcaster.End();
        foreach (var connection in _roster.Pages.Where(s => !s.Outbox.IsEnding)) connection.Outbox.Drop();
        _pipeline.GiveUp();
        _follower.End();
        _roster.SayNobodyIsHere();
    }

    private static int SizeOf(ImmutableArray<Change> changes) =>
        changes.Sum(c => JsonSerializer.SerializeToUtf8Bytes(c, BoardJson.Default.Change).Length);
}
