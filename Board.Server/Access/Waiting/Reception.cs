using System.Collections.Concurrent;
using System.Collections.Immutable;
using MappingBoard.Server.Access.Log;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Access.Waiting;

/// <summary>
/// Between the waiting room and the meeting: takes in who asks, shows the chairs who waits, and does what a chair decides.
/// The decision is durable first and then carried out, so that of two answers one counts and none is lost. Thread-safe.
/// </summary>
public sealed class Reception(IWaitingRoom store, RoomDirectory rooms, Answered answered, IBoardBus bus, TimeProvider time, ILogger<Reception> logger)
{
    /// <summary>Showings of one board follow one another, so that an older list never comes after a newer one.</summary>
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Those who are on their way in: whoever looks meanwhile waits for the same.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<Refusal?>>> _joining = new(StringComparer.Ordinal);

    /// <summary>Boards whose chairs could not be shown who waits.</summary>
    private readonly ConcurrentDictionary<string, bool> _owed = new(StringComparer.Ordinal);

    /// <summary>Somebody asks to come in, or corrects what they said while they wait.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Asked> Ask(WaitingRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entry = Entry(request, AccessKind.Asked, by: request.Participant);
        var asked = await store.Ask(request, entry, cancel);
        if (asked == Asked.Waits) await ShowEverywhere(request.Board);
        return asked;
    }

    /// <summary>The request with this id; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<WaitingRequest?> Find(string? id, CancellationToken cancel) =>
        Ids.IsWellFormed(id) ? await store.Find(id!, cancel) : null;

    /// <summary>How it stands with a request, and with the person since. Whoever was let in and is not on the board yet is brought there.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Standing> StandingOf(WaitingRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.State == WaitingState.Waiting) return Standing.Waiting;
        if (request.State != WaitingState.Admitted) return request.State == WaitingState.Declined ? Standing.Declined : Standing.Withdrawn;
        if (await rooms.Read(request.Board, request.Participant, cancel) is not var (board, _)) return Standing.Over;
        if (board.Participant(request.Participant) is { } person) return person.IsAtTheMeeting ? Standing.LetIn : Standing.Over;
        return request.Name is not null && await Join(request, cancel) is null ? Standing.LetIn : Standing.Over;
    }

    /// <summary>Somebody no longer wants to wait.</summary>
    /// <returns>Whether they waited.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<bool> Withdraw(WaitingRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Decide(request, WaitingState.Withdrawn, Entry(request, AccessKind.Withdrew, by: request.Participant), cancel);
    }

    /// <summary>A chair lets somebody in.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<DoorAnswer> Admit(string board, string chair, string id, CancellationToken cancel)
    {
        if (await Here(board, id, cancel) is not { } request) return DoorRefusal.UnknownRequest;
        return await LetIn(request, chair, cancel);
    }

    /// <summary>A chair lets in those whom they saw. Whoever no longer waits is passed over; an id that is none of this board's stops all of it.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<DoorAnswer> AdmitAll(string board, string chair, ImmutableArray<string> ids, CancellationToken cancel)
    {
        if (ids.Length is 0 or > DoorBounds.Waiting) return DoorRefusal.OutOfRange;
        var requests = new List<WaitingRequest>(ids.Length);
        foreach (var id in ids)
        {
            if (await Here(board, id, cancel) is not { } request) return DoorRefusal.UnknownRequest;
            requests.Add(request);
        }

        foreach (var request in requests)
        {
            if (await LetIn(request, chair, cancel) is DoorRefused refused && refused != DoorRefusal.NotWaiting) return refused;
        }

        return new DoorDone();
    }

    /// <summary>A chair does not let somebody in.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<DoorAnswer> Decline(string board, string chair, string id, CancellationToken cancel)
    {
        if (await Here(board, id, cancel) is not { } request) return DoorRefusal.UnknownRequest;
        await Decide(request, WaitingState.Declined, Entry(request, AccessKind.Declined, by: chair), cancel);
        return await store.Find(id, cancel) is { State: WaitingState.Declined } ? new DoorDone() : DoorRefusal.NotWaiting;
    }

    /// <summary>Shows the chairs of a board who waits. Tried again later where the store does not answer.</summary>
    public async Task Show(string board)
    {
        var gate = _gates[(uint)StringComparer.Ordinal.GetHashCode(board) % _gates.Length];
        await gate.WaitAsync();
        try
        {
            using var lease = await rooms.Open(board, CancellationToken.None);
            if (lease is null) return;
            var waiting = await store.ReadWaiting(board, CancellationToken.None);
            lease.Room.ShowAsking([.. waiting.Select(w => w.ForTheChair)]);
            _owed.TryRemove(board, out _);
        }
        catch (StoreUnavailableException)
        {
            if (_owed.TryAdd(board, true)) AccessTrace.NotShown(logger, BoardTag.Of(board));
        }
        catch (Exception nobody) when (nobody is OperationCanceledException or DamagedLogException)
        {
            // The server is stopping, or nobody can open this board: there is no chair to show anything to.
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Something happened at a board's doors at another server: its chairs here are shown, and whoever waits here is woken.</summary>
    public void Hear(DoorNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        if (news.Answered is { } request) answered.Say(request);
        if (rooms.IsInUse(news.Board)) _ = Show(news.Board);
    }

    /// <summary>Shows what could not be shown before.</summary>
    public async Task ShowWhatIsOwed()
    {
        foreach (var board in _owed.Keys) await Show(board);
    }

    private async Task<DoorAnswer> LetIn(WaitingRequest request, string chair, CancellationToken cancel)
    {
        if (request.State != WaitingState.Waiting) return AsDecided(request);
        var stamp = new Stamp(request.Participant, time.GetUtcNow());
        if (await rooms.Read(request.Board, cancel) is var (board, _) && Joining(request).Check(board, stamp) is { } refusal) return DoorRefusal.Of(refusal);
        if (!await Decide(request, WaitingState.Admitted, Entry(request, AccessKind.LetIn, by: chair), cancel)) return AsDecided(await store.Find(request.Id, cancel));
        try
        {
            await Join(request, cancel);
        }
        catch (Exception later) when (later is StoreUnavailableException or OperationCanceledException)
        {
            // It is decided, and the board takes it in when it can: their own page sees to that.
        }

        return new DoorDone();
    }

    /// <summary>The answer to a chair who lets in somebody who was answered already.</summary>
    private static DoorAnswer AsDecided(WaitingRequest? request) =>
        request is { State: WaitingState.Admitted } ? new DoorDone() : DoorRefusal.NotWaiting;

    private async Task<bool> Decide(WaitingRequest request, WaitingState state, AccessEntry entry, CancellationToken cancel)
    {
        var decided = await store.Decide(request.Id, state, entry, cancel);
        answered.Say(request.Id);
        await ShowEverywhere(request.Board, request.Id);
        return decided;
    }

    private Task ShowEverywhere(string board, string? answeredRequest = null)
    {
        bus.Publish(new DoorNews(board, answeredRequest));
        return Show(board);
    }

    private async Task<Refusal?> Join(WaitingRequest request, CancellationToken cancel)
    {
        var joining = _joining.GetOrAdd(request.Id, _ => new(() => JoinOnce(request)));
        return await joining.Value.WaitAsync(cancel);
    }

    private async Task<Refusal?> JoinOnce(WaitingRequest request)
    {
        try
        {
            if (await IsOnTheBoard(request)) return null;
            var refusal = await rooms.Do(request.Board, request.Participant, [Joining(request)], CancellationToken.None);
            // Another server may have been quicker.
            return refusal is null || await IsOnTheBoard(request) ? null : refusal;
        }
        finally
        {
            _joining.TryRemove(request.Id, out _);
        }
    }

    private async Task<bool> IsOnTheBoard(WaitingRequest request) =>
        await rooms.Read(request.Board, request.Participant, CancellationToken.None) is var (board, _) && board.Participant(request.Participant) is not null;

    private async Task<WaitingRequest?> Here(string board, string? id, CancellationToken cancel) =>
        await Find(id, cancel) is { } request && request.Board == board ? request : null;

    private static JoinBoard Joining(WaitingRequest request) =>
        new(request.Name ?? "", request.Who ?? "", request.Role, request.Sees == request.Role.UsuallySees() ? null : request.Sees);

    private AccessEntry Entry(WaitingRequest request, AccessKind what, string by) =>
        new(request.Board, time.GetUtcNow(), what, request.Participant, by, request.Role, request.Invitation);
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
