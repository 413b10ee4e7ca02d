using System.Net;

namespace MappingBoard.LoadTest.Driving;

/// <summary>The browser in which a person gets to their board: over the pages, as people do. Its cookies are then the connection's.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri address)
    {
        _http = new(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Opens a practice board from the start page.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OpenPractice()
    {
        var form = PageForm.In(await _http.GetStringAsync(new Uri("", UriKind.Relative)), "practice");
        return await Post("", form);
    }

    /// <summary>Follows an invitation and joins.</summary>
    /// <returns>The board's id.</returns>
    public async Task<string> Join(string path, string name)
    {
        var form = PageForm.In(await _http.GetStringAsync(new Uri(path, UriKind.Relative)), "join");
        form.Fill("Name", name);
        form.Fill("OwnWords", "made up");
        return await Post(path, form);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> Post(string path, PageForm form)
    {
        using var content = form.ToContent();
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        var there = answer.RequestMessage!.RequestUri!.Segments;
        return there is [_, "b/", var board] ? board : throw new InvalidOperationException("The page did not lead to a board.");
    }
}
