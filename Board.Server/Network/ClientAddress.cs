using System.Net;
using System.Net.Sockets;

namespace MappingBoard.Server.Network;

/// <summary>Where a request comes from, as limits count it.</summary>
internal static class ClientAddress
{
    /// <summary>A name for it. Whoever has one address of IPv6 has the 2⁶⁴ beside it, so those are one.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
