using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.Server.Tests.Identity.Staff;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>G1: pages about a board whose log this server cannot read say so, and are kept from nobody who does not need the board.</summary>
public sealed class UnreadableBoardTests(UnreadableBoardTests.ServerOfOldBoards server) : IClassFixture<UnreadableBoardTests.ServerOfOldBoards>
{
    [Theory]
    [InlineData(true, "This service is just being renewed")]
    [InlineData(false, "This map cannot be opened at the moment")]
    public async Task G1_every_page_about_it_says_what_is_the_matter_and_information_governance_reads_who_opened_it(bool isNewer, string said)
    {
        using var ada = await server.SignedIn();
        using var ben = await server.SignedIn("ben");
        var board = await ada.StartBoard("Unmistakable title", "Ada Chair");
        var chair = (await server.Board(board)).Participants[0].Id;
        var rooms = server.Services.GetRequiredService<RoomDirectory>();
        await Waits.For(() => rooms.ReadIfOpen(board), open => open is null);
        server.Unreadable[board] = isNewer ? new NewerLogException(board, 1) : new DamagedLogException(board, 1, "is not there");

        foreach (var path in new[] { $"/b/{board}", $"/b/{board}/access-log" })
        {
            var page = await ada.Get(path);
            Assert.Equal(503, page.Status);
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Something went wrong", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(board, page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(503, (await ada.Get($"/b/{board}/access-log.csv")).Status);
        foreach (var path in new[] { $"/b/{board}/access-log", $"/b/{board}/access-log.csv" })
        {
            var read = await ben.Get(path);
            Assert.Equal(200, read.Status);
            Assert.Contains($"Somebody ({chair[..4]}) started the meeting", read.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Ada Chair", read.Html, StringComparison.Ordinal);
        }

        using var stranger = server.NewBrowser();
        foreach (var path in new[] { $"/b/{board}", $"/b/{board}/access-log", $"/b/{board}/access-log.csv" })
        {
            var (there, nowhere) = (await stranger.Get(path), await stranger.Get(path.Replace(board, Random.Shared.Id(), StringComparison.Ordinal)));
            Assert.Equal((nowhere.Status, nowhere.Text), (there.Status, there.Text));
        }
    }

    public sealed class ServerOfOldBoards : SignInServer
    {
        /// <summary>What is thrown for a board.</summary>
        public Dictionary<string, UnreadableLogException> Unreadable { get; } = new(StringComparer.Ordinal);

        protected override string[] Settings => [.. base.Settings, "--Rooms:IdleTime=00:00:01"];

        protected override void Change(IServiceCollection services) =>
            services.AddSingleton<IBoardStore>(s => Breaking.Around<IBoardStore>(
                ActivatorUtilities.CreateInstance<SqliteBoardStore>(s),
                (_, args) => args is [string board, ..] ? Unreadable.GetValueOrDefault(board) : null));
    }
}
