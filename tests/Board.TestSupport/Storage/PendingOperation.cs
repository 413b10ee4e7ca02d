using MappingBoard.Shared.Log;

namespace MappingBoard.TestSupport.Storage;

/// <summary>What a store is asked to do.</summary>
public enum StoreOperation
{
    Append,
    WriteSnapshot,
    ReadCommits,
    ReadSnapshot,
    ReadChanged,
}

/// <summary>What goes wrong with one operation. Either way its caller gets a <c>StoreUnavailableException</c>.</summary>
public enum StoreFault
{
    None,

    /// <summary>It never reached the store.</summary>
    Before,

    /// <summary>It took effect, but the answer was lost.</summary>
    After,
}

/// <summary>An operation that the <see cref="MemoryBoardStore"/> has been asked for and has not answered yet.</summary>
public abstract class PendingOperation
{
    private protected PendingOperation(StoreOperation kind, string? board, Commit? commit)
    {
        Kind = kind;
        Board = board;
        Commit = commit;
    }

    public StoreOperation Kind { get; }

    /// <summary>The board's id; null for <see cref="StoreOperation.ReadChanged"/>.</summary>
    public string? Board { get; }

    /// <summary>What is to be appended; null for all others.</summary>
    public Commit? Commit { get; }

    public bool IsWrite => Kind is StoreOperation.Append or StoreOperation.WriteSnapshot;

    public override string ToString() => $"{Kind} {Board} {Commit?.Number}";

    /// <summary>Does to the store what was asked, and keeps the answer.</summary>
    internal abstract void TakeEffect();

    /// <summary>Gives the caller the answer; what the caller does next runs inside this call.</summary>
    internal abstract void Answer();

    internal abstract void Fail(Exception e);

    internal abstract void Cancel(CancellationToken cancel);
}

internal sealed class PendingOperation<T>(StoreOperation kind, string? board, Commit? commit, Func<T> effect)
    : PendingOperation(kind, board, commit)
{
    private readonly TaskCompletionSource<T> _answered = new();
    private Action<TaskCompletionSource<T>>? _answer;

    public Task<T> Answered => _answered.Task;

    internal override void TakeEffect()
    {
        try
        {
            var result = effect();
            _answer = answered => answered.SetResult(result);
        }
        catch (Exception e)
        {
            _answer = answered => answered.SetException(e);
        }
    }

    internal override void Answer() => _answer!(_answered);

    internal override void Fail(Exception e) => _answered.SetException(e);

    internal override void Cancel(CancellationToken cancel) => _answered.SetCanceled(cancel);
}
