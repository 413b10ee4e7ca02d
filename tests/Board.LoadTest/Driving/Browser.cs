using System.Diagnostics;
using System.Net;

namespace MappingBoard.LoadTest.Driving;

/// <summary>The browser in which a person gets to their board: over the pages, as people do. Its cookies are then the connection's.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri address)
    {
        _http = new(new Patient(new SocketsHttpHandler { CookieContainer = Cookies })) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Opens a practice board from the start page.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OpenPractice()
    {
        var form = PageForm.In(await _http.GetStringAsync(new Uri("", UriKind.Relative)), "practice");
        return await Send("", form) is [_, "b/", var board] ? board : throw new InvalidOperationException("The page did not lead to a board.");
    }

    /// <summary>Follows an invitation and asks to come in.</summary>
    /// <returns>The page where its person waits.</returns>
    public async Task<string> Ask(string path, string name)
    {
        var form = PageForm.In(await _http.GetStringAsync(new Uri(path, UriKind.Relative)), "join");
        form.Fill("Name", name);
        form.Fill("OwnWords", "made up");
        return (await Send(path, form)) is ["/", "wait/", var request] ? "wait/" + request : throw new InvalidOperationException("The page did not lead to the waiting room.");
    }

    /// <summary>Looks once more where its person waits, now that they were let in: the page leads to the board.</summary>
    public async Task IsLetIn(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.Segments is not [_, "b/", _]) throw new InvalidOperationException("The person was not let in.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<string[]> Send(string path, PageForm form)
    {
        using var content = form.ToContent();
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return answer.RequestMessage!.RequestUri!.Segments;
    }

    /// <summary>Whoever comes while the server is being started again tries once more. What was never sent can be sent again.</summary>
    private sealed class Patient(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(100, cancellationToken))
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException gone) when (gone.HttpRequestError == HttpRequestError.ConnectionError && Stopwatch.GetElapsedTime(since) < Longest)
                {
                    // Nobody listens there at the moment.
                }
            }
        }
    }
}
