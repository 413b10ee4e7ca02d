using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Bus;

/// <summary>The Redis server between several servers of ours. Configuration section <c>Redis</c>; without it, this server is alone.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>
    /// Where it is, and how to speak to it, in the form of StackExchange.Redis:
    /// <c>cache.example.org:6380,ssl=true,user=…,password=…</c>. Whoever can write there can show pages what is not in the
    /// log: it belongs behind a password and TLS.
    /// </summary>
    public string? Connection { get; set; }

    /// <summary>What the names of all channels begin with, where several installations share a Redis server.</summary>
    [RegularExpression("[a-z0-9:._-]{1,40}")]
    public string Prefix { get; set; } = "mappingboard:";
}
