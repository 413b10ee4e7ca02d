using System.Threading.Channels;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Model;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Access.Log;

/// <summary>
/// Notes who opened a board. Nobody's map waits for that: a line is written as soon as the store takes it, with the time at
/// which it happened, in order, and tried again for as long as the store is away. Thread-safe.
/// </summary>
public sealed class AccessNotes(IAccessLog log, TimeProvider time, IOptions<AccessOptions> options, ILogger<AccessNotes> logger) : BackgroundService
{
    /// <summary>Lines that wait while the store is away.</summary>
    private const int Most = 100_000;

    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(1);

    private readonly Channel<Note> _waiting = Channel.CreateBounded<Note>(new BoundedChannelOptions(Most) { SingleReader = true });

    /// <summary>A device was shown the board.</summary>
    public void Opened(string board, Participant participant) => Add(board, participant, unlessSince: null);

    /// <summary>
    /// A live page came in. It was shown the board before, which is noted already; unless it did so by a way of its own.
    /// </summary>
    public void CameIn(string board, Participant participant) =>
        Add(board, participant, unlessSince: time.GetUtcNow() - TimeSpan.FromHours(options.Value.StayHours));

    /// <summary>Writes what still waits, as far as the time reaches.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var note in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            while (!await TryWrite(note))
            {
                await Task.Delay(BeforeAgain, time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryWrite(Note note)
    {
        try
        {
            // Again after an outcome that is unknown may be a second line: better twice than not at all.
            if (note.UnlessSince is { } since) await log.AppendUnlessSince(since, note.Entry, CancellationToken.None);
            else await log.Append(note.Entry, CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private void Add(string board, Participant participant, DateTimeOffset? unlessSince)
    {
        var entry = new AccessEntry(board, time.GetUtcNow(), AccessKind.Opened, participant.Id, participant.Id, participant.Role);
        if (!_waiting.Writer.TryWrite(new(entry, unlessSince))) AccessTrace.LineLost(logger, BoardTag.Of(board));
    }

    private sealed record Note(AccessEntry Entry, DateTimeOffset? UnlessSince);
}
