using System.Net;
using MappingBoard.Server.Limits;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Lobby;

/// <summary>How many may ask to come to one meeting from one address (B5): so one holder of a link does not fill its waiting room alone. Thread-safe.</summary>
public sealed class AskingPace(TimeProvider time, IOptions<AccessOptions> options)
{
    private readonly Allowances _asks = new(options.Value.AsksPerAddress, options.Value.AsksPerAddress / 600.0, time);

    /// <summary>Whether one more may ask now.</summary>
    /// <param name="invitation">By which they come.</param>
    /// <param name="address">From where.</param>
    public bool HasRoom(IssuedInvitation invitation, IPAddress? address)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        return invitation.Uses == 1 || _asks.TryTake(invitation.Board + "/" + ClientAddress.Of(address), 1);
    }
}
