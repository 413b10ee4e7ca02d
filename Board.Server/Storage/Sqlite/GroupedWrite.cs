using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>One caller's write on its way through the <see cref="GroupWriter"/>.</summary>
internal abstract class GroupedWrite
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int TakenBack = 2;

    private int _state = Waiting;

    /// <summary>The writer takes it into a group; false when its caller has taken it back.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>
    /// Does the work inside the group's transaction. What goes wrong with this write alone is kept for its caller and
    /// undone; what goes wrong with the file is thrown and ends the group.
    /// </summary>
    public void DoIn(WriteConnection file)
    {
        Error = null;
        file.Run("SAVEPOINT one");
        try
        {
            Do(file);
            file.Run("RELEASE one");
        }
        catch (Exception e) when (e is not SqliteException { } sqlite || !SqliteErrors.IsTransient(sqlite))
        {
            file.Run("ROLLBACK TO one; RELEASE one");
            Error = e;
        }
    }

    /// <summary>The group is durable: the caller gets its result, or what went wrong with this write alone.</summary>
    public abstract void Answer();

    /// <summary>The group failed.</summary>
    public abstract void Fail(Exception e);

    /// <summary>What went wrong with this write alone.</summary>
    protected Exception? Error { get; private set; }

    protected abstract void Do(WriteConnection file);

    /// <summary>The caller takes it back; false when it is too late.</summary>
    protected bool TryTakeBack() => Interlocked.CompareExchange(ref _state, TakenBack, Waiting) == Waiting;
}

/// <inheritdoc/>
/// <typeparam name="T">What the caller gets.</typeparam>
internal sealed class GroupedWrite<T> : GroupedWrite
{
    // The writer's thread must not run what callers do next.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<WriteConnection, T> _work;
    private readonly CancellationTokenRegistration _cancelled;
    private T? _result;

    public GroupedWrite(Func<WriteConnection, T> work, CancellationToken cancel)
    {
        _work = work;
        _cancelled = cancel.UnsafeRegister((_, token) =>
        {
            if (TryTakeBack()) _answer.TrySetCanceled(token);
        }, null);
    }

    /// <summary>Ends once the write is durable, has failed, or was taken back before its writing began.</summary>
    public Task<T> Answered => _answer.Task;

    public override void Answer()
    {
        _cancelled.Unregister();
        if (Error is { } error) _answer.TrySetException(error);
        else _answer.TrySetResult(_result!);
    }

    public override void Fail(Exception e)
    {
        _cancelled.Unregister();
        _answer.TrySetException(e);
    }

    protected override void Do(WriteConnection file) => _result = _work(file);
}
