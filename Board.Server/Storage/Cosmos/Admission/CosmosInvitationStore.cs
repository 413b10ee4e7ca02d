using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>Invitations in Cosmos DB, as acts at the doors of their boards. Thread-safe.</summary>
internal sealed class CosmosInvitationStore(AdmissionLog doors, AdmissionKeys keys, AdmissionNames names) : IInvitationStore
{
    public Task<bool> Create(IssuedInvitation invitation, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        ArgumentNullException.ThrowIfNull(entry);
        invitation.RequireWellFormed();
        var named = invitation.Name is null && invitation.Who is null ? null : AdmissionNames.NewId();
        var invite = AdmissionAct.Invite.Of(invitation, named);
        return doors.Do(invitation.Board, entry, state => state.Judge(invite), Prepare, cancel);

        // The keys first: one that is known elsewhere leaves no name behind.
        async Task Prepare(AdmissionState state)
        {
            await Task.WhenAll(
                keys.Make(AdmissionKey.Token, invitation.TokenHash, invitation.Board, invitation.Id),
                keys.Make(AdmissionKey.Invitation, invitation.Id, invitation.Board, invitation.Id));
            if (named is null) return;
            await names.Keep(new()
            {
                Id = named,
                Partition = invitation.Board,
                Named = StoredTime.Write(entry.At),
                Kind = NamesOf.Invitation,
                Of = invitation.Id,
                Name = invitation.Name,
                Who = invitation.Who,
            });
        }
    }

    public Task<IssuedInvitation?> Find(string tokenHash, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        return Find(AdmissionKey.Token, tokenHash, HexHash.IsWellFormed(tokenHash), (state, to) => state.InvitationWith(to), cancel);
    }

    public Task<IssuedInvitation?> FindById(string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Find(AdmissionKey.Invitation, id, Ids.IsWellFormed(id), (state, to) => state.InvitationWith(to), cancel);
    }

    public Task<IssuedInvitation?> FindByCode(string codeHash, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(codeHash);
        return Find(AdmissionKey.Code, codeHash, HexHash.IsWellFormed(codeHash), (state, _) => state.InvitationByCode(codeHash, now), cancel);
    }

    public async Task<IReadOnlyList<IssuedInvitation>> ReadOpen(string board, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (!Ids.IsWellFormed(board)) return [];
        var open = (await doors.Read(board, cancel)).OpenInvitations(now).ToList();
        if (open.TrueForAll(i => i.Names is null)) return [.. open.Select(i => i.Invitation)];
        var all = await names.ReadAll(board, cancel);
        return [.. open.Select(i => Named(i.Invitation, i.Names is null ? null : all.GetValueOrDefault(i.Names)))];
    }

    public Task<bool> Revoke(string id, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(entry);
        var revoke = new AdmissionAct.Revoke(id, entry.At.ToUniversalTime());
        return doors.Do(entry.Board, entry, state => state.Judge(revoke), cancel);
    }

    public Task<bool> GiveCode(string id, string codeHash, DateTimeOffset until, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(codeHash);
        ArgumentNullException.ThrowIfNull(entry);
        var code = new AdmissionAct.GiveCode(id, codeHash, until.ToUniversalTime(), entry.At.ToUniversalTime());
        return doors.Do(
            entry.Board,
            entry,
            state => state.Judge(code),
            _ => keys.Make(AdmissionKey.Code, codeHash, entry.Board, id, until - entry.At),
            cancel);
    }

    public async Task ForgetNames(DateTimeOffset overBefore, CancellationToken cancel)
    {
        foreach (var board in (await names.ReadEverywhere(overBefore, cancel)).Where(n => n.Kind == NamesOf.Invitation).GroupBy(n => n.Partition))
        {
            var state = await doors.Read(board.Key, cancel);
            foreach (var over in board.Where(n => !state.Needs(n.Id, n.Of, overBefore))) await names.Destroy(over);
        }
    }

    private async Task<IssuedInvitation?> Find(
        AdmissionKey kind,
        string key,
        bool isOne,
        Func<AdmissionState, string, (IssuedInvitation Invitation, string? Names)?> find,
        CancellationToken cancel)
    {
        if (!isOne || await keys.Find(kind, key, cancel) is not { } leads) return null;
        if (find(await doors.Read(leads.Board, cancel), leads.To) is not var (invitation, named)) return null;
        return Named(invitation, await names.Read(leads.Board, named, cancel));
    }

    private static IssuedInvitation Named(IssuedInvitation invitation, NamesDocument? there) =>
        there is null ? invitation : invitation with { Name = there.Name, Who = there.Who };
}
