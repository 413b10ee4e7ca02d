using System.Xml.Linq;
using MappingBoard.Server.Access;
using MappingBoard.Server.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Access;

public sealed class InvitationsTests(InvitationsTests.ServerWithClock server) : IClassFixture<InvitationsTests.ServerWithClock>
{
    private static readonly Uri Origin = new("https://board.example/");

    private IInvitations Invitations => server.Services.GetRequiredService<IInvitations>();

    [Fact]
    public async Task Only_the_hash_of_the_token_is_kept()
    {
        var (board, by) = await Meeting();
        var invitation = await Invitations.Create(board, by, Origin, TestContext.Current.CancellationToken);
        var token = invitation.Path["join/".Length..];
        var kept = await server.Services.GetRequiredService<IInvitationStore>().Find(InvitationToken.HashOf(token)!, TestContext.Current.CancellationToken);
        Assert.Equal((board, by), (kept!.Board, kept.CreatedBy));
        Assert.DoesNotContain(token, kept.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_link_leads_to_its_board_until_it_expires()
    {
        var (board, by) = await Meeting();
        var token = (await Invitations.Create(board, by, Origin, TestContext.Current.CancellationToken)).Path["join/".Length..];
        Assert.Equal(new InvitedTo(board, by), await Invitations.Find(token.ToUpperInvariant(), TestContext.Current.CancellationToken));

        server.Time.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Invitations.Find(token, TestContext.Current.CancellationToken));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Invitations.Find(token, TestContext.Current.CancellationToken));
        using var phone = server.NewBrowser();
        Assert.Equal(410, (await phone.Get("/join/" + token)).Status);
    }

    [Fact]
    public async Task The_QR_code_is_a_picture_and_nothing_else()
    {
        var (board, by) = await Meeting();
        var picture = XElement.Parse((await Invitations.Create(board, by, Origin, TestContext.Current.CancellationToken)).QrSvg);
        Assert.Equal("svg", picture.Name.LocalName);
        Assert.NotNull(picture.Attribute("viewBox"));
        Assert.All(picture.Descendants(), e => Assert.Contains(e.Name.LocalName, new[] { "rect", "path", "g" }));
        Assert.DoesNotContain(picture.DescendantsAndSelf().SelectMany(e => e.Attributes()), a => a.Name.LocalName == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    private async Task<(string Board, string By)> Meeting()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        return (board, (await server.Board(board)).Participants[0].Id);
    }

    public sealed class ServerWithClock : RunningServer
    {
        public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

        protected override void Change(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);
    }
}
