using System.Text.RegularExpressions;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using MappingBoard.TestSupport.SignIn;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>
/// Staff sign in at a real provider, in a real browser. The provider is at <c>localhost</c> and the server at 127.0.0.1:
/// two sites, so that the browser's rules for cookies between sites hold.
/// </summary>
[Collection(nameof(LaneOne))]
public sealed class SignInTests(Stage stage) : MeetingTest(stage)
{
    private TestProvider _provider = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _provider = await TestProvider.Start();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task S4_a_chair_signs_in_starts_a_mapping_and_is_back_as_its_chair_from_another_browser()
    {
        var server = await SignInServerAsync();
        var chair = await ComesAsync(server, "Ada Chair", Screen.Desk);
        await chair.Page.GotoAsync("/");
        await Assertions.Expect(chair.Page.GetByText("Demonstration")).ToHaveCountAsync(0);
        await SignsInAsync(chair);
        await chair.StartsAsync("Robin and Sky: review");
        await chair.AddsAsync(BoardSection.WorkingWell, "Nan comes every Sunday");

        await chair.Page.GotoAsync("/meetings");
        await Assertions.Expect(chair.Page.GetByRole(AriaRole.Heading, new() { Name = "Robin and Sky: review" })).ToBeVisibleAsync();
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(chair.Page).ToHaveURLAsync(new Uri(server.Address, "/sign-out/done").ToString());
        await Assertions.Expect(chair.Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        // At the provider, too: it asks who it is.
        await chair.Page.GotoAsync("/meetings");
        await Assertions.Expect(chair.Page.GetByRole(AriaRole.Heading, new() { Name = "Who are you?" })).ToBeVisibleAsync();

        var again = await ComesAsync(server, "Ada Again", Screen.Phone);
        await again.Page.GotoAsync("/");
        await SignsInAsync(again);
        await again.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "My meetings" }).ClickAsync();
        await again.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open ?: Robin and Sky: review$") }).ClickAsync();
        await again.IsOnTheMapAsync();
        await again.TurnsToAsync("Working well");
        await again.SeesAsync("Nan comes every Sunday");
        // One person, not two.
        await again.SeesPeopleAsync("Ada Chair");
        await Assertions.Expect(again.Page.Locator("button.people")).ToContainTextAsync("1 ");
        AssertNoErrors();
    }

    private async Task<ServerProcess> SignInServerAsync() =>
        await OwnServerAsync([.. _provider.Settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value))]);

    private static async Task SignsInAsync(Person person)
    {
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Ada Chair" }).ClickAsync();
        await Assertions.Expect(person.Page.GetByText("Signed in as Ada Chair")).ToBeVisibleAsync();
    }
}
