using System.Diagnostics;
using System.Text;
using MappingBoard.TestSupport;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// The published server as a process of its own, on a free port of 127.0.0.1, with a data folder of its own.
/// It keeps port and data across <see cref="Kill"/> and <see cref="StartAsync"/>, so that browsers find it again.
/// For one test at a time; only <see cref="Log"/> may be read from other threads.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadinessPath = "/health/ready";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskedEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyDictionary<string, string> _configuration;
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("mappingboard-e2e-").FullName;
    private readonly StringBuilder _log = new();
    private readonly HttpClient _http;
    private Process? _process;

    private ServerProcess(IReadOnlyDictionary<string, string> configuration)
    {
        _configuration = configuration;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        _http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:23456/</c>.</summary>
    public Uri Address { get; }

    /// <summary>A plain HTTP client for this server.</summary>
    public HttpClient Http => _http;

    /// <summary>Everything that it wrote to its output and error streams, over all its starts.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Starts a server with the given settings (<c>Client__RenderMode</c>, …) and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready within a minute; with its log.</exception>
    public static async Task<ServerProcess> StartNewAsync(
        IReadOnlyDictionary<string, string> configuration, CancellationToken cancel)
    {
        var server = new ServerProcess(configuration);
        try
        {
            await server.StartAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="Kill"/>, on the same port and data, and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It runs already, ended, or was not ready within a minute.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (_process is not null)
            throw new InvalidOperationException("The server runs already.");
        var start = new ProcessStartInfo(PublishedServer.DotnetHost, ["Board.Server.dll"])
        {
            WorkingDirectory = PublishedServer.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        start.Environment["Storage__Path"] = _data;
        // It lives for minutes: watching itself run, to compile better later, costs more than it gives.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in _configuration)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilReadyAsync(_process, cancel);
    }

    /// <summary>Ends it as a power cut would (SIGKILL): no shutdown code of it runs.</summary>
    public void Kill()
    {
        var process = _process ?? throw new InvalidOperationException("The server does not run.");
        process.Kill();
        if (!process.WaitForExit(EndsWithin))
            throw new InvalidOperationException($"The server did not end within {EndsWithin.TotalSeconds} s of SIGKILL.");
        process.Dispose();
        _process = null;
        Write("--- killed ---");
    }

    /// <summary>Gives the program a command beside the server, on the same data; what it printed.</summary>
    /// <exception cref="InvalidOperationException">It was not done; with what it said.</exception>
    public async Task<string> CommandAsync(params string[] command)
    {
        var start = new ProcessStartInfo(PublishedServer.DotnetHost, ["Board.Server.dll", .. command])
        {
            WorkingDirectory = PublishedServer.Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__Path"] = _data;
        using var program = Process.Start(start)!;
        var (said, complained) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return program.ExitCode == 0 ? await said : throw new InvalidOperationException($"{command[0]} ended with code {program.ExitCode}: {await complained}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_process is not null)
            Kill();
        _http.Dispose();
        System.IO.Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task UntilReadyAsync(Process process, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ReadyWithin);
        using var tick = new PeriodicTimer(AskedEvery);
        try
        {
            while (!await AnswersAsync(limit.Token))
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The server ended with code {process.ExitCode}.\n{Log}");
                await tick.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"{ReadinessPath} was not well within {ReadyWithin.TotalSeconds} s.\n{Log}");
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync(ReadinessPath, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Write(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.Append(line).Append('\n');
    }
}
