using System.Text.RegularExpressions;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>The page of those who wait.</summary>
public sealed class WaitTests(WaitTests.ServerWithClock server) : IClassFixture<WaitTests.ServerWithClock>
{
    [Fact]
    public async Task A7_whoever_waits_reads_that_they_need_do_nothing_and_learns_nothing_of_the_meeting()
    {
        var (board, phone, wait) = await Waits();
        var page = await phone.Get(wait);
        Assert.Equal(200, page.Status);
        Assert.Contains("You are in the right place, Kev Marsh", page.Text, StringComparison.Ordinal);
        Assert.Contains("You need do nothing.", page.Text, StringComparison.Ordinal);
        Assert.Contains("You come in as Kev Marsh , grandparent", page.Text, StringComparison.Ordinal);
        Assert.Contains("<title>Waiting to come in - MappingBoard</title>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"", page.Html, StringComparison.Ordinal);
        foreach (var secret in new[] { "Wren", "Rowan", "Ada", board }) Assert.DoesNotContain(secret, page.Html, StringComparison.Ordinal);
        // The runtime is on the list of what is fetched once the page is idle (js/warm.js), and nowhere else: it delays nothing.
        var list = Regex.Match(page.Html, "<script type=\"application/json\" id=\"warm\">.*?</script>").Value;
        Assert.Contains("_framework/dotnet", list, StringComparison.Ordinal);
        Assert.DoesNotContain("_framework/dotnet", page.Html.Replace(list, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_script_the_page_stops_loading_again_when_it_is_asked_to()
    {
        var (_, phone, wait) = await Waits();
        var still = await phone.Get(wait + "?still=1");
        Assert.DoesNotContain("http-equiv", still.Html, StringComparison.Ordinal);
        Assert.Contains("Look whether I have been let in", still.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_script_that_asks_to_be_told_hears_the_answer_when_it_is_given_and_not_at_its_next_look(bool letIn)
    {
        var (board, phone, wait) = await Waits();
        var held = phone.Get(wait + "/state?hold=true");
        var id = wait["/wait/".Length..];
        await server.AsksAsTheChair(board, letIn ? new Admit(id) : new Decline(id));
        // Sooner than the longest that an answer is held.
        Assert.Equal(letIn ? "LetIn" : "Declined", (await held.WaitAsync(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken)).Html);
    }

    [Fact]
    public async Task The_script_is_told_in_one_word_how_it_stands()
    {
        var (board, phone, wait) = await Waits();
        Assert.Equal("Waiting", (await phone.Get(wait + "/state")).Html);
        await server.AsksAsTheChair(board, new Admit(wait["/wait/".Length..]));
        Assert.Equal("LetIn", (await phone.Get(wait + "/state")).Html);
        Assert.DoesNotContain("mb." + board, phone.CookieValues.Keys);
        Assert.Equal("/b/" + board, (await phone.Get(wait)).Location);
    }

    [Fact]
    public async Task A5_only_the_device_that_asked_sees_how_it_stands_and_only_it_gets_in()
    {
        var (board, phone, wait) = await Waits();
        using var stranger = server.NewBrowser();
        var (other, otherPhone, otherWait) = await Waits();
        stranger.SetCookie("mw." + wait["/wait/".Length..], otherPhone.CookieValues["mw." + otherWait["/wait/".Length..]]);
        foreach (var page in new[] { await stranger.Get(wait), await stranger.Get("/wait/nothing"), await otherPhone.Get(wait) })
        {
            Assert.Equal(403, page.Status);
            Assert.Contains("This device is not waiting for a meeting", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Kev", page.Html, StringComparison.Ordinal);
        }

        Assert.Equal((403, 403), ((await stranger.Get(wait + "/state")).Status, (await stranger.Get("/wait/nothing/state")).Status));
        await server.AsksAsTheChair(board, new Admit(wait["/wait/".Length..]));
        Assert.Equal(403, (await stranger.Get(wait)).Status);
        Assert.DoesNotContain("mb." + board, stranger.CookieValues.Keys);
        Assert.Equal(302, (await phone.Get(wait)).Status);
        Assert.NotEqual(board, other);
    }

    [Fact]
    public async Task Whoever_is_not_let_in_reads_so_kindly_and_what_to_do()
    {
        var (board, phone, wait) = await Waits();
        var open = await phone.Get(wait);
        Assert.IsType<AdmissionDone>(await server.AsksAsTheChair(board, new Decline(wait["/wait/".Length..])));
        // Whether they look, or do not want to wait any more at the same moment.
        foreach (var page in new[] { await phone.Get(wait), await phone.Send(open, "withdraw") })
        {
            Assert.Equal(200, page.Status);
            Assert.Contains("You were not let in this time", page.Text, StringComparison.Ordinal);
            Assert.Contains("What you can do:", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("http-equiv", page.Html, StringComparison.Ordinal);
        }

        Assert.Single((await server.Board(board)).Participants);
    }

    [Fact]
    public async Task Whoever_no_longer_wants_to_wait_is_gone_from_the_chairs_list_and_can_come_again()
    {
        var (board, phone, wait) = await Waits();
        var gone = await phone.Send(await phone.Get(wait), "withdraw");
        Assert.Contains("You are not waiting any more", gone.Text, StringComparison.Ordinal);
        Assert.Empty(await server.Waiting(board));
        Assert.Equal("not-waiting", Assert.IsType<AdmissionRefused>(await server.AsksAsTheChair(board, new Admit(wait["/wait/".Length..]))).Code);
        Assert.Single((await server.Board(board)).Participants);
        Assert.Contains("You are not waiting any more", (await phone.Get(wait)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V6_whoever_was_sent_out_is_told_so_and_does_not_get_in_by_waiting_on()
    {
        var (board, phone, wait) = await Waits();
        await server.AsksAsTheChair(board, new Admit(wait["/wait/".Length..]));
        await server.SendsOut(board, (await server.Board(board)).Participants[^1].Id);
        var page = await phone.Get(wait);
        Assert.Equal(200, page.Status);
        Assert.Contains("Your part in this meeting has ended", page.Text, StringComparison.Ordinal);
        Assert.Equal("Over", (await phone.Get(wait + "/state")).Html);
        Assert.DoesNotContain("mb." + board, phone.CookieValues.Keys);
    }

    [Fact]
    public async Task A6_a_decision_that_the_board_has_not_taken_in_yet_is_carried_out_when_the_person_looks()
    {
        var (board, phone, wait) = await Waits();
        var id = wait["/wait/".Length..];
        var request = (await server.Waiting(board)).Single();
        await server.Services.GetRequiredService<ILobbyStore>().Decide(
            id, LobbyState.Admitted, new(board, server.Time.GetUtcNow(), AccessKind.LetIn), TestContext.Current.CancellationToken);
        Assert.Single((await server.Board(board)).Participants);

        var looks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => phone.Get(wait + "/state")));
        Assert.All(looks, look => Assert.Equal("LetIn", look.Html));
        Assert.Equal("/b/" + board, (await phone.Get(wait)).Location);
        Assert.Equal(request.Participant, Assert.Single((await server.Board(board)).Participants.Skip(1)).Id);
        var lines = await server.Services.GetRequiredService<IAccessLog>().Read(board, null, 100, TestContext.Current.CancellationToken);
        Assert.Single(lines, l => l.Entry.What == AccessKind.Joined && l.Entry.Participant == request.Participant);
    }

    [Fact]
    public async Task Names_of_those_who_did_not_come_in_are_destroyed_after_a_day_and_nobody_waits_for_ever()
    {
        var keeper = server.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<ReceptionKeeper>().Single();
        var store = server.Services.GetRequiredService<ILobbyStore>();
        var cancel = TestContext.Current.CancellationToken;
        var (board, _, declined) = await Waits();
        await server.AsksAsTheChair(board, new Decline(declined["/wait/".Length..]));
        var token = await server.Invite(board);
        using var other = server.NewBrowser();
        var waits = (await other.Join(token, "Sam Marsh", "dad")).Location!;

        server.Time.Advance(TimeSpan.FromHours(11));
        await keeper.Sweep(cancel);
        Assert.Equal("Kev Marsh", (await store.Find(declined["/wait/".Length..], cancel))!.Name);
        Assert.Equal("Sam Marsh", Assert.Single(await store.ReadWaiting(board, cancel)).Name);

        server.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        await keeper.Sweep(cancel);
        Assert.Empty(await store.ReadWaiting(board, cancel));
        Assert.Equal(LobbyState.Withdrawn, (await store.Find(waits["/wait/".Length..], cancel))!.State);

        server.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        await keeper.Sweep(cancel);
        foreach (var wait in new[] { declined, waits })
        {
            var gone = (await store.Find(wait["/wait/".Length..], cancel))!;
            Assert.Equal((null, null), (gone.Name, gone.Who));
        }
    }

    private async Task<(string Board, Browser Phone, string Wait)> Waits()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        var phone = server.NewBrowser();
        return (board, phone, (await phone.Join(await server.Invite(board), "Kev Marsh", "grandparent")).Location!);
    }

    public sealed class ServerWithClock : RunningServer
    {
        public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

        protected override void Change(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);
    }
}
