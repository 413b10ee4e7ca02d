using Microsoft.Playwright;

namespace MappingBoard.E2E.Browser;

/// <summary>One real Chromium for all tests, driven by Playwright. Each device in a test is a context of its own in it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private static readonly string[] Flags =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A test's page lives for seconds: compiling the runtime a second time, better, costs more than it gives.
        "--js-flags=--liftoff-only",
    ];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    /// <summary>The running browser.</summary>
    public IBrowser Browser { get; }

    /// <summary>
    /// Starts <c>BOARD_CHROMIUM</c>, or the first Chromium or Chrome on the PATH, without a window. The browser's own
    /// sandbox is on, except for root, for whom Chromium has none, and in containers that do not allow one, where the
    /// output says so: these tests open nothing but the server that they started.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no browser.</exception>
    /// <exception cref="PlaywrightException">The browser does not start.</exception>
    public static async Task<Chromium> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new Chromium(playwright, await LaunchAsync(playwright));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var options = new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Headless = true,
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
            Args = Flags,
        };
        try
        {
            return await playwright.Chromium.LaunchAsync(options);
        }
        catch (PlaywrightException refused) when (options.ChromiumSandbox is true
            && refused.Message.Contains("No usable sandbox", StringComparison.Ordinal))
        {
            Console.WriteLine("This system lets Chromium have no sandbox: starting it without.");
            options.ChromiumSandbox = false;
            return await playwright.Chromium.LaunchAsync(options);
        }
    }

    private static string Executable =>
        Environment.GetEnvironmentVariable("BOARD_CHROMIUM") is { Length: > 0 } given
            ? given
            : (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
               from name in Names
               let path = Path.Combine(folder, name)
               where File.Exists(path)
               select path).FirstOrDefault()
                ?? throw new InvalidOperationException(
                    "No Chromium or Chrome found. Set BOARD_CHROMIUM to the path of one, or run ./test, which installs one.");
}
