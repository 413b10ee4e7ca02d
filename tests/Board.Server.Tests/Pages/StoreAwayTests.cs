using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class StoreAwayTests(StoreAwayTests.ServerWithoutStore server) : IClassFixture<StoreAwayTests.ServerWithoutStore>
{
    [Fact]
    public async Task B4_a_form_keeps_its_words_while_the_store_is_away_and_goes_through_when_it_is_back()
    {
        using var laptop = server.NewBrowser();
        var form = await laptop.Get("/start");
        (string, string)[] filled = [("Kind", "review"), ("Title", "Wren and Rowan"), ("Name", "Ada Chair"), ("Who", "chair")];

        server.Store.IsAvailable = false;
        var away = await laptop.Send(form, "start", filled);
        Assert.Equal(503, away.Status);
        Assert.Contains("Your words are still here", away.Text, StringComparison.Ordinal);
        Assert.Equal("Wren and Rowan", away.ValueOf("title"));
        Assert.Equal(503, (await laptop.Send(await laptop.Get("/"), "practice")).Status);

        server.Store.IsAvailable = true;
        var back = await laptop.Send(away, "start", filled);
        Assert.Equal(302, back.Status);
    }

    [Fact]
    public async Task What_went_wrong_inside_is_not_told()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        using var laptop = server.NewBrowser();
        var token = await server.Invite(board);
        var form = await laptop.Get("/join/" + token);
        server.Invitations.IsAvailable = false;
        var (read, sent) = (await laptop.Get("/join/" + token), await laptop.Send(form, "join", ("Name", "Kev"), ("Who", "dad")));
        server.Invitations.IsAvailable = true;
        foreach (var page in new[] { read, sent })
        {
            Assert.Equal(500, page.Status);
            Assert.Contains("Something went wrong on our side", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("on fire", page.Html, StringComparison.Ordinal);
        }
    }

    public sealed class ServerWithoutStore : RunningServer
    {
        public MemoryBoardStore Store { get; } = new();

        public FadingInvitations Invitations => (FadingInvitations)Services.GetRequiredService<IInvitationStore>();

        protected override void Change(IServiceCollection services)
        {
            services.AddSingleton<IBoardStore>(Store);
            services.AddSingleton<IInvitationStore>(s => new FadingInvitations(ActivatorUtilities.CreateInstance<SqliteInvitationStore>(s)));
        }
    }

    /// <summary>Invitations that can be away: then nobody finds one.</summary>
    public sealed class FadingInvitations(IInvitationStore there) : IInvitationStore
    {
        public bool IsAvailable { get; set; } = true;

        public Task<bool> Create(IssuedInvitation invitation, AccessEntry entry, CancellationToken cancel) => there.Create(invitation, entry, cancel);

        public Task<IssuedInvitation?> Find(string tokenHash, CancellationToken cancel) =>
            IsAvailable ? there.Find(tokenHash, cancel) : throw new StoreUnavailableException("The disk at /var/lib is on fire.");

        public Task<IssuedInvitation?> FindById(string id, CancellationToken cancel) => there.FindById(id, cancel);

        public Task<IssuedInvitation?> FindByCode(string codeHash, DateTimeOffset now, CancellationToken cancel) => there.FindByCode(codeHash, now, cancel);

        public Task<IReadOnlyList<IssuedInvitation>> ReadOpen(string board, DateTimeOffset now, CancellationToken cancel) => there.ReadOpen(board, now, cancel);

        public Task<bool> Revoke(string id, AccessEntry entry, CancellationToken cancel) => there.Revoke(id, entry, cancel);

        public Task<bool> GiveCode(string id, string codeHash, DateTimeOffset until, AccessEntry entry, CancellationToken cancel) =>
            there.GiveCode(id, codeHash, until, entry, cancel);

        public Task ForgetNames(DateTimeOffset overBefore, CancellationToken cancel) => there.ForgetNames(overBefore, cancel);
    }
}
