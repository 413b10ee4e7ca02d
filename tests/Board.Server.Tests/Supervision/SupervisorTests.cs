using System.Text.RegularExpressions;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.TestSupport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Supervision;

/// <summary>One fault ends at most one piece of work (G3).</summary>
public sealed partial class SupervisorTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly LoggerFactory _loggers = new();
    private readonly Supervisor _supervisor;

    public SupervisorTests()
    {
        _loggers.AddProvider(_log);
        _supervisor = new(_time, () => 0.5, _loggers.CreateLogger<Supervisor>());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G3_work_that_throws_is_begun_again_after_pauses_that_grow_to_a_minute()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var starts = new List<DateTimeOffset>();
        var going = _supervisor.KeepGoing("Work", _ => { lock (starts) { starts.Add(_time.GetUtcNow()); } throw new NotSupportedException(); }, stop.Token);
        await Waits.Until(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
            lock (starts) return starts.Count >= 14;
        });
        await stop.CancelAsync();
        await going;

        var pauses = starts.Zip(starts.Skip(1), (a, b) => b - a).ToList();
        Assert.All(pauses, p => Assert.InRange(p, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(70)));
        Assert.True(pauses[0] < TimeSpan.FromSeconds(5), $"The first pause was {pauses[0]}.");
        Assert.True(pauses[^1] > TimeSpan.FromSeconds(20), $"The last pause was {pauses[^1]}.");
    }

    [Fact]
    public async Task G3_a_cancellation_that_nobody_asked_for_is_a_fault_like_any_other()
    {
        var runs = 0;
        var going = _supervisor.KeepGoing("Work", _ => ++runs == 1 ? throw new OperationCanceledException() : Task.CompletedTask, Cancel);
        await Waits.Until(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return going.IsCompleted;
        });
        await going;
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task G3_work_ends_when_it_is_stopped_and_when_it_is_done()
    {
        using var stop = new CancellationTokenSource();
        var going = _supervisor.KeepGoing("Work", token => Task.Delay(Timeout.Infinite, token), stop.Token);
        await stop.CancelAsync();
        await going.WaitAsync(Cancel);
        await _supervisor.KeepGoing("Work", _ => Task.CompletedTask, Cancel).WaitAsync(Cancel);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task G3_the_log_names_the_kind_of_a_fault_and_never_what_it_says()
    {
        var board = new string('a', 8) + "secretsecret";
        Assert.False(await _supervisor.Try("Work", board, () => throw new FormatException("Mum drinks", new ArgumentException("She said so")), CancellationToken.None));
        _supervisor.Detach("Other work", board, () => throw new StoreUnavailableException("at /var/lib/secret"));
        Assert.Equal(2, _log.Lines.Count);
        Assert.Contains("FormatException, ArgumentException", _log.Lines.First(), StringComparison.Ordinal);
        Assert.All(_log.Lines, line =>
        {
            Assert.Contains("aaaaaaaa", line, StringComparison.Ordinal);
            foreach (var told in new[] { "Mum", "She", "secret", "/var" }) Assert.DoesNotContain(told, line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task G3_a_key_that_hangs_keeps_no_other_waiting_and_gathers_nothing_behind_it()
    {
        var hangs = new TaskCompletionSource();
        var runs = new System.Collections.Concurrent.ConcurrentBag<string>();
        var turns = new Turns(_supervisor, "Work", key =>
        {
            runs.Add(key);
            return key == "slow" ? hangs.Task : key == "broken" ? throw new NotSupportedException() : Task.CompletedTask;
        });
        var slow = turns.Run("slow");
        var behind = Enumerable.Range(0, 100).Select(_ => turns.Run("slow")).ToList();
        for (var i = 0; i < 100; i++) await turns.Run("key " + i).WaitAsync(Cancel);
        await turns.Run("broken").WaitAsync(Cancel);
        await turns.Run("broken").WaitAsync(Cancel);
        Assert.False(slow.IsCompleted);
        hangs.SetResult();
        await slow.WaitAsync(Cancel);
        await Task.WhenAll(behind).WaitAsync(Cancel);

        // The first, and one more for all who asked meanwhile.
        Assert.Equal(2, runs.Count(r => r == "slow"));
    }

    [Fact]
    public void G3_every_service_in_the_background_is_supervised_or_only_looks_when_the_server_starts()
    {
        var services = typeof(BoardServer).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IHostedService)) && !t.IsAbstract).ToList();
        Assert.NotEmpty(services);
        Assert.All(services, s => Assert.True(
            s.IsAssignableTo(typeof(SupervisedService)) || s.IsAssignableTo(typeof(StartCheck)),
            $"{s} runs in the background without a supervisor: derive it from {nameof(SupervisedService)}, or from {nameof(StartCheck)}."));
    }

    /// <summary>
    /// Of the tasks that nobody waits for, these catch everything themselves: what a room begins comes back into its loop, and what
    /// sends or delivers to one page ends with that page's connection.
    /// </summary>
    [Fact]
    public void G3_no_task_of_the_server_is_let_go_of_but_by_the_supervisor()
    {
        string[] catchEverything = ["Begin(", "Empty(connection)", "_loop.Run("];
        var letGo =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "Board.Server"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            where Path.GetFileName(file) != "Supervisor.cs"
            from line in File.ReadLines(file)
            let found = LetGo().Match(line)
            where found.Success && !catchEverything.Any(c => found.Groups["what"].Value.Contains(c, StringComparison.Ordinal))
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(letGo);
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _log.Dispose();
    }

    [GeneratedRegex(@"(?:^|[\s(>])_ = (?<what>[\w.?]+\(.*)|(?<what>async void .*)|(?<what>\.ContinueWith\(.*)")]
    private static partial Regex LetGo();
}
