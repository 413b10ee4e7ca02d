using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.LoadTest.Driving;

/// <summary>One board and the people at it, each with a page.</summary>
internal sealed class Meeting : IAsyncDisposable
{
    private readonly List<Page> _pages = [];
    private readonly List<Intruder> _intruders = [];
    private readonly IReadOnlyList<Uri> _addresses;
    private readonly int _seed;
    private string _invitation = "";
    private System.Net.CookieContainer _chair = new();

    private Meeting(IReadOnlyList<Uri> addresses, int seed)
    {
        _addresses = addresses;
        _seed = seed;
    }

    public string Board { get; private set; } = "";

    public IReadOnlyList<Page> Pages => _pages;

    /// <summary>The first opens the practice board, invites and lets in; the others ask and wait: all as people do.</summary>
    /// <param name="addresses">Of the servers; people take turns at them.</param>
    /// <param name="people">How many.</param>
    /// <param name="seed">Of what they do.</param>
    public static async Task<Meeting> Gather(IReadOnlyList<Uri> addresses, int people, int seed)
    {
        var meeting = new Meeting(addresses, seed);
        using (var browser = new Browser(addresses[0]))
        {
            meeting.Board = await browser.OpenPractice();
            meeting._chair = browser.Cookies;
            await meeting.Open(browser, addresses[0]);
        }

        meeting._invitation = await meeting.LinkFor(Role.Professional);
        await Parallel.ForAsync(1, people, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var address = meeting.AddressOf(i);
            using var browser = await meeting.Join(address, $"Made up {i + 1}");
            await meeting.Open(browser, address);
        });
        return meeting;
    }

    /// <summary>Those who try what they may not.</summary>
    public IReadOnlyList<Intruder> Intruders => _intruders;

    /// <summary>
    /// The chair writes what is for professionals alone; then somebody joins who may only read, and knows every id that
    /// there is, as if somebody had told them.
    /// </summary>
    /// <param name="number">1, 2, 3 …</param>
    /// <param name="otherBoards">Ids of boards where they are not.</param>
    public async Task<Intruder> BringIntruder(int number, IEnumerable<string> otherBoards)
    {
        var address = AddressOf(number);
        using var browser = await Join(address, $"Hostile {number}", await LinkFor(Role.Observer));
        var chair = _pages[0];
        var (note, scale, words) = (NewId(), NewId(), "secret-" + NewId());
        chair.Say(new AddNote(note, new(Column.Worries), words, Circle: TestCircles.Professionals));
        chair.Say(new AddScale(scale, new(words, "", ""), Circle: TestCircles.Professionals));
        chair.Say(new PlaceJudgement(scale, 1, words, words));
        var board = chair.Replica.Shown;
        string[] ids = [.. otherBoards, Board, .. board.Notes.Keys.Take(60), .. board.Scales.Select(s => s.Id), .. board.Participants.Select(p => p.Id), chair.Replica.Id, NewId(), ""];
        var intruder = new Intruder(address, browser.Cookies, Board, ids, [words, note, scale], _seed + number);
        _intruders.Add(intruder);
        return intruder;
    }

    public async Task<SlowReader> BringSlowReader(int number)
    {
        var address = AddressOf(number);
        using var browser = await Join(address, $"Asleep {number}");
        var reader = new SlowReader();
        await reader.Come(address, browser.Cookies, Board);
        return reader;
    }

    /// <summary>One more page of the first person's, which has nothing yet, at the last server.</summary>
    public async Task<Page> OpenFreshPage()
    {
        var page = new Page(_addresses[^1], _chair, Board, _seed);
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

    private Uri AddressOf(int number) => _addresses[number % _addresses.Count];

    private static string NewId() => Ids.From(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    private async Task<string> LinkFor(Role role) => await _pages[0].Ask(new MakeInvitation(role, _addresses[0].AbsoluteUri)) is InvitationMade made
        ? made.Path
        : throw new InvalidOperationException("The chair was given no link.");

    private async Task<Browser> Join(Uri address, string name, string? invitation = null)
    {
        var browser = new Browser(address);
        try
        {
            var waits = await browser.Ask(invitation ?? _invitation, name);
            if (await _pages[0].Ask(new Admit(waits.Split('/')[1])) is not AdmissionDone) throw new InvalidOperationException("The chair could not let somebody in.");
            await browser.IsLetIn(waits);
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    private async Task Open(Browser browser, Uri address)
    {
        Page page;
        lock (_pages)
        {
            page = new(address, browser.Cookies, Board, (_seed * 1_000) + _pages.Count);
            _pages.Add(page);
        }

        await page.Come();
    }
}
