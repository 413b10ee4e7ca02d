using System.Collections;
using System.Runtime.CompilerServices;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>Waits for something that nobody announces. A wait in vain says for what, and what was seen instead.</summary>
internal static class Waits
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <summary>Looks until what is seen is so.</summary>
    /// <param name="look">What is looked at.</param>
    /// <param name="isSo">What it is to be.</param>
    /// <param name="what">The condition's text, for the failure.</param>
    [OverloadResolutionPriority(1)]
    public static async Task For<T>(Func<Task<T>> look, Func<T, bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        using var timer = new PeriodicTimer(Between);
        var since = TimeProvider.System.GetTimestamp();
        for (var seen = await look(); !isSo(seen); seen = await look())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Most, $"Waited in vain for {what}. Seen instead: {Said(seen)}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc cref="For{T}(Func{Task{T}}, Func{T, bool}, string)"/>
    public static Task For<T>(Func<T> look, Func<T, bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        For(() => Task.FromResult(look()), isSo, what);

    /// <summary>Waits for what is either so or not.</summary>
    /// <param name="isSo">The condition.</param>
    /// <param name="what">Its text, for the failure.</param>
    public static Task Until(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") => For(isSo, so => so, what);

    /// <inheritdoc cref="Until(Func{bool}, string)"/>
    public static Task Until(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") => For(isSo, so => so, what);

    private static string Said<T>(T seen) => seen switch
    {
        null => "nothing",
        string text => text,
        IEnumerable many => $"[{string.Join(", ", many.Cast<object>())}]",
        _ => seen.ToString()!,
    };
}
