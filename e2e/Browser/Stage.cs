using Xunit;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// What the scenarios of one lane share: one browser, and one server for each render mode, each started when a scenario
/// first asks for it and ended after the last one. Within a lane nothing runs in parallel (<see cref="LaneOne"/>).
/// </summary>
public sealed class Stage : IAsyncLifetime
{
    private readonly Dictionary<RenderMode, ServerProcess> _servers = [];
    private Chromium? _chromium;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The browser.</summary>
    public async Task<Chromium> ChromiumAsync() => _chromium ??= await Chromium.LaunchAsync();

    /// <summary>The server that the lane's scenarios of one render mode share: leave it running, and make boards of your own.</summary>
    public async Task<ServerProcess> ServerAsync(RenderMode mode, CancellationToken cancel)
    {
        if (!_servers.TryGetValue(mode, out var server))
        {
            server = await ServerProcess.StartNewAsync(
                new Dictionary<string, string> { ["Client__RenderMode"] = mode.ToString() }, cancel);
            _servers.Add(mode, server);
        }

        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        foreach (var server in _servers.Values)
            await server.DisposeAsync();
    }
}
