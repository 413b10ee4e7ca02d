using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>Who sees and does what, with a chair, a professional and a parent in three browsers.</summary>
[Collection(nameof(LaneTwo))]
public sealed class VisibilityTests(Stage stage) : MeetingTest(stage)
{
    // One word each, so that neither JSON nor the circuit could write them otherwise.
    private const string Secret = "Quillfeather";
    private const string Number = "Marrowbone";
    private const string Public = "Everybody knows that Nan comes on Fridays.";
    private const string Note = $"A call about {Secret} came in.";

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task V2_a_note_for_professionals_only_never_reaches_the_parents_browser_until_it_is_shown(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var worker = await ComesAsync(server, "Priya Nair", Screen.Desk);
        var workers = await Frames.OnAsync(worker.Page);
        await worker.JoinsAsync(await chair.InvitesAsync("Professionals."), "Social worker", chair);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        var mothers = await Frames.OnAsync(mother.Page);
        await mother.JoinsAsync(link, "Mum", chair);

        await chair.AddsForProfessionalsAsync(BoardSection.Worries, Note, "Harm");
        await worker.SeesAsync(Note);
        await Assertions.Expect(worker.Note(Note)).ToContainTextAsync("Professionals only. The family cannot see this.");
        await chair.AddsAsync(BoardSection.Worries, Public, "Harm");
        await mother.SeesAsync(Public);
        Assert.True(workers.Hold(Secret), "The words are not found where they must be: the search is blind.");
        Assert.True(mothers.Hold("Nan comes on Fridays"), "The search is blind on the parent's side.");
        await NothingReachedAsync(mother, mothers);

        // A page that is opened anew: as the server draws it, as it wakes up, and after the line was down.
        var drawn = await (await mother.Page.Context.APIRequest.GetAsync(mother.Page.Url)).TextAsync();
        Assert.Contains("Nan comes on Fridays", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, drawn, StringComparison.Ordinal);
        await mother.Page.ReloadAsync();
        await mother.IsOnTheMapAsync();
        await mother.SeesAsync(Public);
        await NothingReachedAsync(mother, mothers);

        await TurnsAsync(chair, "Show to everyone", "Show to everyone");
        await mother.SeesAsync(Note);
        await Assertions.Expect(chair.Note(Note)).Not.ToContainTextAsync("Professionals only");

        await TurnsAsync(chair, "Take out of the family’s sight", "Take it out of their sight");
        await Assertions.Expect(mother.Note(Note)).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        Assert.DoesNotContain(Secret, await mother.Page.ContentAsync(), StringComparison.Ordinal);
        await worker.SeesAsync(Note);
        AssertNoErrors();
    }

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task V1_numbers_are_their_authors_alone_until_the_chair_reveals_all_of_them(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var chairs = await Frames.OnAsync(chair.Page);
        var worker = await ComesAsync(server, "Priya Nair", Screen.Desk);
        await worker.JoinsAsync(await chair.InvitesAsync("Professionals."), "Social worker", chair);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);

        await mother.JudgesAsync(6, $"I ring {Number} before it gets bad.", "Somebody to ring on a week night.");
        await Assertions.Expect(chair.Page.GetByText("1 of 3 have placed a number")).ToBeVisibleAsync();
        await Assertions.Expect(chair.Page.GetByText("Nobody is told who has placed one.")).ToBeVisibleAsync();
        await Assertions.Expect(mother.Page.GetByText("Yours is placed. Only you see it.")).ToBeVisibleAsync();
        await Assertions.Expect(chair.Page.Locator(".unseen")).Not.ToContainTextAsync("Jo Marsh");
        await Assertions.Expect(worker.Page.GetByRole(AriaRole.Button, new() { Name = "Reveal all numbers" })).ToHaveCountAsync(0);
        await worker.JudgesAsync(3, "It has held for three weeks.", "Six weeks without a call.");
        await Assertions.Expect(chair.Page.GetByText("2 of 3 have placed a number")).ToBeVisibleAsync();
        Assert.False(chairs.Hold(Number), "The chair's browser knew a number's words before the reveal.");
        Assert.DoesNotContain(Number, await chair.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Number, await worker.Page.ContentAsync(), StringComparison.Ordinal);

        await chair.RevealsAsync();
        foreach (var person in new[] { chair, worker, mother })
        {
            await person.TurnsToAsync("Scales");
            await Assertions.Expect(person.Page.GetByText(Number)).ToBeVisibleAsync();
            await Assertions.Expect(person.Page.GetByText("It has held for three weeks.")).ToBeVisibleAsync();
        }

        Assert.True(chairs.Hold(Number), "The words are not found where they must be: the search is blind.");
        AssertNoErrors();
    }

    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task Everybody_is_offered_what_they_may_do_and_nothing_else(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        await chair.AddsAsync(BoardSection.Worries, "Sky was found by the road.", "Harm");
        await chair.AddsAsync(BoardSection.Worries, "We worry that it happens again.", "Danger statements");
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "I was asleep.", "Harm");
        var interpreter = await ComesAsync(server, "Ines Costa", Screen.Desk);
        await interpreter.JoinsAsync(await chair.InvitesAsync("A helper."), "Interpreter", chair);
        await interpreter.SeesAsync("I was asleep.");

        await OffersAsync(chair, "Sky was found by the road.", "Change the words", "Move", "More about");
        await OffersAsync(chair, "I was asleep.", "Change the words", "Move", "More about");
        await OffersAsync(mother, "I was asleep.", "Change the words", "Move", "More about");
        await OffersAsync(mother, "Sky was found by the road.");
        await OffersAsync(mother, "We worry that it happens again.", "Change the words");
        foreach (var words in new[] { "Sky was found by the road.", "We worry that it happens again.", "I was asleep." }) await OffersAsync(interpreter, words);
        await Assertions.Expect(interpreter.Page.Locator("button.opener, #add-scale, [id^=judge-]")).ToHaveCountAsync(0);
        await Assertions.Expect(interpreter.Page.GetByText("You read along.")).ToBeVisibleAsync();
        await Assertions.Expect(mother.Page.Locator("#add-scale")).ToHaveCountAsync(0);

        // The chair corrects what the mother said; her own words stay where she finds them.
        var field = await chair.OpensAsync("I was asleep.");
        await field.PressAsync("Control+End");
        await field.PressSequentiallyAsync(" On the sofa.");
        await chair.ClosesTheNoteAsync();
        await mother.SeesAsync("I was asleep. On the sofa.");
        await mother.Note("I was asleep.").GetByRole(AriaRole.Button, new() { Name = "More about" }).ClickAsync();
        await Assertions.Expect(mother.Note("I was asleep.").Locator(".first")).ToContainTextAsync("As you first wrote it");
        await Assertions.Expect(mother.Note("I was asleep.").Locator(".first blockquote")).ToHaveTextAsync("I was asleep.");
        await Assertions.Expect(mother.Note("I was asleep.").Locator(".first")).ToContainTextAsync("Last changed by Ruth Bell");

        // She keeps them to the letter: from then on nobody is offered to change them.
        await mother.Note("I was asleep.").GetByRole(AriaRole.Button, new() { Name = "Mark as exact words" }).ClickAsync();
        var asked = mother.Page.GetByRole(AriaRole.Group, new() { Name = "Are these the exact words?" });
        await asked.GetByRole(AriaRole.Button, new() { Name = "Mark as exact words" }).ClickAsync();
        await OffersAsync(chair, "I was asleep.", "Move", "More about");
        await OffersAsync(mother, "I was asleep.", "Move", "More about");
        AssertNoErrors();
    }

    [Fact]
    public async Task B3_others_learn_in_every_column_that_somebody_is_writing_unless_it_is_not_for_them()
    {
        var server = await ServerAsync(RenderMode.Server);
        var (chair, link) = await MeetingAsync(server);
        var worker = await ComesAsync(server, "Priya Nair", Screen.Desk);
        await worker.JoinsAsync(await chair.InvitesAsync("Professionals."), "Social worker", chair);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Desk);
        await mother.JoinsAsync(link, "Mum", chair);

        await chair.BeginsAsync(BoardSection.WorkingWell, "");
        await chair.ColumnOf(BoardSection.WorkingWell).Locator("label", new() { HasText = "Professionals only" }).ClickAsync();
        await chair.ColumnOf(BoardSection.WorkingWell).GetByLabel("In your own words").FillAsync("Nan");
        await Assertions.Expect(worker.ColumnOf(BoardSection.WorkingWell).GetByText("Ruth Bell (chair) is writing something new")).ToBeVisibleAsync();

        // What comes to the mother later has come after what she was not told.
        await worker.BeginsAsync(BoardSection.NeedsToHappen, "Fit a bolt.");
        await Assertions.Expect(mother.ColumnOf(BoardSection.NeedsToHappen).GetByText("Priya Nair (professional) is writing something new")).ToBeVisibleAsync();
        await Assertions.Expect(mother.Page.GetByText("Ruth Bell (chair) is writing")).ToHaveCountAsync(0);
    }

    private static async Task NothingReachedAsync(Person person, Frames frames)
    {
        Assert.DoesNotContain(Secret, await person.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.False(frames.Hold(Secret), $"The secret is in one of {frames.Count} frames.");
    }

    private static async Task TurnsAsync(Person chair, string button, string agreed)
    {
        var note = chair.Note(Note);
        await note.GetByRole(AriaRole.Button, new() { Name = "More about" }).ClickAsync();
        await note.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await note.Locator(".confirming").GetByRole(AriaRole.Button, new() { Name = agreed }).ClickAsync();
        await note.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    /// <summary>The buttons beneath a note, by how they begin.</summary>
    private static async Task OffersAsync(Person person, string words, params string[] acts)
    {
        await person.TurnsToAsync("Worries");
        await person.SeesAsync(words);
        var buttons = person.Note(words).Locator(".acts button");
        await Assertions.Expect(buttons).ToHaveCountAsync(acts.Length, new() { Timeout = 15_000 });
        for (var i = 0; i < acts.Length; i++)
            Assert.StartsWith(acts[i], await buttons.Nth(i).GetAttributeAsync("aria-label") ?? "", StringComparison.Ordinal);
    }
}
