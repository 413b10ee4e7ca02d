using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>A browser without scripts: it keeps cookies, fills in forms, and follows no redirect by itself.</summary>
public sealed partial class Browser(Uri address) : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = true, AutomaticDecompression = DecompressionMethods.All };

    private HttpClient Client => field ??= new(_handler) { BaseAddress = address };

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>The cookies of this server by their names.</summary>
    public Dictionary<string, string> CookieValues => Cookies.GetCookies(address).ToDictionary(c => c.Name, c => c.Value);

    public void SetCookie(string name, string value) => Cookies.Add(new Cookie(name, value, "/", address.Host));

    public void Forget(string name)
    {
        foreach (Cookie cookie in Cookies.GetCookies(address))
        {
            if (cookie.Name == name) cookie.Expired = true;
        }
    }

    public Task<Page> Get(string path, params (string Name, string Value)[] headers) => Ask(new(HttpMethod.Get, path), headers);

    /// <summary>Sends one of a page's forms with its hidden fields and what somebody filled in.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="form">Its name.</param>
    /// <param name="filled">The fields.</param>
    public Task<Page> Send(Page page, string form, params (string Name, string Value)[] filled)
    {
        var fields = page.HiddenFields(form).Concat(filled).Select(f => KeyValuePair.Create(f.Name, f.Value));
        return Post(page.Path, [.. fields]);
    }

    public Task<Page> Post(string path, params KeyValuePair<string, string>[] fields) =>
        Ask(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) }, []);

    /// <summary>Starts a board by the form; its id.</summary>
    public async Task<string> StartBoard(string title = "Wren and Rowan", string name = "Ada Chair")
    {
        var form = await Get("/start");
        var started = await Send(form, "start", ("Kind", "review"), ("Title", title), ("Name", name), ("Who", "independent chair"));
        return started.Location!["/b/".Length..];
    }

    /// <summary>Asks to come in by the form of an invitation; where that leads.</summary>
    public async Task<Page> Join(string token, string name, string who) =>
        await Send(await Get("/join/" + token), "join", ("Name", name), ("Who", who));

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    private async Task<Page> Ask(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        request.Headers.Add("Accept", "text/html");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var location = answer.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : answer.Headers.Location?.OriginalString;
        var sent = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new(request.RequestUri!.OriginalString, (int)answer.StatusCode, html, location, sent);
    }
}

/// <param name="Path">Where it was asked for.</param>
/// <param name="Status">HTTP.</param>
/// <param name="Html">As it was sent.</param>
/// <param name="Location">Where it leads, for a redirect.</param>
/// <param name="Headers">All of them.</param>
public sealed partial record Page(string Path, int Status, string Html, string? Location, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What a person reads: no markup, entities as what they stand for.</summary>
    public string Text => WebUtility.HtmlDecode(Gaps().Replace(Tags().Replace(Html, " "), " "));

    /// <summary>The value that stands in a text field.</summary>
    public string? ValueOf(string id) =>
        Regex.Match(Html, $"<input[^>]* id=\"{id}\"[^>]*? value=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    public IEnumerable<(string Name, string Value)> HiddenFields(string form) => Fields($"name=\"_handler\" value=\"{form}\"");

    /// <summary>The hidden fields of the form that is sent to an address.</summary>
    public IEnumerable<(string Name, string Value)> HiddenFieldsOf(string action) => Fields($"action=\"{action}\"");

    private IEnumerable<(string Name, string Value)> Fields(string mark)
    {
        var html = Forms().Matches(Html).Select(m => m.Value).FirstOrDefault(f => f.Contains(mark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The page has no form with {mark}.");
        return Hidden().Matches(html).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}
