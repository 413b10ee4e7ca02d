using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.LoadTest.Driving;

/// <summary>One board and the people at it, each with a page.</summary>
internal sealed class Meeting : IAsyncDisposable
{
    private readonly List<Page> _pages = [];
    private readonly Uri _address;
    private readonly int _seed;
    private string _invitation = "";
    private System.Net.CookieContainer _chair = new();

    private Meeting(Uri address, int seed)
    {
        _address = address;
        _seed = seed;
    }

    public string Board { get; private set; } = "";

    public IReadOnlyList<Page> Pages => _pages;

    /// <summary>The first opens the practice board, invites and lets in; the others ask and wait: all as people do.</summary>
    public static async Task<Meeting> Gather(Uri address, int people, int seed)
    {
        var meeting = new Meeting(address, seed);
        using (var browser = new Browser(address))
        {
            meeting.Board = await browser.OpenPractice();
            meeting._chair = browser.Cookies;
            await meeting.Open(browser);
        }

        meeting._invitation = await meeting._pages[0].Ask(new MakeInvitation(Role.Professional, address.AbsoluteUri)) is InvitationMade made
            ? made.Path
            : throw new InvalidOperationException("The chair was given no link.");
        await Parallel.ForAsync(1, people, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            using var browser = await meeting.Join($"Made up {i + 1}");
            await meeting.Open(browser);
        });
        return meeting;
    }

    public async Task<SlowReader> BringSlowReader(int number)
    {
        using var browser = await Join($"Asleep {number}");
        var reader = new SlowReader();
        await reader.Come(_address, browser.Cookies, Board);
        return reader;
    }

    /// <summary>One more page of the first person's, which has nothing yet.</summary>
    public async Task<Page> OpenFreshPage()
    {
        var page = new Page(_address, _chair, Board, _seed);
        await page.Come();
        return page;
    }

    /// <summary>Whether all is acknowledged and everybody has all of it.</summary>
    public bool IsAtRest =>
        _pages.TrueForAll(p => p.IsAtRest) && _pages.Select(p => p.Replica.Stream).Distinct().Count() == 1;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_pages.Select(p => p.DisposeAsync().AsTask()));
    }

    private async Task<Browser> Join(string name)
    {
        var browser = new Browser(_address);
        try
        {
            var waits = await browser.Ask(_invitation, name);
            if (await _pages[0].Ask(new Admit(waits.Split('/')[1])) is not DoorDone) throw new InvalidOperationException("The chair could not let somebody in.");
            await browser.IsLetIn(waits);
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    private async Task Open(Browser browser)
    {
        Page page;
        lock (_pages)
        {
            page = new(_address, browser.Cookies, Board, (_seed * 1_000) + _pages.Count);
            _pages.Add(page);
        }

        await page.Come();
    }
}
