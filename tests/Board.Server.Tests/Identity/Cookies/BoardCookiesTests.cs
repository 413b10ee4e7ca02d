using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Network;
using MappingBoard.Shared.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Net.Http.Headers;
using Xunit;
using SameSite = Microsoft.Net.Http.Headers.SameSiteMode;

namespace MappingBoard.Server.Tests.Identity.Cookies;

public sealed class BoardCookiesTests
{
    private static readonly string Board = Ids.From(new byte[16]);
    private static readonly string Me = Ids.From([.. Enumerable.Repeat((byte)7, 16)]);

    private readonly FakeTimeProvider _time = new(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly AccessOptions _options = new();
    private readonly Machine _machine = new();

    private BoardCookies Cookies => new(_keys, _time, Options.Create(_options), _machine);

    [Fact]
    public void A_browser_speaks_for_the_participant_that_it_was_given()
    {
        var cookie = Given(Cookies, Context());
        Assert.Equal(new BoardPass(Board, Me, _time.GetUtcNow().AddHours(12)), Assert.Single(Cookies.Read(Context(cookie).Request)));
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSite.Lax, cookie.SameSite);
        Assert.Equal("/", cookie.Path.ToString());
        Assert.DoesNotContain(Me, cookie.Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_stays_for_a_meeting_and_not_for_longer()
    {
        var cookie = Given(Cookies, Context());
        _time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Single(Cookies.Read(Context(cookie).Request));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Cookies.Read(Context(cookie).Request));
    }

    [Fact]
    public void Whoever_opens_the_map_again_in_the_second_half_of_the_time_stays_for_all_of_it()
    {
        var cookie = Given(Cookies, Context());
        _time.Advance(TimeSpan.FromHours(5));
        var early = Context(cookie);
        Cookies.Renew(early, Board);
        Assert.Empty(Sent(early));

        _time.Advance(TimeSpan.FromHours(2));
        var later = Context(cookie);
        Cookies.Renew(later, Board);
        Assert.Equal(_time.GetUtcNow().AddHours(12), Cookies.Read(Context(Assert.Single(Sent(later))).Request).Single().Until);
    }

    [Fact]
    public void Keys_that_are_gone_leave_nobody()
    {
        var cookie = Given(Cookies, Context());
        var others = new BoardCookies(new EphemeralDataProtectionProvider(), _time, Options.Create(_options), _machine);
        Assert.Empty(others.Read(Context(cookie).Request));
    }

    [Fact]
    public void What_another_part_of_the_server_sealed_is_no_pass()
    {
        var sealedElsewhere = _keys.CreateProtector("MappingBoard.Join.v1").Protect($"{Board}.{Me}.{_time.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}");
        Assert.Empty(Cookies.Read(Context(new SetCookieHeaderValue("mb." + Board, sealedElsewhere)).Request));
    }

    [Fact]
    public void B5_a_browser_that_tries_many_boards_never_carries_more_than_a_request_can_hold()
    {
        var held = new Dictionary<string, SetCookieHeaderValue>();
        for (byte i = 0; i < 60; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            var context = Context([.. held.Values]);
            Cookies.Give(context, Ids.From([.. Enumerable.Repeat(i, 16)]), Me);
            foreach (var cookie in Sent(context))
            {
                if (cookie.Expires < _time.GetUtcNow()) held.Remove(cookie.Name.ToString());
                else held[cookie.Name.ToString()] = cookie;
            }
        }

        Assert.Equal(24, held.Count);
        Assert.Contains("mb." + Ids.From([.. Enumerable.Repeat((byte)59, 16)]), held.Keys);
        Assert.InRange(held.Values.Sum(c => c.Name.Length + c.Value.Length + 3), 1, 16_000);
    }

    [Theory]
    [InlineData("https", "board.example", false, "Production", true)]
    [InlineData("http", "127.0.0.1:5080", false, "Production", false)]
    [InlineData("http", "[::1]:5080", false, "Production", false)]
    [InlineData("http", "localhost:5080", false, "Production", false)]
    [InlineData("http", "board.example", false, "Production", true)]
    [InlineData("http", "192.168.1.20:5080", false, "Production", true)]
    [InlineData("http", "192.168.1.20:5080", true, "Production", false)]
    [InlineData("http", "192.168.1.20:5080", false, "Development", false)]
    public void It_travels_in_the_clear_only_on_the_machine_itself_or_where_that_was_allowed(
        string scheme, string host, bool allowed, string environment, bool secure)
    {
        _options.AllowPlainHttp = allowed;
        _machine.EnvironmentName = environment;
        var context = Context();
        context.Request.Scheme = scheme;
        context.Request.Host = new(host);
        Assert.Equal(secure, Given(Cookies, context).Secure);
    }

    private static SetCookieHeaderValue Given(BoardCookies cookies, HttpContext context)
    {
        cookies.Give(context, Board, Me);
        return Assert.Single(Sent(context));
    }

    private static List<SetCookieHeaderValue> Sent(HttpContext context) =>
        [.. SetCookieHeaderValue.ParseList([.. context.Response.Headers.SetCookie.OfType<string>()])];

    private static DefaultHttpContext Context(params SetCookieHeaderValue[] cookies)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "http";
        context.Request.Host = new("127.0.0.1:5080");
        if (cookies.Length > 0) context.Request.Headers.Cookie = string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}"));
        return context;
    }

    private sealed class Machine : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
