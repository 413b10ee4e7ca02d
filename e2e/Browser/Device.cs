using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// One person's device in a test: a browser context with cookies and storage of its own, and its open page.
/// It collects what went wrong in the page, so that a test can say that nothing did.
/// </summary>
public sealed class Device
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly bool _traced;

    private Device(string owner, Screen screen, IBrowserContext context, IPage page, bool traced)
    {
        _traced = traced;
        Owner = owner;
        Screen = screen;
        Context = context;
        Page = page;
    }

    /// <summary>Whose it is, as the test calls them; part of the file names of a failure.</summary>
    public string Owner { get; }

    /// <summary>How large it is, and whether fingers touch it.</summary>
    public Screen Screen { get; }

    /// <summary>Cookies, storage, offline switch (<c>SetOfflineAsync</c>).</summary>
    public IBrowserContext Context { get; }

    /// <summary>The page that the device shows.</summary>
    public IPage Page { get; private set; }

    /// <summary>Console messages at error level and exceptions that nobody caught, on any page of this device so far.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Closes the page that it shows and opens the same address in a new one: what the page held is gone, cookies stay.</summary>
    public async Task OpensAnewAsync()
    {
        var address = Page.Url;
        await Page.CloseAsync();
        Page = await Context.NewPageAsync();
        await Page.GotoAsync(address);
    }

    /// <summary>Fails if any page of this device has reported an error.</summary>
    public void AssertNoErrors() => Assert.True(_errors.IsEmpty, $"{Owner}'s browser reports:\n{string.Join('\n', _errors)}");

    internal static async Task<Device> OpenAsync(
        IBrowser browser, string owner, Uri server, Screen screen, ColorScheme scheme, bool trace)
    {
        var context = await browser.NewContextAsync(screen.ContextOptions(server.ToString(), scheme));
        if (trace)
            await context.Tracing.StartAsync(new TracingStartOptions { Title = owner });
        var device = new Device(owner, screen, context, await context.NewPageAsync(), trace);
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
                device._errors.Enqueue($"console: {message.Text} ({message.Location})");
        };
        context.WebError += (_, error) => device._errors.Enqueue($"uncaught: {error.Error}");
        return device;
    }

    /// <summary>Saves what the device shows, what led there and what it reported, under <paramref name="folder"/>.</summary>
    internal async Task SaveAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var pages = Context.Pages;
        for (var i = 0; i < pages.Count; i++)
        {
            await pages[i].ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(folder, i == 0 ? $"{Owner}.png" : $"{Owner}-{i + 1}.png"),
                FullPage = true,
            });
        }

        if (_traced)
            await Context.Tracing.StopAsync(new TracingStopOptions { Path = Path.Combine(folder, $"{Owner}.trace.zip") });
        if (!_errors.IsEmpty)
            await File.WriteAllLinesAsync(Path.Combine(folder, $"{Owner}.errors.txt"), _errors);
    }
}
