using System.Text.RegularExpressions;
using MappingBoard.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// The base of every test here: opens devices, and cleans up after the test. When the test fails, the screens, the
/// traces (<c>npx playwright show-trace</c>), the browsers' errors and the servers' logs are kept in
/// artifacts/e2e/, and the end of each log stands in the test's output.
/// </summary>
public abstract partial class BrowserTest(Stage stage) : IAsyncLifetime
{
    private const int LogLinesShown = 40;

    private readonly List<Device> _devices = [];
    private readonly List<ServerProcess> _seen = [];
    private readonly List<ServerProcess> _own = [];

    /// <summary>Ends when the test run is stopped.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The server that tests share; see <see cref="Stage.ServerAsync"/>.</summary>
    protected async Task<ServerProcess> ServerAsync(RenderMode mode = RenderMode.Auto)
    {
        var server = await stage.ServerAsync(mode, Cancel);
        if (!_seen.Contains(server))
            _seen.Add(server);
        return server;
    }

    /// <summary>A server for this test alone, which it may kill and start again; ended after the test.</summary>
    protected async Task<ServerProcess> OwnServerAsync(params (string Name, string Value)[] configuration)
    {
        var server = await ServerProcess.StartNewAsync(configuration.ToDictionary(s => s.Name, s => s.Value), Cancel);
        _own.Add(server);
        _seen.Add(server);
        return server;
    }

    /// <summary>
    /// Gives somebody a device. <paramref name="trace"/> costs some of the browser's time: off where a test measures.
    /// </summary>
    protected async Task<Device> DeviceAsync(
        ServerProcess server, string owner, Screen screen, ColorScheme scheme = ColorScheme.Light, bool trace = true)
    {
        var chromium = await stage.ChromiumAsync();
        var device = await Device.OpenAsync(chromium.Browser, owner, server.Address, screen, scheme, trace);
        _devices.Add(device);
        return device;
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            if (TestContext.Current.TestState?.Result == TestResult.Failed)
                await KeepEvidenceAsync();
        }
        finally
        {
            foreach (var device in _devices)
                await device.Context.DisposeAsync();
            foreach (var server in _own)
                await server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private async Task KeepEvidenceAsync()
    {
        var name = TestContext.Current.Test?.TestDisplayName ?? "unknown";
        var folder = Path.Combine(Repository.Root, "artifacts", "e2e", NotForFileNames().Replace(name, "_"));
        Directory.CreateDirectory(folder);
        for (var i = 0; i < _seen.Count; i++)
        {
            var log = _seen[i].Log;
            await File.WriteAllTextAsync(Path.Combine(folder, $"server-{i + 1}.log"), log);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"server {i + 1}, the end of its log:\n{string.Join('\n', log.Split('\n').TakeLast(LogLinesShown))}");
        }

        foreach (var device in _devices)
            await device.SaveAsync(folder);
        TestContext.Current.TestOutputHelper?.WriteLine($"kept in {folder}");
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex NotForFileNames();
}
