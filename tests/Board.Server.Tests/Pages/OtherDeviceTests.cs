using MappingBoard.Server.Admission;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>One more device of somebody who is at the meeting.</summary>
public sealed class OtherDeviceTests(OtherDeviceTests.ServerWithClock server) : IClassFixture<OtherDeviceTests.ServerWithClock>
{
    [Fact]
    public async Task A9_a_link_opens_the_map_on_another_device_as_the_same_person_without_asking_again()
    {
        var (board, kev, path) = await Linked();
        using var laptop = server.NewBrowser();
        var page = await laptop.Get(path);
        Assert.Contains("You will be there as Kev Marsh", page.Text, StringComparison.Ordinal);
        var opened = await laptop.Send(page, "device");
        Assert.Equal("/b/" + board, opened.Location);
        Assert.Contains("Kev Marsh (you)", (await laptop.Get("/b/" + board)).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await server.Board(board)).Participants.Count);
        var lines = (await server.Services.GetRequiredService<IAccessLog>().Read(board, null, 100, TestContext.Current.CancellationToken)).Select(l => l.Entry).ToList();
        Assert.Contains(lines, l => l.What == AccessKind.DeviceLinked && l.Participant == kev);
        Assert.Contains(lines, l => l.What == AccessKind.DeviceLinkMade && l.Participant == kev);
    }

    [Fact]
    public async Task A9_it_works_once_and_looking_at_it_uses_nothing_up()
    {
        var (_, _, path) = await Linked();
        using var laptop = server.NewBrowser();
        using var tablet = server.NewBrowser();
        for (var i = 0; i < 3; i++) await tablet.Get(path);
        var (one, other) = (await laptop.Get(path), await tablet.Get(path));
        Assert.Equal(302, (await laptop.Send(one, "device")).Status);
        foreach (var late in new[] { await tablet.Send(other, "device"), await tablet.Get(path) })
        {
            Assert.Equal(410, late.Status);
            Assert.Contains("This link does not work any more", late.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A9_of_many_who_use_it_at_once_one_gets_in()
    {
        var (_, _, path) = await Linked();
        var devices = Enumerable.Range(0, 8).Select(_ => server.NewBrowser()).ToList();
        var pages = await Task.WhenAll(devices.Select(d => d.Get(path)));
        var used = await Task.WhenAll(devices.Select((d, i) => d.Send(pages[i], "device")));
        Assert.Single(used, u => u.Status == 302);
        devices.ForEach(d => d.Dispose());
    }

    [Fact]
    public async Task A9_it_works_for_ten_minutes_and_only_the_latest_one()
    {
        var (board, kev, first) = await Linked();
        using var laptop = server.NewBrowser();
        server.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await laptop.Get(first)).Status);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(410, (await laptop.Get(first)).Status);

        var second = await Link(board, kev);
        var third = await Link(board, kev);
        Assert.Equal((410, 200), ((await laptop.Get(second)).Status, (await laptop.Get(third)).Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A9_whoever_was_sent_out_or_has_left_opens_nothing_by_it_and_gets_no_other(bool sentOut)
    {
        var (board, kev, path) = await Linked();
        using var laptop = server.NewBrowser();
        var open = await laptop.Get(path);
        if (sentOut) await server.SendsOut(board, kev);
        else Assert.Null(await server.Services.GetRequiredService<RoomDirectory>().Do(board, kev, [new LeaveBoard()], TestContext.Current.CancellationToken));

        Assert.Equal((410, 410), ((await laptop.Get(path)).Status, (await laptop.Send(open, "device")).Status));
        Assert.DoesNotContain("mb." + board, laptop.CookieValues.Keys);
        Assert.Equal("not-here", Assert.IsType<AdmissionRefused>(await Asks(board, kev, new LinkDevice("https://board.example/"))).Code);
    }

    [Fact]
    public async Task A9_a_browser_that_is_there_as_somebody_else_stays_who_it_is()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        using var phone = server.NewBrowser();
        await server.Comes(phone, board, await server.Invite(board), "Kev Marsh", "relative");
        var path = await Link(board, (await server.Board(board)).Participants[^1].Id);
        var page = await chair.Get(path);
        Assert.Equal(409, page.Status);
        Assert.Contains("This device is at the meeting already", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ada Chair (you)", (await chair.Get("/b/" + board)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/device/7kq2m-x9dtp-0hw4n-r8zvb-3jfye")]
    [InlineData("/device/x")]
    public async Task A_link_that_was_never_made_gets_a_kind_answer(string path)
    {
        using var laptop = server.NewBrowser();
        var page = await laptop.Get(path);
        Assert.Equal(410, page.Status);
        Assert.Contains("This link does not work any more", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_no_device_link_and_a_device_link_no_invitation()
    {
        var (board, _, path) = await Linked();
        using var laptop = server.NewBrowser();
        Assert.Equal(410, (await laptop.Get("/device/" + await server.Invite(board))).Status);
        Assert.Equal(410, (await laptop.Get(path.Replace("device", "join", StringComparison.Ordinal))).Status);
    }

    private async Task<(string Board, string Kev, string Path)> Linked()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        using var phone = server.NewBrowser();
        await server.Comes(phone, board, await server.Invite(board), "Kev Marsh", "relative");
        var kev = (await server.Board(board)).Participants[^1].Id;
        return (board, kev, await Link(board, kev));
    }

    private async Task<string> Link(string board, string participant) =>
        "/" + Assert.IsType<DeviceLinkMade>(await Asks(board, participant, new LinkDevice(server.Address.AbsoluteUri))).Path;

    private Task<AdmissionAnswer> Asks(string board, string participant, AdmissionRequest request) =>
        server.Services.GetRequiredService<AdmissionHandler>().Answer(board, participant, request, TestContext.Current.CancellationToken);

    public sealed class ServerWithClock : RunningServer
    {
        public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

        protected override void Change(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);
    }
}
