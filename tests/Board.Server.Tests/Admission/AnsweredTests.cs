using MappingBoard.Server.Admission.Lobby;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Admission;

public sealed class AnsweredTests
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();
    private readonly Answered _answered;

    public AnsweredTests() => _answered = new(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_look_for_an_answer_are_woken_by_it_and_nobody_else_is()
    {
        using var phone = _answered.To("one");
        using var tablet = _answered.To("one");
        using var other = _answered.To("two");
        var (hears, hearsToo, hearsNot) = (phone.Within(AWhile, Cancel), tablet.Within(AWhile, Cancel), other.Within(AWhile, Cancel));
        _answered.Say("one");
        await Task.WhenAll(hears, hearsToo);
        Assert.False(hearsNot.IsCompleted);
        _time.Advance(AWhile);
        await hearsNot;
    }

    /// <summary>A phone that wakes looks anew while its look from before is still held.</summary>
    [Fact]
    public async Task Who_stops_looking_takes_the_answer_from_nobody()
    {
        var before = _answered.To("one");
        using var anew = _answered.To("one");
        var hears = anew.Within(AWhile, Cancel);
        before.Dispose();
        _answered.Say("one");
        await hears.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task What_was_said_between_listening_and_waiting_is_heard()
    {
        using var look = _answered.To("one");
        _answered.Say("one");
        await look.Within(AWhile, Cancel);
    }

    [Fact]
    public async Task Who_has_gone_waits_no_more()
    {
        using var gone = new CancellationTokenSource();
        using var look = _answered.To("one");
        var waiting = look.Within(AWhile, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
