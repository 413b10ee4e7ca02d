using MappingBoard.Server.Identity.Staff;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Staff;

public sealed class SignInLogPrivacyTests(SignInServer server) : IClassFixture<SignInServer>
{
    [Fact]
    public async Task At_the_most_talkative_level_the_log_does_not_say_who_signed_in()
    {
        using var walk = server.NewWalk();
        var asked = await walk.Begin("/start");
        var back = await walk.Choose(asked, "ada");
        await walk.Return(back);
        using var browser = server.NewBrowser();
        browser.SetCookie("mb-staff", walk.StaffCookie!);
        var board = await browser.StartBoard("Unmistakabletitle");
        await browser.Send(await browser.Get("/meetings"), "open", ("Board", board));
        await browser.Post("/sign-out", [.. (await browser.Get("/")).HiddenFieldsOf("/sign-out").Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var refused = server.NewWalk();
        await refused.SignIn("cleo");
        await refused.Get("/sign-in/back?state=x&code=unmistakablecode&error=unmistakableerror&error_description=Unmistakable");

        Assert.Contains(server.Log, line => line.Contains("A member of staff signed in", StringComparison.Ordinal));
        Assert.Contains(server.Log, line => line.Contains("A member of staff signed out", StringComparison.Ordinal));
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Query);
        string[] secrets =
        [
            "Ada Chair", "8f3c-ada", "Cleo", "77aa-cleo", "Unmistakable", walk.StaffCookie!, query["code"].ToString(), query["state"].ToString(),
            StaffMember.KeyOf(server.Provider.Address.AbsoluteUri, "8f3c-ada"), MappingBoard.TestSupport.SignIn.TestProvider.ClientSecret,
        ];
        Assert.All(server.Log, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase)));
    }
}
