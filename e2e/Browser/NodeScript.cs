using System.Diagnostics;

namespace MappingBoard.E2E.Browser;

/// <summary>A script of tests/protocol-client, on the Node that Playwright brings. Ended with the object, whatever it does.</summary>
internal sealed class NodeScript : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _failed;

    private NodeScript(Process process)
    {
        _process = process;
        _failed = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it has said so far, line by line.</summary>
    public List<string> Lines { get; } = [];

    public static NodeScript Start(string name, params string[] arguments) => new(Process.Start(
        new ProcessStartInfo(Node(), [Path.Combine(AppContext.BaseDirectory, "protocol-client", name), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);

    /// <summary>Reads on until it has said a line.</summary>
    /// <exception cref="InvalidOperationException">It has ended without saying that.</exception>
    public async Task SaysAsync(string line, CancellationToken cancel)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancel) is { } said)
        {
            Lines.Add(said);
            if (said == line) return;
        }

        throw new InvalidOperationException($"It never said {line}.\n{string.Join('\n', Lines)}\n{await _failed}");
    }

    /// <summary>Lets it go on.</summary>
    public async Task GoOnAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task EndsWellAsync(CancellationToken cancel)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancel) is { } said) Lines.Add(said);
        await _process.WaitForExitAsync(cancel);
        if (_process.ExitCode != 0) throw new InvalidOperationException($"{string.Join('\n', Lines)}\n{await _failed}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>Playwright's driver runs on it, and it stands beside the tests.</summary>
    private static string Node() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), OperatingSystem.IsWindows() ? "node.exe" : "node", SearchOption.AllDirectories).First();
}
