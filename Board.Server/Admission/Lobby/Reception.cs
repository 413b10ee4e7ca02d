using System.Collections.Concurrent;
using System.Collections.Immutable;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Admission.Lobby;

/// <summary>
/// Between the waiting room and the meeting: takes in who asks, shows the chairs who waits, and does what a chair decides.
/// The decision is durable first and then carried out, so that of two answers one counts and none is lost. Thread-safe.
/// </summary>
public sealed partial class Reception
{
    private const string ShowingWork = "Showing who waits";

    private readonly ILobbyStore _store;
    private readonly RoomDirectory _rooms;
    private readonly Answered _answered;
    private readonly IBoardBus _bus;
    private readonly TimeProvider _time;
    private readonly Supervisor _supervisor;
    private readonly ILogger _logger;

    /// <summary>Showings of one board follow one another, so that an older list never comes after a newer one; those of others go on meanwhile.</summary>
    private readonly Turns _showing;

    /// <summary>Those who are on their way in: whoever looks meanwhile waits for the same.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<Refusal?>>> _joining = new(StringComparer.Ordinal);

    /// <summary>Boards whose chairs could not be shown who waits.</summary>
    private readonly ConcurrentDictionary<string, bool> _owed = new(StringComparer.Ordinal);

    public Reception(ILobbyStore store, RoomDirectory rooms, Answered answered, IBoardBus bus, TimeProvider time, Supervisor supervisor, ILogger<Reception> logger)
    {
        (_store, _rooms, _answered, _bus, _time, _supervisor, _logger) = (store, rooms, answered, bus, time, supervisor, logger);
        _showing = new(supervisor, ShowingWork, ShowNow);
    }

    /// <summary>Somebody asks to come in, or corrects what they said while they wait.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Asked> Ask(LobbyRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entry = Entry(request, AccessKind.Asked, by: request.Participant);
        var asked = await _store.Ask(request, entry, cancel);
        if (asked == Asked.Waits) ShowEverywhere(request.Board);
        return asked;
    }

    /// <summary>The request with this id; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<LobbyRequest?> Find(string? id, CancellationToken cancel) =>
        Ids.IsWellFormed(id) ? await _store.Find(id!, cancel) : null;

    /// <summary>How it stands with a request, and with the person since. Whoever was let in and is not on the board yet is brought there.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Standing> StandingOf(LobbyRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.State == LobbyState.Waiting) return Standing.Waiting;
        if (request.State != LobbyState.Admitted) return request.State == LobbyState.Declined ? Standing.Declined : Standing.Withdrawn;
        if (await _rooms.Read(request.Board, request.Participant, cancel) is not var (board, _)) return Standing.Over;
        if (board.Participant(request.Participant) is { } person) return person.IsAtTheMeeting ? Standing.LetIn : Standing.Over;
        return request.Name is not null && await Join(request, cancel) is null ? Standing.LetIn : Standing.Over;
    }

    /// <summary>Somebody no longer wants to wait.</summary>
    /// <returns>Whether they waited.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<bool> Withdraw(LobbyRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Decide(request, LobbyState.Withdrawn, Entry(request, AccessKind.Withdrew, by: request.Participant), cancel);
    }

    /// <summary>A chair lets somebody in.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<AdmissionAnswer> Admit(string board, string chair, string id, CancellationToken cancel)
    {
        if (await Here(board, id, cancel) is not { } request) return AdmissionRefusal.UnknownRequest;
        return await LetIn(request, chair, cancel);
    }

    /// <summary>A chair lets in those whom they saw. Whoever no longer waits is passed over; an id that is none of this board's stops all of it.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<AdmissionAnswer> AdmitAll(string board, string chair, ImmutableArray<string> ids, CancellationToken cancel)
    {
        if (ids.Length is 0 or > AdmissionBounds.Waiting) return AdmissionRefusal.OutOfRange;
        var requests = new List<LobbyRequest>(ids.Length);
        foreach (var id in ids)
        {
            if (await Here(board, id, cancel) is not { } request) return AdmissionRefusal.UnknownRequest;
            requests.Add(request);
        }

        foreach (var request in requests)
        {
            if (await LetIn(request, chair, cancel) is AdmissionRefused refused && refused != AdmissionRefusal.NotWaiting) return refused;
        }

        return new AdmissionDone();
    }

    /// <summary>A chair does not let somebody in.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<AdmissionAnswer> Decline(string board, string chair, string id, CancellationToken cancel)
    {
        if (await Here(board, id, cancel) is not { } request) return AdmissionRefusal.UnknownRequest;
        await Decide(request, LobbyState.Declined, Entry(request, AccessKind.Declined, by: chair), cancel);
        return await _store.Find(id, cancel) is { State: LobbyState.Declined } ? new AdmissionDone() : AdmissionRefusal.NotWaiting;
    }

    /// <summary>A chair has taken back an invitation: whoever came by it and waits is not let in.</summary>
    /// <returns>How many waited.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer; some may wait on.</exception>
    public async Task<int> DeclineAllBy(string board, string chair, string invitation, CancellationToken cancel)
    {
        var waiting = (await _store.ReadWaiting(board, cancel)).Where(r => r.Invitation == invitation).ToList();
        foreach (var request in waiting) await Decide(request, LobbyState.Declined, Entry(request, AccessKind.Declined, by: chair), cancel);
        return waiting.Count;
    }

    /// <summary>Shows the chairs of a board who waits. Tried again later where the store does not answer. Never throws.</summary>
    public Task Show(string board) => _showing.Run(board);

    private async Task ShowNow(string board)
    {
        try
        {
            using var lease = await _rooms.Open(board, CancellationToken.None);
            if (lease is null) return;
            var waiting = await _store.ReadWaiting(board, CancellationToken.None);
            lease.Room.ShowAsking([.. waiting.Select(w => w.ForTheChair)]);
            _owed.TryRemove(board, out _);
        }
        catch (StoreUnavailableException)
        {
            if (_owed.TryAdd(board, true)) LogNotShown(BoardTag.Of(board));
        }
        catch (Exception nobody) when (nobody is OperationCanceledException or UnreadableLogException)
        {
            // The server is stopping, or nobody can open this board: there is no chair to show anything to.
        }
    }

    /// <summary>Something happened at a board's doors at another server: its chairs here are shown, and whoever waits here is woken.</summary>
    public void Hear(AdmissionNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        if (news.Answered is { } request) _answered.Say(request);
        if (_rooms.IsInUse(news.Board)) ShowSoon(news.Board);
    }

    /// <summary>Shows what could not be shown before.</summary>
    public void ShowWhatIsOwed()
    {
        foreach (var board in _owed.Keys) ShowSoon(board);
    }

    private async Task<AdmissionAnswer> LetIn(LobbyRequest request, string chair, CancellationToken cancel)
    {
        if (request.State != LobbyState.Waiting) return AsDecided(request);
        var stamp = new Stamp(request.Participant, _time.GetUtcNow());
        if (await _rooms.Read(request.Board, cancel) is var (board, _) && Joining(request).Check(board, stamp) is { } refusal) return AdmissionRefusal.Of(refusal);
        if (!await Decide(request, LobbyState.Admitted, Entry(request, AccessKind.LetIn, by: chair), cancel)) return AsDecided(await _store.Find(request.Id, cancel));
        try
        {
            await Join(request, cancel);
        }
        catch (Exception later) when (later is StoreUnavailableException or OperationCanceledException)
        {
            // It is decided, and the board takes it in when it can: their own page sees to that.
        }

        return new AdmissionDone();
    }

    /// <summary>The answer to a chair who lets in somebody who was answered already.</summary>
    private static AdmissionAnswer AsDecided(LobbyRequest? request) =>
        request is { State: LobbyState.Admitted } ? new AdmissionDone() : AdmissionRefusal.NotWaiting;

    private async Task<bool> Decide(LobbyRequest request, LobbyState state, AccessEntry entry, CancellationToken cancel)
    {
        var decided = await _store.Decide(request.Id, state, entry, cancel);
        _answered.Say(request.Id);
        ShowEverywhere(request.Board, request.Id);
        return decided;
    }

    /// <summary>Nobody waits for it: what was decided is durable, whenever the chairs' pages hear of it.</summary>
    private void ShowEverywhere(string board, string? answeredRequest = null)
    {
        _bus.Publish(new AdmissionNews(board, answeredRequest));
        ShowSoon(board);
    }

    private void ShowSoon(string board) => _supervisor.Detach(ShowingWork, board, () => Show(board));

    private async Task<Refusal?> Join(LobbyRequest request, CancellationToken cancel)
    {
        var joining = _joining.GetOrAdd(request.Id, _ => new(() => JoinOnce(request)));
        return await joining.Value.WaitAsync(cancel);
    }

    private async Task<Refusal?> JoinOnce(LobbyRequest request)
    {
        try
        {
            if (await IsOnTheBoard(request)) return null;
            // Another server may be quicker, and a chair may have sent them out since: they come on the board once (A8).
            var refusal = await _rooms.Do(request.Board, request.Participant, [Joining(request)], b => b.Participant(request.Participant) is null, CancellationToken.None);
            return refusal is null || await IsOnTheBoard(request) ? null : refusal;
        }
        finally
        {
            _joining.TryRemove(request.Id, out _);
        }
    }

    private async Task<bool> IsOnTheBoard(LobbyRequest request) =>
        await _rooms.Read(request.Board, request.Participant, CancellationToken.None) is var (board, _) && board.Participant(request.Participant) is not null;

    private async Task<LobbyRequest?> Here(string board, string? id, CancellationToken cancel) =>
        await Find(id, cancel) is { } request && request.Board == board ? request : null;

    [LoggerMessage(1202, LogLevel.Warning, "Who waits at board {Board} could not be shown, because the store does not answer; it is tried again")]
    private partial void LogNotShown(string board);

    private static JoinBoard Joining(LobbyRequest request) =>
        new(request.Name ?? "", request.Who ?? "", request.Role, request.Circles);

    private AccessEntry Entry(LobbyRequest request, AccessKind what, string by) =>
        new(request.Board, _time.GetUtcNow(), what, request.Participant, by, request.Role, request.Invitation);
}

/// <summary>How it stands with somebody who asked to come in.</summary>
public enum Standing
{
    Waiting,

    /// <summary>They are at the meeting.</summary>
    LetIn,

    Declined,

    /// <summary>They did not want to wait any more, or nobody answered.</summary>
    Withdrawn,

    /// <summary>They were let in, and are not at the meeting any more.</summary>
    Over,
}
