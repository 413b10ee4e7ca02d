using MappingBoard.Server.Admission.Codes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>A code that was read out, typed on the start page. Each test has a server of its own: tries are counted for all.</summary>
public sealed class CodeTests : IAsyncLifetime
{
    private readonly ServerWithClock _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Whoever_types_the_code_comes_to_the_same_page_and_waits_like_anybody_else()
    {
        var (board, invitation, code) = await Coded();
        using var phone = _server.NewBrowser();
        var sent = await Types(phone, code.Code.ToUpperInvariant().Replace('-', ' '));
        Assert.Equal((302, "/join"), (sent.Status, sent.Location));

        var form = await phone.Get("/join");
        Assert.Contains("You are invited to a meeting", form.Text, StringComparison.Ordinal);
        var asked = await phone.Send(form, "join", ("Name", "Kev Marsh"), ("Who", "grandparent"));
        Assert.StartsWith("/wait/", asked.Location, StringComparison.Ordinal);
        var waiting = Assert.Single(await _server.Waiting(board));
        Assert.Equal((invitation.Invitation.Id, Role.Family), (waiting.Invitation, waiting.Role));
        Assert.Equal("/b/" + board, (await LetsIn(phone, board, asked.Location!)).Location);
    }

    [Fact]
    public async Task A4_a_code_works_for_half_an_hour()
    {
        var (_, _, code) = await Coded();
        using var phone = _server.NewBrowser();
        _server.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(302, (await Types(phone, code.Code)).Status);
        _server.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await Types(phone, code.Code);
        Assert.Equal(422, late.Status);
        Assert.Contains("This code does not lead to a meeting", late.Text, StringComparison.Ordinal);
        Assert.Equal(code.Code, late.ValueOf("link"));
    }

    [Fact]
    public async Task A4_a_code_of_an_invitation_that_was_taken_back_or_replaced_leads_nowhere()
    {
        var (board, invitation, first) = await Coded();
        var second = Assert.IsType<CodeMade>(await _server.AsksAsTheChair(board, new MakeCode(invitation.Invitation.Id)));
        using var phone = _server.NewBrowser();
        Assert.Equal(422, (await Types(phone, first.Code)).Status);
        Assert.Equal(302, (await Types(phone, second.Code)).Status);
        await _server.AsksAsTheChair(board, new RevokeInvitation(invitation.Invitation.Id));
        Assert.Equal(422, (await Types(phone, second.Code)).Status);

        // Typed before it was taken back, opened after.
        Assert.Equal(410, (await phone.Get("/join")).Status);
        Assert.Equal("unknown-invitation", Assert.IsType<AdmissionRefused>(await _server.AsksAsTheChair(board, new MakeCode(invitation.Invitation.Id))).Code);
    }

    [Fact]
    public async Task A4_guessing_is_throttled_kindly_right_and_wrong_alike_and_a_link_still_works()
    {
        var (_, invitation, code) = await Coded();
        using var phone = _server.NewBrowser();
        for (var i = 0; i < 10; i++) Assert.Equal(422, (await Types(phone, SpokenSigns.Grouped($"{i:d9}", 3))).Status);

        foreach (var typed in new[] { code.Code, "000-000-000" })
        {
            var throttled = await Types(phone, typed);
            Assert.Equal(429, throttled.Status);
            Assert.Contains("Too many codes have been tried", throttled.Text, StringComparison.Ordinal);
            Assert.Contains("A link always works", throttled.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("mb-code", phone.CookieValues.Keys);
        }

        Assert.Equal("/" + invitation.Path, (await Types(phone, invitation.Path)).Location);
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(302, (await Types(phone, code.Code)).Status);
    }

    [Fact]
    public async Task A_cookie_of_somebody_elses_invention_leads_nowhere()
    {
        var (_, invitation, _) = await Coded();
        using var phone = _server.NewBrowser();
        foreach (var forged in new[] { invitation.Invitation.Id, "x", "" })
        {
            phone.SetCookie("mb-code", forged);
            Assert.Equal(410, (await phone.Get("/join")).Status);
        }
    }

    private static async Task<Page> Types(Browser phone, string text) => await phone.Send(await phone.Get("/"), "invited", ("Link", text));

    private async Task<Page> LetsIn(Browser phone, string board, string wait)
    {
        Assert.IsType<AdmissionDone>(await _server.AsksAsTheChair(board, new Admit(wait["/wait/".Length..])));
        return await phone.Get(wait);
    }

    private async Task<(string Board, InvitationMade Invitation, CodeMade Code)> Coded()
    {
        using var chair = _server.NewBrowser();
        var board = await chair.StartBoard();
        var made = await _server.MakeInvitation(board, new(Role.Family, _server.Address.AbsoluteUri));
        var code = Assert.IsType<CodeMade>(await _server.AsksAsTheChair(board, new MakeCode(made.Invitation.Id)));
        Assert.Equal(_server.Time.GetUtcNow().AddMinutes(30), code.Until);
        return (board, made, code);
    }

    private sealed class ServerWithClock : RunningServer
    {
        public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

        protected override void Change(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);
    }
}
