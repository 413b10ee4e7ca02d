using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>Notes of others that came while one looked elsewhere.</summary>
[Collection(nameof(LaneOne))]
public sealed class NewNotesTests(Stage stage) : MeetingTest(stage)
{
    [Theory]
    [MemberData(nameof(OneOrBoth))]
    public async Task The_first_press_among_new_notes_meets_what_it_was_aimed_at(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var grandmother = await ComesAsync(server, "Tamsin Holloway", Screen.Phone);
        await grandmother.JoinsAsync(link, "Grandparent", chair);
        foreach (var words in new[] { "First said.", "Second said.", "Third said." }) await grandmother.AddsAsync(BoardSection.Worries, words, "Harm");

        await Assertions.Expect(chair.Page.Locator("li.note .new")).ToHaveCountAsync(3);
        await chair.SeesEverythingSavedAsync();
        await HasTheMarksOnLinesOfTheirOwnAsync(chair);
        var more = chair.Note("Third said.").GetByRole(AriaRole.Button, new() { Name = "More about" });
        var aim = (await more.BoundingBoxAsync())!;
        await more.HoverAsync();
        await chair.Page.Mouse.DownAsync();
        await chair.Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        await chair.Page.Mouse.UpAsync();

        await Assertions.Expect(more).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(chair.Page.Locator("li.note .new")).ToHaveCountAsync(0);
        Assert.True((await more.BoundingBoxAsync())!.Y < aim.Y - (aim.Height / 2), "The notes stayed where they were.");
        AssertNoErrors();
    }

    /// <summary>Narrows the window until the name of who wrote a note fits on its line and the mark behind it does not: when the marks go, the notes below move up.</summary>
    private static async Task HasTheMarksOnLinesOfTheirOwnAsync(Person person)
    {
        for (var width = Screen.Desk.Width; width > 1_000; width -= 4)
        {
            await person.Page.SetViewportSizeAsync(width, Screen.Desk.Height);
            if (await person.Note("Third said.").EvaluateAsync<bool>(
                """
                note => {
                    const at = what => note.querySelector(what).getBoundingClientRect();
                    return at('.new').top > at('.name bdi').bottom - 2;
                }
                """))
            {
                return;
            }
        }

        Assert.Fail("At no width is the line just as wide as the name of who wrote the note.");
    }
}
