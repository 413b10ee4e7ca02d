using MappingBoard.Server.Ports;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>The whole server on a free port of this machine, with a store in memory.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly bool _isFirst;

    private RunningServer(string[] settings, Action<WebApplicationBuilder>? with, RunningServer? beside)
    {
        _isFirst = beside is null;
        _folder = beside?._folder ?? new();
        Store = beside?.Store ?? new();
        App = BoardServer.Create(
            ["--urls=http://127.0.0.1:0", "--environment=Production", "--Storage:Path=" + _folder["data"], .. settings],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IBoardStore>(Store);
                with?.Invoke(builder);
            });
    }

    public WebApplication App { get; }

    public MemoryBoardStore Store { get; }

    public Uri Address => new(App.Urls.Single());

    /// <param name="settings">More of the command line.</param>
    /// <param name="with">Exchanges parts.</param>
    /// <param name="beside">A server that has the same store, the same doors and the same keys; it ends later.</param>
    public static async Task<RunningServer> Start(string[]? settings = null, Action<WebApplicationBuilder>? with = null, RunningServer? beside = null)
    {
        var server = new RunningServer(settings ?? [], with, beside);
        await server.App.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        if (_isFirst) _folder.Dispose();
    }
}

/// <summary>One server for all tests of a class.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal RunningServer Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningServer.Start();

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
