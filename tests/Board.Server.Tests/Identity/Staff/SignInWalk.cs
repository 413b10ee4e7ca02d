using System.Net;
using System.Text.RegularExpressions;
using MappingBoard.Server.Tests.Pages;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>
/// A browser on its way through signing in, step by step, so that a test can go wrong at any of them. It keeps the
/// cookies of the server and of the provider apart, and every one that was set as it was set.
/// </summary>
/// <param name="server">Where it begins.</param>
/// <param name="host">By which name it calls the server; null for its own address.</param>
public sealed partial class SignInWalk(SignInServer server, string? host = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, string> _own = [];
    private readonly Dictionary<string, string> _providers = [];

    /// <summary>Every Set-Cookie of the server so far.</summary>
    public List<string> Set { get; } = [];

    public string? StaffCookie => _own.GetValueOrDefault("mb-staff");

    public IReadOnlyDictionary<string, string> Cookies => _own;

    /// <summary>All the way.</summary>
    public async Task<Page> SignIn(string account, string? back = null) => await Return(await Choose(await Begin(back), account));

    /// <summary>From the server to the provider; the address there.</summary>
    public async Task<Uri> Begin(string? back = null)
    {
        var sent = await Get(back is null ? "/sign-in" : QueryHelpers.AddQueryString("/sign-in", "back", back));
        Assert.Equal(302, sent.Status);
        Assert.True(
            sent.Location!.StartsWith(server.Provider.Address.AbsoluteUri, StringComparison.Ordinal),
            $"Sent to {sent.Location}, since:\n{string.Join('\n', server.Log.Where(line => line.Contains("Access.Staff", StringComparison.Ordinal)))}");
        return new(sent.Location!);
    }

    /// <summary>Signs in at the provider; the address that it sends the browser back to.</summary>
    public async Task<Uri> Choose(Uri atProvider, string account)
    {
        var asked = await Ask(atProvider, _providers);
        if (asked.Location is null)
        {
            var link = Links().Matches(asked.Html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Single(l => l.EndsWith("account=" + account, StringComparison.Ordinal));
            asked = await Ask(new(server.Provider.Address, link), _providers);
        }

        Assert.Equal(302, asked.Status);
        return new(asked.Location!);
    }

    /// <summary>Comes back to the server with what the provider gave.</summary>
    public Task<Page> Return(Uri back) => Get(back.PathAndQuery);

    public Task<Page> Get(string path, params (string Name, string Value)[] headers) => Ask(new(server.Address, path), _own, headers);

    /// <summary>A page of the provider's.</summary>
    public Task<Page> GetFromProvider(Uri address) => Ask(address, _providers);

    public void Dispose() => _http.Dispose();

    private async Task<Page> Ask(Uri address, Dictionary<string, string> cookies, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/html");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (cookies == _own && host is not null) request.Headers.Host = host;
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            if (cookies == _own) Set.Add(cookie);
            var (name, value) = (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
            if (value.Length == 0) cookies.Remove(name);
            else cookies[name] = value;
        }

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var sent = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new(address.PathAndQuery, (int)answer.StatusCode, html, answer.Headers.Location?.OriginalString, sent);
    }

    [GeneratedRegex("<a href=\"([^\"]*)\"")]
    private static partial Regex Links();
}
