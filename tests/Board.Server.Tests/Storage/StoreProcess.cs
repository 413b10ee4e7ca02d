using System.Diagnostics;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>A store in a process of its own (tests/Board.StoreCrash).</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly Process _process;

    public StoreProcess(string what, string folder)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "Board.StoreCrash.dll");
        _process = Process.Start(new ProcessStartInfo(dotnet, [program, what, folder]) { RedirectStandardOutput = true })!;
    }

    /// <summary>The next line that it printed, or null after its end.</summary>
    public ValueTask<string?> ReadLine(CancellationToken cancel) => _process.StandardOutput.ReadLineAsync(cancel);

    /// <summary>Ends it as a power cut would (SIGKILL): no shutdown code of it runs.</summary>
    public void Kill() => _process.Kill();

    public async Task<int> ExitCode(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
