using System.Xml.Linq;
using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Language;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Server.Tests.Admission;

public sealed class InvitationsTests(InvitationsTests.ServerWithClock server) : IClassFixture<InvitationsTests.ServerWithClock>
{
    private const string Origin = "https://board.example/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private InvitationIssuer Invitations => server.Services.GetRequiredService<InvitationIssuer>();

    [Fact]
    public async Task A4_only_the_hash_of_the_token_is_kept()
    {
        var board = await Meeting();
        var made = await server.MakeInvitation(board, new(Role.Family, Origin));
        var kept = await server.Services.GetRequiredService<IInvitationStore>().Find(InvitationToken.HashOf(TokenOf(made))!, Cancel);
        Assert.Equal((board, made.Invitation.Id), (kept!.Board, kept.Id));
        Assert.DoesNotContain(TokenOf(made), kept.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, 14 * 24)]
    [InlineData(12, 12)]
    [InlineData(3 * 24, 3 * 24)]
    [InlineData(AdmissionBounds.Hours, AdmissionBounds.Hours)]
    public async Task A4_a_link_leads_to_its_board_until_it_expires(int? asked, int hours)
    {
        var board = await Meeting();
        var made = await server.MakeInvitation(board, new(Role.Family, Origin, Hours: asked));
        Assert.Equal(server.Time.GetUtcNow().AddHours(hours), made.Invitation.Until);
        Assert.Equal(board, (await Invitations.Find(TokenOf(made).ToUpperInvariant(), Cancel))!.Board);

        server.Time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Invitations.Find(TokenOf(made), Cancel));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Invitations.Find(TokenOf(made), Cancel));
        using var phone = server.NewBrowser();
        Assert.Equal(410, (await phone.Get("/" + made.Path)).Status);
    }

    [Fact]
    public async Task A_link_for_one_person_is_for_one_use_and_a_link_for_a_role_for_any_number()
    {
        var board = await Meeting();
        Assert.Null((await server.MakeInvitation(board, new(Role.Professional, Origin))).Invitation.Uses);
        Assert.Equal(1, (await server.MakeInvitation(board, new(Role.Professional, Origin, Name: "Priya"))).Invitation.Uses);
        Assert.Equal(2, (await server.MakeInvitation(board, new(Role.Professional, Origin, Name: "Priya", Uses: 2))).Invitation.Uses);
    }

    [Fact]
    public async Task The_QR_code_is_a_picture_and_nothing_else()
    {
        var picture = XElement.Parse((await server.MakeInvitation(await Meeting(), new(Role.Family, Origin))).QrSvg);
        Assert.Equal("svg", picture.Name.LocalName);
        Assert.NotNull(picture.Attribute("viewBox"));
        Assert.All(picture.Descendants(), e => Assert.Contains(e.Name.LocalName, new[] { "rect", "path", "g" }));
        Assert.DoesNotContain(picture.DescendantsAndSelf().SelectMany(e => e.Attributes()), a => a.Name.LocalName == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    public static TheoryData<string, MakeInvitation> Refused => new()
    {
        { "not-a-role-to-invite", new(Role.Chair, Origin) },
        { "not-a-role-to-invite", new((Role)17, Origin) },
        { "not-a-role-to-invite", new(Role.Family, Origin, TestCircles.Staff) },
        { "not-a-role-to-invite", new(Role.Professional, Origin, TestCircles.Family) },
        { "not-a-role-to-invite", new(Role.Observer, Origin, CircleSet.Of("nobody")) },
        { "number-out-of-range", new(Role.Family, Origin, Uses: 0) },
        { "number-out-of-range", new(Role.Family, Origin, Uses: -1) },
        { "number-out-of-range", new(Role.Family, Origin, Uses: AdmissionBounds.Uses + 1) },
        { "number-out-of-range", new(Role.Family, Origin, Hours: 0) },
        { "number-out-of-range", new(Role.Family, Origin, Hours: AdmissionBounds.Hours + 1) },
        { "number-out-of-range", new(Role.Family, Origin, Hours: int.MaxValue) },
        { "blank", new(Role.Family, Origin, Name: " ") },
        { "too-long", new(Role.Family, Origin, Name: new string('a', Bounds.Line + 1)) },
        { "bad-text", new(Role.Family, Origin, Name: "Kev\nMarsh") },
        { "bad-text", new(Role.Family, Origin, Who: "a \u0007 bell") },
        { "malformed", new(Role.Family, "javascript:alert(1)") },
        { "malformed", new(Role.Family, "not an address") },
        { "malformed", new(Role.Family, "") },
        { "malformed", new(Role.Family, "https://board.example/" + new string('a', 500)) },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task B5_what_cannot_be_invited_is_refused_with_a_sentence_and_nothing_is_made(string code, MakeInvitation wish)
    {
        var board = await Meeting();
        var refused = Assert.IsType<AdmissionRefused>(await server.AsksAsTheChair(board, wish));
        Assert.Equal(code, refused.Code);
        Assert.NotEmpty(refused.Sentence());
        Assert.Empty(Assert.IsType<InvitationList>(await server.AsksAsTheChair(board, new ListInvitations())).Invitations);
    }

    [Fact]
    public async Task B5_past_the_bound_no_more_invitations_are_made_until_some_are_taken_back()
    {
        var board = await Meeting();
        InvitationMade last = null!;
        for (var i = 0; i < AdmissionBounds.Invitations; i++) last = await server.MakeInvitation(board, new(Role.Family, Origin));
        Assert.Equal("too-many-invitations", Assert.IsType<AdmissionRefused>(await server.AsksAsTheChair(board, new MakeInvitation(Role.Family, Origin))).Code);
        await server.AsksAsTheChair(board, new RevokeInvitation(last.Invitation.Id));
        await server.MakeInvitation(board, new(Role.Family, Origin));
    }

    [Fact]
    public async Task The_list_holds_what_can_be_opened_with_how_many_came_and_says_no_link_again()
    {
        var board = await Meeting();
        var first = await server.MakeInvitation(board, new(Role.Family, Origin, Hours: 12));
        server.Time.Advance(TimeSpan.FromTicks(1));
        var second = await server.MakeInvitation(board, new(Role.Observer, Origin, TestCircles.Staff, "Bea Lowe", "advocate"));
        using var phone = server.NewBrowser();
        await phone.Join(TokenOf(first), "Kev", "dad");

        var list = Assert.IsType<InvitationList>(await server.AsksAsTheChair(board, new ListInvitations())).Invitations;
        Assert.Equal([second.Invitation.Id, first.Invitation.Id], list.Select(i => i.Id));
        Assert.Equal((Role.Observer, TestCircles.Staff, "Bea Lowe", 0), (list[0].Role, list[0].Circles, list[0].Name, list[0].Used));
        Assert.Equal(1, list[1].Used);
        Assert.DoesNotContain(TokenOf(first), list.ToString(), StringComparison.Ordinal);

        server.Time.Advance(TimeSpan.FromHours(12));
        Assert.Equal([second.Invitation.Id], Assert.IsType<InvitationList>(await server.AsksAsTheChair(board, new ListInvitations())).Invitations.Select(i => i.Id));
    }

    [Fact]
    public async Task Names_in_invitations_that_are_over_are_destroyed_after_a_day()
    {
        var board = await Meeting();
        var made = await server.MakeInvitation(board, new(Role.Family, Origin, Name: "Kev Marsh", Who: "uncle", Hours: 12));
        var store = server.Services.GetRequiredService<IInvitationStore>();
        await store.ForgetNames(server.Time.GetUtcNow().AddHours(11), Cancel);
        Assert.Equal(("Kev Marsh", "uncle"), await Names());
        await store.ForgetNames(server.Time.GetUtcNow().AddHours(13), Cancel);
        Assert.Equal((null, null), await Names());

        async Task<(string?, string?)> Names() => await store.FindById(made.Invitation.Id, Cancel) is { } kept ? (kept.Name, kept.Who) : throw new InvalidOperationException("It is gone.");
    }

    private static string TokenOf(InvitationMade made) => made.Path["join/".Length..];

    private async Task<string> Meeting()
    {
        using var chair = server.NewBrowser();
        return await chair.StartBoard();
    }

    public sealed class ServerWithClock : RunningServer
    {
        public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

        protected override void Change(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);
    }
}
