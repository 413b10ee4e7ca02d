using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>A whole meeting's doors with everything in Cosmos DB, over two servers that share it.</summary>
public sealed class CosmosMeetingTests(CosmosMeetingTests.TwoServers servers) : IClassFixture<CosmosMeetingTests.TwoServers>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A10_somebody_is_invited_asks_is_let_in_comes_and_is_sent_out_and_the_log_says_all_of_it_once()
    {
        var (here, there) = (servers.Here, servers.There);
        using var chair = here.NewBrowser();
        var board = await chair.StartBoard();
        await chair.Get("/b/" + board);
        var token = await here.Invite(board, name: "Kev Marsh");

        using var phone = here.NewBrowser();
        Assert.Contains("Kev Marsh", (await phone.Get("/join/" + token)).Html, StringComparison.Ordinal);
        var wait = (await phone.Join(token, "Kev Marsh", "relative")).Location!;
        using var late = there.NewBrowser();
        Assert.Equal(410, (await late.Get("/join/" + token)).Status);

        var asks = Assert.Single(await there.Waiting(board));
        Assert.Equal("Kev Marsh", asks.Name);
        Assert.IsType<AdmissionDone>(await here.AsksAsTheChair(board, new Admit(asks.Id)));
        Assert.Equal("/b/" + board, (await phone.Get(wait)).Location);
        Assert.Equal(200, (await phone.Get("/b/" + board)).Status);
        Assert.Equal(200, (await chair.Get("/b/" + board)).Status);
        await Server.Tests.Transports.Waits.For(() => Lines(here, board), seen => seen.Count(l => l.What == AccessKind.Opened) == 3);

        await here.SendsOut(board, asks.Participant);
        Assert.Equal(403, (await phone.Get("/b/" + board)).Status);

        var lines = await Lines(there, board);
        Assert.Equal(
            [
                AccessKind.Started, AccessKind.Joined, AccessKind.Opened, AccessKind.Invited, AccessKind.Asked, AccessKind.LetIn,
                AccessKind.Joined, AccessKind.Opened, AccessKind.Opened, AccessKind.SentOut,
            ],
            lines.Reverse().Select(l => l.What));
        Assert.Equal(lines, await Lines(here, board));
        Assert.Contains("let in Kev Marsh, as family", (await chair.Get($"/b/{board}/access-log")).Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Kev Marsh", token, token.Replace("-", "", StringComparison.Ordinal), CosmosDouble.Key, board })
            Assert.DoesNotContain(here.Log.Concat(there.Log), line => line.Contains(secret, StringComparison.OrdinalIgnoreCase) && !line.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Empty(servers.Account.Refused);
    }

    [Fact]
    public async Task A4_a_code_that_one_server_made_leads_into_the_meeting_at_the_other_and_a_revoked_one_nowhere()
    {
        using var chair = servers.Here.NewBrowser();
        var board = await chair.StartBoard();
        var made = await servers.Here.MakeInvitation(board, new(Shared.Model.Role.Family, servers.Here.Address.AbsoluteUri));
        var code = Assert.IsType<CodeMade>(await servers.Here.AsksAsTheChair(board, new MakeCode(made.Invitation.Id)));
        Assert.Equal(Server.Admission.Codes.CodeOutcome.Leads, (await Try(code.Code)).Outcome);
        Assert.Equal(made.Invitation.Id, (await Try(code.Code)).Invitation!.Id);
        Assert.IsType<AdmissionDone>(await servers.There.AsksAsTheChair(board, new RevokeInvitation(made.Invitation.Id)));
        Assert.Equal(Server.Admission.Codes.CodeOutcome.LeadsNowhere, (await Try(code.Code)).Outcome);
        Assert.Empty(servers.Account.Refused);

        Task<(Server.Admission.Codes.CodeOutcome Outcome, IssuedInvitation? Invitation)> Try(string typed) =>
            servers.There.Services.GetRequiredService<Server.Admission.Codes.SpokenCodes>().Try(typed, null, Cancel);
    }

    [Fact]
    public async Task Who_was_not_answered_goes_and_their_names_are_destroyed_whichever_server_sweeps()
    {
        using var chair = servers.Here.NewBrowser();
        var board = await chair.StartBoard();
        using var phone = servers.There.NewBrowser();
        var wait = (await phone.Join(await servers.Here.Invite(board), "Rhea Nobody", "friend")).Location!;
        Assert.IsType<AdmissionDone>(await servers.Here.AsksAsTheChair(board, new Decline(wait["/wait/".Length..])));
        Assert.Contains(servers.Account.All(board), d => d.GetRawText().Contains("Rhea Nobody", StringComparison.Ordinal));

        var room = servers.There.Services.GetRequiredService<ILobbyStore>();
        await room.ForgetNames(DateTimeOffset.UtcNow.AddMinutes(1), Cancel);
        Assert.DoesNotContain(servers.Account.All(board), d => d.GetRawText().Contains("Rhea Nobody", StringComparison.Ordinal));
        Assert.Contains(await Lines(servers.Here, board), l => l.What == AccessKind.Declined);
        Assert.Empty(servers.Account.Refused);
    }

    [Fact]
    public async Task K1_K3_a_meeting_is_on_the_list_of_both_servers_until_one_of_them_destroys_it()
    {
        var (here, there) = (servers.Here, servers.There);
        using var chair = here.NewBrowser();
        var board = await chair.StartBoard("Unmistakable title");
        await here.AsTheChair(board, new HoldBoard());
        await here.AsTheChair(board, new LockBoard());
        foreach (var server in new[] { here, there })
        {
            await Server.Tests.Transports.Waits.For(() => Listed(server, board), seen => seen is { Title: "Unmistakable title", LockedAt: not null });
            // Both have it open.
            Assert.True((await server.Board(board)).IsLocked);
        }

        var standing = (await there.Services.GetRequiredService<IRetentionStore>().Read(board, Cancel))!;
        var destroyed = await here.Services.GetRequiredService<IRetentionStore>().Destroy(new(board, DateTimeOffset.UtcNow, "2033/114"), standing.Hash, Cancel);
        Assert.Equal(standing.Hash, destroyed.Proof!.Hash);

        foreach (var server in new[] { there, here })
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.AsTheChair(board, new AddAddendum(Random.Shared.Id(), "Too late")));
            Assert.Null(await server.Services.GetRequiredService<RoomDirectory>().Read(board, Cancel));
            await Server.Tests.Transports.Waits.For(() => Listed(server, board), seen => seen is null);
        }

        Assert.Equal(403, (await chair.Get("/b/" + board)).Status);
        Assert.DoesNotContain(servers.Account.Everything(), document => document.GetRawText().Contains("Unmistakable title", StringComparison.Ordinal));
        Assert.Empty(servers.Account.Refused);
    }

    private static async Task<MeetingSummary?> Listed(RunningServer server, string board) =>
        (await server.Services.GetRequiredService<IMeetingIndex>().Read([board], Cancel)).SingleOrDefault();

    private static async Task<IReadOnlyList<AccessEntry>> Lines(RunningServer server, string board) =>
        [.. (await server.Services.GetRequiredService<IAccessLog>().Read(board, null, 1000, Cancel)).Select(l => l.Entry)];

    public sealed class TwoServers : IAsyncLifetime
    {
        private readonly TestSupport.TempFolder _folder = new();
        private CosmosDoubleServer? _network;

        public CosmosDouble Account { get; } = new();

        public RunningServer Here { get; private set; } = null!;

        public RunningServer There { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            CosmosDouble.PlanQueriesInProcess();
            _network = await CosmosDoubleServer.Start(Account);
            Here = await Start();
            There = await Start();
        }

        public async ValueTask DisposeAsync()
        {
            await Here.DisposeAsync();
            await There.DisposeAsync();
            await _network!.DisposeAsync();
            _folder.Dispose();
        }

        private async Task<RunningServer> Start()
        {
            var server = new OnCosmos(_network!.Address, _folder["keys"]);
            await server.InitializeAsync();
            return server;
        }
    }

    /// <summary>A server whose boards and doors lie in Cosmos DB; the folder holds the keys of its cookies.</summary>
    private sealed class OnCosmos(Uri endpoint, string folder) : RunningServer
    {
        protected override string[] Settings =>
        [
            "--Storage:Kind=cosmos", $"--Storage:Path={folder}", $"--Storage:Cosmos:Endpoint={endpoint}",
            $"--Storage:Cosmos:Key={CosmosDouble.Key}", "--Storage:Cosmos:CreateContainer=true",
            "--Listing:Every=00:00:00.2",
        ];
    }
}
