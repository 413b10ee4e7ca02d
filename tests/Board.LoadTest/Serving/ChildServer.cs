using System.Diagnostics;
using System.Runtime.InteropServices;
using MappingBoard.TestSupport;

namespace MappingBoard.LoadTest.Serving;

/// <summary>
/// A server as a process of its own, on a free port of 127.0.0.1 and with a data folder of its own, both of which it
/// keeps when it is killed and started again. Started, killed and stopped by one caller at a time.
/// </summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int MostLines = 400;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskedEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    private readonly Func<Uri, string, ProcessStartInfo> _program;
    private readonly HttpClient _http = new();
    private readonly Queue<string> _log = new();
    private readonly bool _ownsData;
    private Process? _process;
    private TimeSpan _earlierLives;
    private long _startedAt;

    /// <param name="program">What to start for an address and a data folder.</param>
    /// <param name="data">A data folder that is somebody else's, to keep and to remove.</param>
    public ChildServer(Func<Uri, string, ProcessStartInfo> program, string? data = null)
    {
        _program = program;
        _ownsData = data is null;
        Address = new($"http://127.0.0.1:{FreePort.Next()}");
        Data = data ?? Directory.CreateTempSubdirectory("mappingboard-load-").FullName;
    }

    public Uri Address { get; }

    public string Data { get; }

    /// <summary>The highest resident memory of all its lives so far, in MiB, as of the last <see cref="CpuSeconds"/>.</summary>
    public double PeakMiB { get; private set; }

    /// <summary>The end of what it wrote to its output and error streams.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log) return [.. _log];
        }
    }

    /// <summary>Processor time of all its lives so far, in seconds.</summary>
    public double CpuSeconds()
    {
        if (_process is not { HasExited: false } process) return _earlierLives.TotalSeconds;
        process.Refresh();
        PeakMiB = Math.Max(PeakMiB, process.PeakWorkingSet64 / (1024.0 * 1024.0));
        return (_earlierLives + process.TotalProcessorTime).TotalSeconds;
    }

    /// <summary>Waits until it has lived for so long since its last start, and says what processor time it took, in seconds.</summary>
    public async Task<double> CpuAtAge(TimeSpan age, CancellationToken cancel)
    {
        var left = age - Stopwatch.GetElapsedTime(_startedAt);
        if (left > TimeSpan.Zero) await Task.Delay(left, cancel);
        return CpuSeconds();
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready within a minute; with the end of its log.</exception>
    public async Task Start(CancellationToken cancel)
    {
        var start = _program(Address, Data);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _startedAt = Stopwatch.GetTimestamp();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(AskedEvery);
        while (!await IsReady(cancel))
        {
            if (_process.HasExited) throw Failed($"The server ended with code {_process.ExitCode}.");
            if (Stopwatch.GetElapsedTime(began) > ReadyWithin) throw Failed($"The server was not ready within {ReadyWithin.TotalSeconds} s.");
            await tick.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>Ends it as a power cut would (SIGKILL): no shutdown code of it runs.</summary>
    public void Kill()
    {
        _earlierLives = TimeSpan.FromSeconds(CpuSeconds());
        _process?.Kill(entireProcessTree: true);
        End();
    }

    /// <summary>Asks it to end, as a service manager does (SIGTERM), and waits.</summary>
    public void Stop()
    {
        _earlierLives = TimeSpan.FromSeconds(CpuSeconds());
        if (_process is { HasExited: false } process) _ = Signal(process.Id, Terminate);
        End();
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null) Kill();
        _http.Dispose();
        if (_ownsData) Directory.Delete(Data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void End()
    {
        if (_process is not { } process) return;
        if (!process.WaitForExit(EndsWithin)) throw Failed($"The server did not end within {EndsWithin.TotalSeconds} s.");
        process.Dispose();
        _process = null;
    }

    private async Task<bool> IsReady(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "health/live"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Write(string? line)
    {
        if (line is null) return;
        lock (_log)
        {
            _log.Enqueue(line);
            if (_log.Count > MostLines) _log.Dequeue();
        }
    }

    private InvalidOperationException Failed(string what) => new($"{what}\n{string.Join('\n', Log)}");

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
