using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace MappingBoard.Server.Network;

/// <summary>Settings of the section <c>Proxy</c>. Checked when the server starts.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>
    /// The proxies in front of this server, by address or network (<c>10.0.0.5, 10.1.0.0/16</c>). What they say of where a
    /// request comes from, and whether it came over HTTPS, is believed; nobody else's word is. Empty: nobody's.
    /// </summary>
    public string Trusted { get; set; } = "";

    /// <summary>The networks that <see cref="Trusted"/> names; null when it cannot be read.</summary>
    internal IReadOnlyList<IPNetwork>? Networks
    {
        get
        {
            var networks = new List<IPNetwork>();
            foreach (var part in Trusted.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
                else if (IPAddress.TryParse(part, out var address)) networks.Add(new(address, address.GetAddressBytes().Length * 8));
                else return null;
            }

            return networks;
        }
    }
}

/// <summary>
/// Takes a request's address and scheme from the proxies that are named, and from nobody else: limits by address would
/// otherwise count everybody behind a proxy as one, or believe whatever somebody writes.
/// </summary>
internal static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProxyOptions>()
            .Bind(configuration.GetSection(ProxyOptions.Section))
            .Validate(o => o.Networks is not null, "Proxy:Trusted lists addresses or networks, for example 10.0.0.5, 10.1.0.0/16.")
            .ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, proxies) =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in proxies.Value.Networks ?? []) forwarded.KnownIPNetworks.Add(network);
            forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count > 0
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None;
            // However many of them there are: it stops at the first address that is none of them.
            forwarded.ForwardLimit = null;
        });
        return services;
    }
}
