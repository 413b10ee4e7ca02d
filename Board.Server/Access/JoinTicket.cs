using System.Security.Cryptography;
using MappingBoard.Shared.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Access;

/// <summary>
/// The request that somebody will make and the participant that they will be, sealed into the form of the join page: a
/// form that is sent twice, by a double tap or a bad line, is one request of one person. Thread-safe.
/// </summary>
public sealed class JoinTicket(IDataProtectionProvider protection, TimeProvider time, IOptions<AccessOptions> options)
{
    private readonly Seal _seal = new(protection, "MappingBoard.Join.v2", time);

    /// <summary>A ticket for a new participant of a board.</summary>
    public string For(string board) =>
        _seal.Close(time.GetUtcNow() + TimeSpan.FromHours(options.Value.StayHours), board, NewId(), NewId());

    /// <summary>What a ticket says. One that is not for this board, is too old, or none at all, makes a new request of a new person.</summary>
    public (string Request, string Participant) Open(string? ticket, string board) =>
        _seal.Open(ticket, parts: 3) is ([var of, var request, var participant], _) && of == board ? (request, participant) : (NewId(), NewId());

    private static string NewId() => Ids.From(RandomNumberGenerator.GetBytes(16));
}
