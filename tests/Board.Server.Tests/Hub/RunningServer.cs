using MappingBoard.Server.Storage;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MappingBoard.Server.Tests.Hub;

/// <summary>The whole server on a free port of this machine, with a store in memory.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private RunningServer(string[] settings, Action<WebApplicationBuilder>? with) => App = BoardServer.Create(
        ["--urls=http://127.0.0.1:0", "--environment=Production", "--Storage:Path=" + _folder["data"], .. settings],
        builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IBoardStore>(Store);
            with?.Invoke(builder);
        });

    public WebApplication App { get; }

    public MemoryBoardStore Store { get; } = new();

    public Uri Address => new(App.Urls.Single());

    public static async Task<RunningServer> Start(string[]? settings = null, Action<WebApplicationBuilder>? with = null)
    {
        var server = new RunningServer(settings ?? [], with);
        await server.App.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>One server for all tests of a class.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal RunningServer Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningServer.Start();

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
