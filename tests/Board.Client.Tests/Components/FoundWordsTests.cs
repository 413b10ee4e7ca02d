using System.Text.Json;
using Bunit;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using Xunit;

namespace MappingBoard.Client.Tests.Components;

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

    [Fact]
    public async Task R5_sent_again_they_become_a_note_behind_the_one_they_were_typed_in()
    {
        var page = await OpenAnew("He rang.", "He rang. Twice.", BoardWith(Note("He rang."), Note("other")));
        Button(page.Find("#kept"), "Send again").Click();

        Assert.Equal(["He rang.", "He rang. Twice.", "other"], Notes(page, "harm"));
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

    private Task<IRenderedComponent<Client.Components.Page.BoardPage>> OpenAnew(string note, string words, Board board)
    {
        var texts = JsonSerializer.Serialize(new Dictionary<string, string> { [Id(note)] = words });
        Drafts.Setup<string>("open", _ => true).SetResult($$"""{ "forms": {}, "sent": {}, "texts": {{texts}} }""");
        Connection.Prerendered = board;
        return Open(board);
    }
}
