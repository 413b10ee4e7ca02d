using System.Text.Json;
using Bunit;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>Words that were typed in a note, kept by the browser, when the page is opened anew.</summary>
public sealed class FoundWordsTests : PageTest
{
    [Fact]
    public async Task R5_words_that_never_reached_the_map_are_shown_to_their_author_until_they_let_go()
    {
        var page = await OpenAnew("He rang.", "He rang. Twice.", BoardWith(Note("He rang.")));
        var card = page.Find("#kept");
        Assert.Contains("He rang. Twice.", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("before these words of yours had reached the map", card.TextContent, StringComparison.Ordinal);
        Assert.Empty(Connection.Batches);
        Assert.Empty(Drafts.Invocations["letGo"]);

        Button(card, "Let these words go").Click();
        Assert.Empty(page.FindAll("#kept"));
        Assert.Equal(Id("He rang."), Assert.Single(Drafts.Invocations["letGo"]).Arguments[0]);
    }

    [Theory]
    [InlineData("He rang.", "He rang. Twice.")]
    [InlineData("He rang. At night.", "He rang. At night. Twice.")]
    public async Task R5_sent_again_they_go_into_the_note_that_they_were_typed_in(string now, string then)
    {
        var changed = new EditText(Id("He rang."), 0, TextEdit.Between("He rang.", now));
        var page = await OpenAnew("He rang.", now == "He rang." ? "He rang. Twice." : now + " Twice.", BoardWith(Note("He rang."), changed, Note("other")), on: "He rang.");
        Button(page.Find("#kept"), "Send again").Click();

        Assert.Equal([then, "other"], Notes(page, "harm"));
        Assert.IsType<EditText>(Assert.Single(Connection.Changes));
        Assert.Single(Drafts.Invocations["letGo"]);
    }

    [Fact]
    public async Task R5_sent_again_they_become_a_note_where_the_one_they_were_typed_in_takes_them_no_more()
    {
        var page = await OpenAnew("He rang.", "He rang. Twice.", BoardWith(Note("He rang."), Note("other"), new MarkExactWords(Id("He rang."))), on: "He rang.");
        Button(page.Find("#kept"), "Send again").Click();

        Assert.Equal(["He rang.", "He rang. Twice.", "other"], Notes(page, "harm"));
        Assert.Equal("Sandra Marsh", Assert.IsType<AddNote>(Assert.Single(Connection.Changes)).Voice?.Name);
    }

    [Fact]
    public async Task R5_sent_again_without_what_the_note_said_before_they_become_a_note_behind_it()
    {
        var page = await OpenAnew("He rang.", "He rang. Twice.", BoardWith(Note("He rang."), Note("other"), new RemoveNote(Id("He rang."))));
        Button(page.Find("#kept"), "Send again").Click();

        Assert.Equal(["He rang. Twice.", "other"], Notes(page, "harm"));
        Assert.Equal("He rang. Twice.", Assert.IsType<AddNote>(Assert.Single(Connection.Changes)).Text);
        Assert.Single(Drafts.Invocations["letGo"]);
    }

    [Theory]
    [InlineData("He rang.")]
    [InlineData("rang")]
    public async Task Words_that_are_on_the_map_by_now_are_not_mentioned(string words)
    {
        var page = await OpenAnew("He rang.", words, BoardWith(Note("He rang.")));
        Assert.Empty(page.FindAll("#kept"));
        Assert.Single(Drafts.Invocations["letGo"]);
    }

    [Fact]
    public async Task R5_words_of_a_note_that_is_off_the_map_are_kept_too()
    {
        var page = await OpenAnew("He rang.", "He rang. Twice.", BoardWith(Note("He rang."), new RemoveNote(Id("He rang."))));
        Assert.Contains("He rang. Twice.", page.Find("#kept").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_got_onto_the_map_before_somebody_else_wrote_on_are_not_mentioned()
    {
        var changed = new EditText(Id("He rang."), 0, TextEdit.Between("He rang.", "She says: He rang. Twice. Loudly."));
        var page = await OpenAnew("He rang.", "He rang. Twice.", BoardWith(Note("He rang."), changed), on: "He rang.");
        Assert.Empty(page.FindAll("#kept"));
    }

    /// <summary>Kept by an earlier version, by something else in the browser, or with half a sign in it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"forms\": null, \"sent\": 17, \"texts\": [] }")]
    [InlineData("{ \"forms\": { \"worries\": null }, \"sent\": { \"n\": { \"form\": 1 } }, \"texts\": { \"n\": { }, \"m\": 17, \"o\": { \"words\": 1 } } }")]
    [InlineData("{ \"forms\": { \"worries\": { \"text\": \"\\ud83d\" } }, \"sent\": { \"n\": { \"form\": \"\\udc00\", \"fields\": {} } }, \"texts\": { \"n\": { \"words\": \"\\ud83d\" } } }")]
    public async Task What_the_browser_keeps_and_nobody_can_read_stops_no_page_from_opening(string kept)
    {
        Drafts.Setup<string>("open", _ => true).SetResult(kept);
        Drafts.Setup<string>("forms").SetResult(kept);
        var page = await Open(BoardWith(Note("He rang.")));
        Assert.Equal(["He rang."], Notes(page, "harm"));
        page.Find("#add-worries").Click();
        Assert.Equal("", page.Find("#words-worries").GetAttribute("value"));
        Assert.Empty(page.FindAll("#kept"));
    }

    [Fact]
    public async Task R5_what_can_be_read_is_found_beside_what_cannot()
    {
        var texts = $$"""{ "n": { "words": "\ud83d" }, "{{Id("He rang.")}}": { "words": "He rang. Twice.", "on": "\ud83d" } }""";
        Drafts.Setup<string>("open", _ => true).SetResult($$"""{ "forms": [], "texts": {{texts}} }""");
        Connection.Prerendered = BoardWith(Note("He rang."));
        var page = await Open(Connection.Prerendered);
        Assert.Contains("He rang. Twice.", page.Find("#kept").TextContent, StringComparison.Ordinal);
    }

    private Task<IRenderedComponent<Client.Features.Page.BoardPage>> OpenAnew(string note, string words, Board board, string? on = null)
    {
        var texts = JsonSerializer.Serialize(new Dictionary<string, Dictionary<string, string?>> { [Id(note)] = new() { ["words"] = words, ["on"] = on } });
        Drafts.Setup<string>("open", _ => true).SetResult($$"""{ "forms": {}, "sent": {}, "texts": {{texts}} }""");
        Connection.Prerendered = board;
        return Open(board);
    }
}
