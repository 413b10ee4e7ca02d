using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>The waiting room in Cosmos DB, as acts at the doors of each board. Thread-safe.</summary>
internal sealed class CosmosLobbyStore(AdmissionLog doors, AdmissionKeys keys, AdmissionNames names) : ILobbyStore
{
    public async Task<Asked> Ask(LobbyRequest request, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(entry);
        if (!Ids.IsWellFormed(request.Board) || !Ids.IsWellFormed(request.Id)) throw new ArgumentException("The request or its board has no well-formed id.", nameof(request));
        // A form that is sent again as it was changes nothing.
        if (await Find(request.Id, cancel) is { State: LobbyState.Waiting } there && there.Board == request.Board && there.Name == request.Name && there.Who == request.Who)
            return Asked.Waits;
        var ask = AdmissionAct.Ask.Of(request, AdmissionNames.NewId());
        return await doors.Do(request.Board, entry, state => state.Judge(ask), _ => Prepare(request, ask.Names, entry.At), cancel);
    }

    public async Task<LobbyRequest?> Find(string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Ids.IsWellFormed(id) || await keys.Find(AdmissionKey.Request, id, cancel) is not { } leads) return null;
        if ((await doors.Read(leads.Board, cancel)).RequestWith(id) is not var (request, named)) return null;
        return Named(request, await names.Read(leads.Board, named, cancel));
    }

    public async Task<IReadOnlyList<LobbyRequest>> ReadWaiting(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (!Ids.IsWellFormed(board)) return [];
        var waiting = (await doors.Read(board, cancel)).Waiting().ToList();
        if (waiting.Count == 0) return [];
        var all = await names.ReadAll(board, cancel);
        return [.. waiting.Select(w => Named(w.Request, all.GetValueOrDefault(w.Names)))];
    }

    public async Task<IReadOnlyList<LobbyRequest>> ReadNamed(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (!Ids.IsWellFormed(board)) return [];
        var all = await names.ReadAll(board, cancel);
        if (all.Count == 0) return [];
        var state = await doors.Read(board, cancel);
        return [.. state.AllRequests().Select(r => Named(r.Request, all.GetValueOrDefault(r.Names))).Where(r => r.Name is not null)];
    }

    public Task<bool> Decide(string id, LobbyState state, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(entry);
        var decide = new AdmissionAct.Decide(id, state, entry.At.ToUniversalTime());
        return doors.Do(entry.Board, entry, there => there.Judge(decide), cancel);
    }

    /// <summary>Whoever waits has a name that is still there; so the boards where somebody may wait are those with names.</summary>
    public async Task<IReadOnlyList<string>> Lapse(DateTimeOffset askedBefore, DateTimeOffset now, CancellationToken cancel)
    {
        var lapse = new AdmissionAct.Lapse(askedBefore.ToUniversalTime(), now.ToUniversalTime());
        var boards = new List<string>();
        foreach (var board in (await names.ReadEverywhere(now, cancel)).Where(n => n.Kind == NamesOf.Request).Select(n => n.Partition).Distinct(StringComparer.Ordinal))
        {
            if (await doors.Do(board, entry: null, state => state.Judge(lapse), cancel)) boards.Add(board);
        }

        return boards;
    }

    public async Task ForgetNames(DateTimeOffset decidedBefore, CancellationToken cancel)
    {
        foreach (var board in (await names.ReadEverywhere(decidedBefore, cancel)).Where(n => n.Kind == NamesOf.Request).GroupBy(n => n.Partition))
        {
            var state = await doors.Read(board.Key, cancel);
            foreach (var over in board.Where(n => !state.Needs(n.Id, n.Of, decidedBefore))) await names.Destroy(over);
        }
    }

    private Task Prepare(LobbyRequest request, string named, DateTimeOffset at) => Task.WhenAll(
        keys.Make(AdmissionKey.Request, request.Id, request.Board, request.Id),
        names.Keep(new()
        {
            Id = named,
            Partition = request.Board,
            Named = StoredTime.Write(at),
            Kind = NamesOf.Request,
            Of = request.Id,
            Name = request.Name,
            Who = request.Who,
        }));

    private static LobbyRequest Named(LobbyRequest request, NamesDocument? there) =>
        there is null ? request : request with { Name = there.Name, Who = there.Who };
}
