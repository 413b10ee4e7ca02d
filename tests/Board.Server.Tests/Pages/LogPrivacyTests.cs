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
        await phone.Join(token, "Unmistakablename", "else");
        await phone.Send(await phone.Get("/join/" + token), "join", ("Name", "Unmistakablename"), ("Who", "else"), ("OwnWords", "Unmistakablewho"));
        await phone.Get("/join/" + token);
        await phone.Get("/b/" + board);
        await phone.Get("/no-page?token=" + token);
        await phone.Post("/join/" + token, KeyValuePair.Create("_handler", "join"), KeyValuePair.Create("Name", "Unmistakablename"));
        await phone.Send(await phone.Get("/leave/" + board), "leave");

        Assert.NotEmpty(server.Log);
        string[] secrets = [token, token[..11], "Unmistakable", .. chair.CookieValues.Values, .. phone.CookieValues.Values];
        Assert.All(server.Log, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase)));
    }
}
