using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>A log follows a board through its life and names nobody.</summary>
public sealed class LogPrivacyTests
{
    [Fact]
    public async Task Nothing_personal_is_in_the_log_whatever_happens()
    {
        var log = new LogRecorder();
        await using var bench = await HubBench.Start(builder => builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddProvider(log));
        var (ada, ben) = (bench.InABrowser("Ada"), bench.OnACircuit("Ben"));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        bench.Store.Script(StoreFault.Before, StoreFault.After);
        await ada.Does(RoomBench.Note("a secret that a child told"));
        await ben.Sees("a secret that a child told");
        await ada.Connection.Resume();
        var raw = await bench.Raw("Ada");
        await raw.Enter(bench.Board, SeededIds.Named("raw"));
        await raw.Send("""{"type":1,"target":"Submit","arguments":["another secret"]}""");
        await raw.Next<Unreadable>();
        var chair = bench.InABrowser("chair");
        await chair.IsIn();
        var link = Assert.IsType<InvitationMade>(await chair.Connection.Ask(new MakeInvitation(Role.Family, bench.Address.AbsoluteUri, Name: "Unmistakable guest")));
        var code = Assert.IsType<CodeMade>(await chair.Connection.Ask(new MakeCode(link.Invitation.Id)));
        var device = Assert.IsType<DeviceLinkMade>(await ben.Connection.Ask(new LinkDevice(bench.Address.AbsoluteUri)));
        await ben.Does(new LeaveBoard());
        await ben.Is(LinkState.Ended);
        var cookie = bench.CookieOf("Ada").Split('=')[1];
        await bench.DisposeAsync();

        var text = string.Join('\n', log.Lines);
        Assert.Contains("Room " + bench.Board[..8] + " opened", text, StringComparison.Ordinal);
        Assert.Contains("Room " + bench.Board[..8] + " closed", text, StringComparison.Ordinal);
        Assert.Contains("the store does not answer", text, StringComparison.Ordinal);
        string[] personal =
        [
            "secret", "Practice family", bench.Board, ada.Participant, ben.Participant, ada.Replica.Id, ben.Replica.Id,
            SeededIds.Named("raw"), link.Path, link.Path.Split('/')[^1], code.Code, device.Path.Split('/')[^1], "Unmistakable", cookie,
        ];
        Assert.All(personal, p => Assert.DoesNotContain(p, text, StringComparison.OrdinalIgnoreCase));

        // Three letters may stand within a key's random id, which is nobody's name.
        Assert.DoesNotMatch("(?i)(?<![a-z0-9])(Ada|Ben)(?![a-z0-9])", text);
    }
}
