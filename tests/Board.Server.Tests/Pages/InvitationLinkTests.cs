using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>Links that are spent, taken back or full.</summary>
public sealed class InvitationLinkTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye")]
    [InlineData("/join/nothing")]
    [InlineData("/join/%C3%A9t%C3%A9%2Fx")]
    [InlineData("/join")]
    public async Task A_link_that_leads_nowhere_gets_a_kind_answer(string path)
    {
        using var phone = server.NewBrowser();
        var page = await phone.Get(path);
        Assert.Equal(410, page.Status);
        Assert.Contains("This link does not open a meeting", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/join/{0}*")]
    [InlineData("/join/{0}%2F")]
    [InlineData("/join/{0}%E2%80%9D,%20see%20you%20there")]
    [InlineData("/join%2F{0}")]
    public async Task A_link_leads_to_its_meeting_with_whatever_a_program_put_around_it(string path)
    {
        var (_, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var page = await phone.Get(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, token));
        if (page.Status == 302) page = await phone.Get(page.Location!);
        Assert.Equal(200, page.Status);
        Assert.Contains("You are invited to a meeting", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A4_a_link_that_was_taken_back_leads_nowhere_not_even_from_an_open_form()
    {
        var (board, _) = await server.Meeting();
        var made = await server.MakeInvitation(board, new(Role.Family, server.Address.AbsoluteUri));
        using var phone = server.NewBrowser();
        var form = await phone.Get("/" + made.Path);
        Assert.IsType<AdmissionDone>(await server.AsksAsTheChair(board, new RevokeInvitation(made.Invitation.Id)));

        foreach (var page in new[] { await phone.Get("/" + made.Path), await phone.Send(form, "join", ("Name", "Kev"), ("Who", "dad")) })
        {
            Assert.Equal(410, page.Status);
            Assert.Contains("This link does not open a meeting", page.Text, StringComparison.Ordinal);
        }

        Assert.Empty(await server.Waiting(board));
    }

    [Fact]
    public async Task A4_whoever_waits_by_a_link_that_is_taken_back_is_declined_and_nobody_else_is()
    {
        var (board, token) = await server.Meeting();
        var made = await server.MakeInvitation(board, new(Role.Family, server.Address.AbsoluteUri));
        using var kev = server.NewBrowser();
        var other = await kev.Join(token, "Kev Marsh", "grandparent");
        for (var i = 0; i < 5; i++)
        {
            using var phone = server.NewBrowser();
            await phone.Join(made.Path["join/".Length..], $"Mallory {i}", "friend");
        }

        Assert.Equal(6, (await server.Waiting(board)).Count);
        Assert.IsType<AdmissionDone>(await server.AsksAsTheChair(board, new RevokeInvitation(made.Invitation.Id)));
        Assert.Equal("/wait/" + Assert.Single(await server.Waiting(board)).Id, other.Location);
        Assert.IsType<AdmissionRefused>(await server.AsksAsTheChair(board, new RevokeInvitation(made.Invitation.Id)));
    }

    [Fact]
    public async Task A4_a_link_for_one_takes_one_and_is_free_again_when_they_were_not_let_in()
    {
        var (board, _) = await server.Meeting();
        var token = await server.Invite(board, uses: 1);
        using var phone = server.NewBrowser();
        using var late = server.NewBrowser();
        var open = await late.Get("/join/" + token);
        await phone.Join(token, "Kev Marsh", "grandparent");

        foreach (var page in new[] { await late.Get("/join/" + token), await late.Send(open, "join", ("Name", "Sam"), ("Who", "dad")) })
        {
            Assert.Equal(410, page.Status);
            Assert.Contains("This link has been used", page.Text, StringComparison.Ordinal);
        }

        await server.AsksAsTheChair(board, new Decline((await server.Waiting(board)).Single().Id));
        Assert.StartsWith("/wait/", (await late.Join(token, "Sam", "dad")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B5_past_the_bound_nobody_more_waits_and_is_told_kindly()
    {
        var (board, token) = await server.Meeting();
        for (var i = 0; i < AdmissionBounds.WaitingByALink; i++)
        {
            using var phone = server.NewBrowser();
            Assert.Equal(302, (await phone.Join(token, $"Guest {i}", "friend")).Status);
        }

        using var late = server.NewBrowser();
        var full = await late.Join(token, "Kev Marsh", "friend");
        Assert.Equal(503, full.Status);
        Assert.Contains("Very many people wait to come in", full.Text, StringComparison.Ordinal);
        Assert.Equal("Kev Marsh", full.ValueOf("name"));
        Assert.Equal(AdmissionBounds.WaitingByALink, (await server.Waiting(board)).Count);

        // Whoever was invited by name has a place all the same, and so has whoever comes by another link.
        using var nan = server.NewBrowser();
        var hers = await nan.Get("/join/" + await server.Invite(board, name: "Nan Marsh", who: "nan"));
        Assert.Equal(302, (await nan.Send(hers, "join", ("Name", "Nan Marsh"), ("OwnWords", "nan"))).Status);
        using var priya = server.NewBrowser();
        Assert.Equal(302, (await priya.Join(await server.Invite(board, Role.Professional), "Priya Nair", "social-worker")).Status);
    }
}
