namespace MappingBoard.Shared.Sync;

/// <summary>
/// Supervises the sessions of one page's line, one after the other, for as long as the page is open. Whatever a session
/// throws ends that session and nothing else: it is reported, the page is told, and after a pause the next one begins.
/// A page that cannot take in what it is sent enters anew from where it stands; where that fails too, it asks for the
/// whole board; where that fails, it tries again ever more rarely. Runs on the synchronisation context of <see cref="Run"/>.
/// </summary>
/// <param name="page">What hears and is told. What it throws counts as falling out of step.</param>
/// <param name="time">For the pauses.</param>
/// <param name="chance">0 to below 1, anew each time.</param>
/// <param name="failed">Is told what ended a session, for the log. Must not throw.</param>
public sealed class SessionLoop(IBoardListener page, TimeProvider time, Func<double> chance, Action<Exception> failed)
{
    /// <summary>A session that lasted so long was in step, whatever was before.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause between two sessions that fall out of step: each costs the server a whole board.</summary>
    public static readonly TimeSpan MostBehind = TimeSpan.FromMinutes(1);

    private int _falls;
    private int _failures;
    private bool _isBehind;
    private CancellationTokenSource? _session;
    private CancellationTokenSource? _pause;

    /// <summary>Runs sessions until the page is closed or the server sends it away. Never throws.</summary>
    /// <param name="session">
    /// One session, which speaks to the page that it is given. It tells <see cref="LinkState.Live"/> and nothing else of the
    /// link, when the board's <see cref="Welcome"/> has come.
    /// </param>
    /// <param name="closed">The page is closed.</param>
    public async Task Run(Func<IBoardListener, CancellationToken, Task<SessionEnd>> session, CancellationToken closed)
    {
        ArgumentNullException.ThrowIfNull(session);
        await Tell(LinkState.Connecting);
        while (!closed.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var end = await One(session, closed);
            if (closed.IsCancellationRequested) return;
            if (end == SessionEnd.SentAway)
            {
                await Tell(LinkState.Ended);
                return;
            }

            // Begun before the page hears of it: a signal that comes from then on cuts it short.
            var pause = Pause(WaitAfter(end, time.GetElapsedTime(began)), closed);
            await Tell(end == SessionEnd.OutOfStep ? LinkState.OutOfStep : LinkState.Away);
            await pause;
        }
    }

    /// <summary>The network is back, or somebody looks at the page: a pause ends now.</summary>
    public void Hurry() => Cancel(_pause);

    /// <summary>There is no network: the session ends now.</summary>
    public void Lose() => Cancel(_session);

    /// <summary>The page has missed something: the session ends now, and the next begins from where the page stands.</summary>
    public void FallBehind()
    {
        _isBehind = true;
        Cancel(_session);
    }

    private async Task<SessionEnd> One(Func<IBoardListener, CancellationToken, Task<SessionEnd>> session, CancellationToken closed)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(closed);
        (_session, _isBehind) = (cancel, false);
        try
        {
            var end = await session(new InStep(page, anew: _falls > 1), cancel.Token);
            return _isBehind && end != SessionEnd.SentAway ? SessionEnd.OutOfStep : end;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return _isBehind ? SessionEnd.OutOfStep : SessionEnd.Lost;
        }
        catch (OutOfStepException fault)
        {
            failed(fault);
            return SessionEnd.OutOfStep;
        }
        catch (Exception fault)
        {
            failed(fault);
            return SessionEnd.NotReached;
        }
        finally
        {
            _session = null;
        }
    }

    private TimeSpan WaitAfter(SessionEnd end, TimeSpan lasted)
    {
        if (lasted >= Settled) _falls = 0;
        if (end == SessionEnd.OutOfStep) _falls++;
        _failures = end == SessionEnd.NotReached ? _failures + 1 : 0;
        return end == SessionEnd.OutOfStep
            ? new Backoff(_falls - 1).Wait(chance(), MostBehind)
            : new Backoff(_failures).Wait(chance());
    }

    private async Task Pause(TimeSpan pause, CancellationToken closed)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(closed);
        _pause = wait;
        await Task.Delay(pause, time, wait.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _pause = null;
    }

    /// <summary>A page that cannot be told of its link is no reason to let go of the link.</summary>
    private async Task Tell(LinkState link)
    {
        try
        {
            await page.LinkChanged(link);
        }
        catch (Exception fault)
        {
            failed(new OutOfStepException("The page could not take in the state of its link.", fault));
        }
    }

    /// <summary>A signal may come just as what it would end has ended by itself.</summary>
    private static void Cancel(CancellationTokenSource? what)
    {
        try
        {
            what?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    /// <summary>The page as a session sees it: a fault of the page's is told from a fault of the line's.</summary>
    private sealed class InStep(IBoardListener page, bool anew) : IBoardListener
    {
        public EnterRequest Position()
        {
            try
            {
                return anew ? page.Position() with { Stream = EnterRequest.WholeBoard } : page.Position();
            }
            catch (Exception fault)
            {
                throw new OutOfStepException("The page could not say where it stands.", fault);
            }
        }

        public Task Receive(ServerMessage message) => Take(() => page.Receive(message));

        public Task LinkChanged(LinkState state) => Take(() => page.LinkChanged(state));

        private static async Task Take(Func<Task> take)
        {
            try
            {
                await take();
            }
            catch (Exception fault)
            {
                throw new OutOfStepException("The page could not take in what it was sent.", fault);
            }
        }
    }
}

/// <summary>
/// How long to wait before trying again: at first hardly at all, then twice as long each time up to a bound, each time a
/// random part of it, so that a hundred pages do not come back in one instant. Immutable.
/// </summary>
/// <param name="Failures">How many attempts have failed in a row.</param>
public readonly record struct Backoff(int Failures)
{
    /// <summary>The longest wait, where nothing else is asked for.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait before the next attempt: from half a second with no failure, never zero.</summary>
    /// <param name="chance">0 to below 1.</param>
    /// <param name="most">The longest wait; <see cref="Most"/> by default.</param>
    public TimeSpan Wait(double chance, TimeSpan? most = null)
    {
        var longest = Math.Min((most ?? Most).Ticks, First.Ticks * Math.Pow(2, Math.Min(Failures, 20)));
        return TimeSpan.FromTicks((long)(longest * (0.5 + (chance / 2))));
    }
}
