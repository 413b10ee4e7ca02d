using System.Threading.Channels;
using MappingBoard.Server.Limits;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Model;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace MappingBoard.Server.Audit;

/// <summary>
/// Notes who opened a board. Nobody's map waits for that: a line is written as soon as the store takes it, with the time at
/// which it happened, for each board in order, and tried again for as long as the store is away. Thread-safe.
/// </summary>
public sealed partial class AccessNotes : SupervisedService
{
    /// <summary>Lines that wait while the store is away.</summary>
    private const int Most = 100_000;

    /// <summary>Of one board.</summary>
    private const int MostOfABoard = 5_000;

    private const int BoardsAtOnce = 1_000;

    /// <summary>A line at which something breaks is tried so often; then those behind it go first, and the log says that it is lost.</summary>
    private const int TriesOfABrokenLine = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Note>> _waiting = new(StringComparer.Ordinal);
    private readonly Channel<string> _boards = Channel.CreateUnbounded<string>();
    private readonly Allowances _openings;
    private readonly ResiliencePipeline _again;
    private readonly IAccessLog _log;
    private readonly TimeProvider _time;
    private readonly AccessOptions _options;
    private readonly ILogger _logger;
    private int _count;

    public AccessNotes(IAccessLog log, TimeProvider time, IOptions<AccessOptions> options, Supervisor supervisor, ILogger<AccessNotes> logger)
        : base(supervisor)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_log, _time, _options, _logger) = (log, time, options.Value, logger);
        _openings = new(_options.OpenedLinesPerHour, _options.OpenedLinesPerHour / TimeSpan.FromHours(1).TotalSeconds, time);
        _again = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = failed => ValueTask.FromResult(failed.Outcome.Exception switch
                {
                    null => false,
                    StoreUnavailableException => true,
                    _ => failed.AttemptNumber < TriesOfABrokenLine,
                }),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(10),
            })
            .Build();
    }

    /// <summary>
    /// A device was shown the board. Openings by one person that come faster than <see cref="AccessOptions.OpenedLinesPerHour"/>
    /// have no line of their own (B5).
    /// </summary>
    public void Opened(string board, Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        if (_openings.TryTake(board + "/" + participant.Id, 1)) Add(board, participant, unlessSince: null);
    }

    /// <summary>
    /// A live page came in. It was shown the board before, which is noted already; unless it did so by a way of its own.
    /// </summary>
    public void CameIn(string board, Participant participant) =>
        Add(board, participant, unlessSince: _time.GetUtcNow() - TimeSpan.FromHours(_options.StayHours));

    /// <summary>Writes what still waits, as far as the time reaches.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _boards.Writer.TryComplete();
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <summary>The lines of each board by themselves, so that one for which the store does not answer keeps no other's waiting.</summary>
    protected override Task Work(CancellationToken stop) => Parallel.ForEachAsync(
        _boards.Reader.ReadAllAsync(CancellationToken.None),
        new ParallelOptions { MaxDegreeOfParallelism = BoardsAtOnce },
        async (board, _) => await WriteAll(board, stop));

    private async Task WriteAll(string board, CancellationToken stop)
    {
        while (Next(board) is { } note && !stop.IsCancellationRequested)
        {
            if (!await Supervisor.Try("The access log", board, () => _again.ExecuteAsync(async inTime => await Write(note), stop).AsTask(), CancellationToken.None))
                LogLineLost(BoardTag.Of(board));
            Done(board);
        }
    }

    private async Task Write(Note note)
    {
        // Again after an outcome that is unknown may be a second line: better twice than not at all.
        if (note.UnlessSince is { } since) await _log.AppendUnlessSince(since, note.Entry, CancellationToken.None);
        else await _log.Append(note.Entry, CancellationToken.None);
    }

    private void Add(string board, Participant participant, DateTimeOffset? unlessSince)
    {
        var note = new Note(new(board, _time.GetUtcNow(), AccessKind.Opened, participant.Id, participant.Id, participant.Role), unlessSince);
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_waiting.TryGetValue(board, out var line);
            if (isFirst) _waiting.Add(board, line = new());
            if (_count < Most && line!.Count < MostOfABoard)
            {
                line.Enqueue(note);
                _count++;
                note = null;
            }
        }

        if (note is not null || (isFirst && !_boards.Writer.TryWrite(board))) LogLineLost(BoardTag.Of(board));
    }

    [LoggerMessage(1201, LogLevel.Error, "The access log of board {Board} lacks a line: the store has not taken it for too long")]
    private partial void LogLineLost(string board);

    private Note? Next(string board)
    {
        lock (_gate)
        {
            if (_waiting[board].TryPeek(out var next)) return next;
            _waiting.Remove(board);
            return null;
        }
    }

    private void Done(string board)
    {
        lock (_gate)
        {
            _waiting[board].Dequeue();
            _count--;
        }
    }

    private sealed record Note(AccessEntry Entry, DateTimeOffset? UnlessSince);
}
