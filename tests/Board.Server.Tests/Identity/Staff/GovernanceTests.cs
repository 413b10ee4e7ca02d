using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.TestSupport.Boards;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

/// <summary>Information governance looks after who opened what, and sees nothing of what was said (A10).</summary>
public sealed class GovernanceTests(SignInServer server) : IClassFixture<SignInServer>
{
    [Fact]
    public async Task A10_who_signed_in_as_information_governance_reads_the_access_log_and_takes_it_along_which_is_noted()
    {
        using var ada = await server.SignedIn();
        using var ben = await server.SignedIn("ben");
        var board = await ada.StartBoard("Wren and Rowan", "Ada Chair");

        var read = await ben.Get($"/b/{board}/access-log");
        Assert.Equal(200, read.Status);
        Assert.Contains("Ada Chair (chair) started the meeting", read.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await ben.Get($"/b/{board}/access-log.csv")).Status);

        var lines = await server.Services.GetRequiredService<IAccessLog>().Read(board, null, 100, TestContext.Current.CancellationToken);
        var exported = Assert.Single(lines, l => l.Entry.What == AccessKind.Exported).Entry;
        Assert.Null(exported.By);
        Assert.StartsWith("this list (officer ", exported.Detail, StringComparison.Ordinal);
        Assert.Contains("Information governance exported this list (officer ", (await ada.Get($"/b/{board}/access-log")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V6_the_role_opens_neither_the_map_nor_the_list_of_what_others_started()
    {
        using var ada = await server.SignedIn();
        using var ben = await server.SignedIn("ben");
        var board = await ada.StartBoard("Ada's alone", "Ada Chair");
        Assert.Equal(403, (await ben.Get("/b/" + board)).Status);
        Assert.DoesNotContain("Ada's alone", (await ben.Get("/meetings")).Text, StringComparison.Ordinal);
        Assert.Contains("Ada's alone", (await ada.Get("/meetings")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A10_staff_without_the_role_read_nothing_and_neither_does_anybody_else()
    {
        using var ben = await server.SignedIn("ben");
        var board = await ben.StartBoard("Wren and Rowan", "Olga Lead");
        using var colleague = await server.SignedIn();
        using var stranger = server.NewBrowser();
        foreach (var browser in new[] { colleague, stranger })
        {
            foreach (var path in new[] { $"/b/{board}/access-log", $"/b/{board}/access-log.csv" })
            {
                var refused = await browser.Get(path);
                Assert.Equal(403, refused.Status);
                Assert.DoesNotContain("Olga Lead", refused.Html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task K3_of_a_destroyed_map_governance_reads_what_stays_and_nobody_else_anything()
    {
        using var ada = await server.SignedIn();
        using var ben = await server.SignedIn("ben");
        var board = await ada.StartBoard("Unmistakable title", "Ada Chair");
        var chair = (await server.Board(board)).Participants[0].Id;
        Assert.Equal(200, (await ada.Get($"/b/{board}/access-log")).Status);
        var proof = (await server.Services.GetRequiredService<IRetentionStore>().Destroy(
            new(board, new(2033, 3, 4, 12, 0, 0, TimeSpan.Zero), "2033/114"),
            hash: null,
            TestContext.Current.CancellationToken)).Proof!;
        // Its room, which is open here, learns of it by the next thing that anybody does.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.AsTheChair(board, new HoldBoard()));
        await Waits.For(() => server.Services.GetRequiredService<RoomDirectory>().ReadIfOpen(board), open => open is null);

        var read = await ben.Get($"/b/{board}/access-log");
        Assert.Equal(200, read.Status);
        Assert.Contains("The map was destroyed on Friday 4 March 2033", read.Text, StringComparison.Ordinal);
        Assert.Contains("The map was destroyed: 2033/114", read.Text, StringComparison.Ordinal);
        Assert.Contains(proof.Hash, read.Text, StringComparison.Ordinal);
        Assert.Contains($"Somebody ({chair[..4]}) started the meeting", read.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "Ada Chair", "Unmistakable", "Back to the map" }) Assert.DoesNotContain(word, read.Html, StringComparison.Ordinal);
        Assert.Contains("2033/114", (await ben.Get($"/b/{board}/access-log.csv")).Html, StringComparison.Ordinal);

        using var stranger = server.NewBrowser();
        foreach (var path in new[] { $"/b/{board}", $"/b/{board}/access-log" })
        {
            Assert.Equal(403, (await ada.Get(path)).Status);
            var nowhere = await stranger.Get(path.Replace(board, Random.Shared.Id(), StringComparison.Ordinal));
            Assert.Equal((nowhere.Status, nowhere.Text), (403, (await stranger.Get(path)).Text));
        }

        Assert.DoesNotContain("Unmistakable title", (await ada.Get("/meetings")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A10_for_a_board_that_there_is_not_governance_gets_the_same_answer_as_anybody()
    {
        using var ben = await server.SignedIn("ben");
        using var stranger = server.NewBrowser();
        var path = $"/b/{Random.Shared.Id()}/access-log";
        var (one, other) = (await ben.Get(path), await stranger.Get(path));
        Assert.Equal((403, 403), (one.Status, other.Status));
    }
}
