using MappingBoard.Server.Bus;
using StackExchange.Redis;

namespace MappingBoard.Server.Identity.Keys;

/// <summary>The connection to the Redis where the keys are. Made when the keys are first needed, which is when the server starts. Thread-safe.</summary>
internal sealed class KeysRedis(RedisOptions options) : IDisposable
{
    /// <summary>The list of the key ring's keys.</summary>
    public string KeyRing => options.Prefix + "keys";

    /// <summary>The key of the spoken codes, sealed by the ring.</summary>
    public string SpokenCodes => options.Prefix + "spoken-codes";

    private readonly Lazy<ConnectionMultiplexer> _connection = new(() => ConnectionMultiplexer.Connect(options.Connection!));

    public IDatabase Database => _connection.Value.GetDatabase();

    public void Dispose()
    {
        if (_connection.IsValueCreated) _connection.Value.Dispose();
    }
}
