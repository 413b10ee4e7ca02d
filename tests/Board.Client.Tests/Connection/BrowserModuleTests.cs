using MappingBoard.Client.Connection;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Browsers;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using Xunit;

namespace MappingBoard.Client.Tests.Connection;

/// <summary>A module that could not be fetched once is no reason for a page to be without it for good.</summary>
public sealed class BrowserModuleTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_module_that_did_not_come_is_asked_for_anew_and_by_another_address()
    {
        var failures = 1;
        var browser = new FarBrowser(_clock) { Answers = _ => failures-- > 0 ? throw new JSException("Failed to fetch.") : null };
        await using var module = new BrowserModule(browser, "hub");
        await Assert.ThrowsAsync<JSException>(async () => await module.Get(TestContext.Current.CancellationToken));
        Assert.Same(browser, await module.Get(TestContext.Current.CancellationToken));
        Assert.Same(browser, await module.Get(TestContext.Current.CancellationToken));
        Assert.Equal(["./js/hub.js", "./js/hub.js?again=1"], browser.Heard.Select(h => h.With[0]));
    }

    [Fact]
    public async Task What_cannot_be_done_without_is_asked_for_until_it_is_there_and_by_all_who_want_it_together()
    {
        var failures = 3;
        var browser = new FarBrowser(_clock) { Answers = _ => failures-- > 0 ? throw new JSException("Failed to fetch.") : null };
        await using var module = new BrowserModule(browser, "page");
        var calls = new BrowserCalls(_clock);
        var (one, other) = (module.Insist(calls), module.Insist(calls));
        await _clock.Until(BrowserModule.Again, () => one.IsCompleted);

        Assert.Same(await one, await other);
        Assert.Equal(4, browser.Heard.Count);
    }

    [Fact]
    public void Nobody_imports_a_module_in_any_other_way()
    {
        var importing = Repository.Sources("Board.Client", ".cs", ".razor")
            .Where(file => File.ReadAllText(file).Contains("\"import\"", StringComparison.Ordinal))
            .Select(Path.GetFileName);
        Assert.Equal(["BrowserModule.cs"], importing);
    }
}
