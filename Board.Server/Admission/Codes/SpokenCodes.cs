using System.Net;
using MappingBoard.Server.Identity.Keys;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Codes;

/// <summary>Codes that are read out on the phone, each leading to one invitation for a few minutes. Thread-safe.</summary>
public sealed class SpokenCodes(
    IInvitationStore store,
    CodeKey key,
    CodeTries tries,
    TimeProvider time,
    IOptions<AccessOptions> options)
{
    /// <summary>A code for an invitation, in place of the one before.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="by">The participant who asks for it.</param>
    /// <param name="invitation">The invitation's id.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Null when the board has no such invitation that can be opened.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<CodeMade?> Make(string board, string by, string invitation, CancellationToken cancel)
    {
        var code = SpokenCode.New();
        var now = time.GetUtcNow();
        var until = now + TimeSpan.FromMinutes(options.Value.CodeMinutes);
        var entry = new AccessEntry(board, now, AccessKind.CodeMade, By: by, Invitation: invitation);
        return await store.GiveCode(invitation, key.HashOf(code), until, entry, cancel) ? new(code, until) : null;
    }

    /// <summary>
    /// Where a code leads. A right one and a wrong one take the same work: one hash, one look into the store.
    /// </summary>
    /// <param name="code">What was typed; see <see cref="SpokenCode.In"/>.</param>
    /// <param name="address">Where it was typed.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<(CodeOutcome Outcome, IssuedInvitation? Invitation)> Try(string code, IPAddress? address, CancellationToken cancel)
    {
        if (!tries.MayTry(address)) return (CodeOutcome.TooManyTries, null);
        var invitation = await store.FindByCode(key.HashOf(code), time.GetUtcNow(), cancel);
        return (invitation is null ? CodeOutcome.LeadsNowhere : CodeOutcome.Leads, invitation);
    }
}

/// <summary>What comes of trying a code.</summary>
public enum CodeOutcome
{
    Leads,
    LeadsNowhere,

    /// <summary>It was not looked at.</summary>
    TooManyTries,
}
