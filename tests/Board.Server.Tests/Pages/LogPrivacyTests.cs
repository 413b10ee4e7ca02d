using MappingBoard.Server.Admission;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class LogPrivacyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task At_the_most_talkative_level_the_log_holds_no_token_no_name_no_title_and_no_cookie()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard("Unmistakabletitle", "Unmistakablechair");
        var token = await server.Invite(board);
        using var phone = server.NewBrowser();
        await phone.Send(await phone.Get("/"), "invited", ("Link", "http://x.example/join/" + token));
        var code = Assert.IsType<CodeMade>(await server.AsksAsTheChair(board, new MakeCode((await server.MakeInvitation(board, new(Role.Family, "http://x.example/", Name: "Unmistakableguest"))).Invitation.Id))).Code;
        await phone.Send(await phone.Get("/"), "invited", ("Link", code));
        await phone.Get("/join");
        await phone.Join(token, "Unmistakablename", "else");
        await phone.Send(await phone.Get("/join/" + token), "join", ("Name", "Unmistakablename"), ("Who", "else"), ("OwnWords", "Unmistakablewho"));
        await phone.Get("/join/" + token);
        var wait = "/wait/" + (await server.Waiting(board)).Single().Id;
        await phone.Get(wait);
        await phone.Get(wait + "/state");
        await server.AsksAsTheChair(board, new Admit((await server.Waiting(board)).Single().Id));
        await phone.Get(wait);
        await phone.Get("/b/" + board);
        var kev = (await server.Board(board)).Participants[^1].Id;
        var device = Assert.IsType<DeviceLinkMade>(await server.Services.GetRequiredService<AdmissionHandler>().Answer(board, kev, new LinkDevice("http://x.example/"), TestContext.Current.CancellationToken)).Path;
        using var laptop = server.NewBrowser();
        await laptop.Send(await laptop.Get("/" + device), "device");
        await chair.Get($"/b/{board}/access-log");
        await chair.Get($"/b/{board}/access-log.csv");
        await phone.Get("/no-page?token=" + token);
        await phone.Post("/join/" + token, KeyValuePair.Create("_handler", "join"), KeyValuePair.Create("Name", "Unmistakablename"));
        await phone.Send(await phone.Get("/leave/" + board), "leave");

        Assert.NotEmpty(server.Log);
        string[] secrets = [token, token[..11], code, device["device/".Length..], "Unmistakable", .. laptop.CookieValues.Values, .. chair.CookieValues.Values, .. phone.CookieValues.Values];
        Assert.All(server.Log, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase)));
    }
}
