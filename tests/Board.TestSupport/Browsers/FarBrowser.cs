using Microsoft.JSInterop;

namespace MappingBoard.TestSupport.Browsers;

/// <summary>
/// A browser at the far end of a circuit. While the line is away it hears nothing, and .NET is not told: a call that is
/// given no patience of its own is cancelled after a minute, as on a real circuit. It is its own module and field.
/// </summary>
/// <param name="time">For that minute.</param>
public sealed class FarBrowser(TimeProvider time) : IJSRuntime, IJSObjectReference
{
    private static readonly TimeSpan CallsLast = TimeSpan.FromMinutes(1);

    private readonly List<(string What, IReadOnlyList<object?> With)> _heard = [];
    private readonly Dictionary<string, TaskCompletionSource> _awaited = [];

    /// <summary>Whether the line is away: what is called meanwhile never arrives, even when it is back.</summary>
    public bool IsAway { get; set; }

    /// <summary>What it should answer; by default itself for what makes something, and nothing for the rest.</summary>
    public Func<string, object?>? Answers { get; set; }

    /// <summary>The calls that arrived, in order.</summary>
    public IReadOnlyList<(string What, IReadOnlyList<object?> With)> Heard => _heard;

    /// <summary>The names of the calls that arrived, in order.</summary>
    public IEnumerable<string> HeardCalls => _heard.Select(h => h.What);

    /// <summary>The next call of this name arrives.</summary>
    public Task Hears(string what)
    {
        var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[what] = awaited;
        return awaited.Task;
    }

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
    {
        return IsAway ? new(NeverAnswered<TValue>(new CancellationTokenSource(CallsLast, time).Token)) : new(Answer<TValue>(identifier, args));
    }

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        return IsAway ? new(NeverAnswered<TValue>(cancellationToken)) : new(Answer<TValue>(identifier, args));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<T> NeverAnswered<T>(CancellationToken cancelled)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
        throw new InvalidOperationException("It waits for good.");
    }

    private T Answer<T>(string identifier, object?[]? args)
    {
        _heard.Add((identifier, args ?? []));
        if (_awaited.Remove(identifier, out var awaited)) awaited.SetResult();
        var answer = Answers?.Invoke(identifier) ?? (identifier is "import" or "attach" ? this : null);
        return answer is null ? default! : (T)answer;
    }
}
