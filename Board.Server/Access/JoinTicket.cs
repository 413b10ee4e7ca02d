using System.Security.Cryptography;
using MappingBoard.Shared.Model;
using Microsoft.AspNetCore.DataProtection;

namespace MappingBoard.Server.Access;

/// <summary>
/// The participant that somebody will be, sealed into the form of the join page: a form that is sent twice, by a double
/// tap or a bad line, makes one person and not two. Thread-safe.
/// </summary>
public sealed class JoinTicket(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("MappingBoard.Join.v1");

    /// <summary>A ticket for a new participant of a board.</summary>
    public string For(string board) => _protector.Protect($"{board}.{Ids.From(RandomNumberGenerator.GetBytes(16))}");

    /// <summary>The participant of a ticket. One that is not for this board, or none at all, makes a new person.</summary>
    public string Participant(string? ticket, string board) =>
        Open(ticket)?.Split('.') is [var of, var participant] && of == board ? participant : Ids.From(RandomNumberGenerator.GetBytes(16));

    private string? Open(string? ticket)
    {
        if (string.IsNullOrEmpty(ticket)) return null;
        try
        {
            return _protector.Unprotect(ticket);
        }
        catch (CryptographicException)
        {
            // Somebody else's invention: nothing is lost by giving a new id.
            return null;
        }
    }
}
