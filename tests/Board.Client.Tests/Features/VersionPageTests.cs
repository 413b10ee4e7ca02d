using Bunit;
using MappingBoard.Client.Connection;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Golden;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Client.Tests.Features;

/// <summary>G1: a page and a server of different versions. The page says so, keeps its words, and opens anew.</summary>
public sealed class VersionPageTests : PageTest
{
    private const string Unsent = "He was alone.";

    [Theory]
    [InlineData("page-too-old")]
    [InlineData("page-too-new")]
    [InlineData("newer-log")]
    public async Task G1_a_page_that_is_told_of_another_version_keeps_its_words_and_opens_anew(string code)
    {
        var page = await Open(BoardWith(Note("one")));
        Write(page);
        await Connection.Say(new Closed(code));

        Assert.Contains(new Closed(code).Sentence(), page.Find(".ended").TextContent, StringComparison.Ordinal);
        Assert.Equal(Unsent, page.Find(".ended blockquote").TextContent);
        Assert.NotNull(page.Find(".ended [data-open-again]"));
        Assert.Single(Asked, "openAnew");
    }

    [Fact]
    public async Task A_page_that_is_closed_for_another_reason_does_not_open_anew()
    {
        var page = await Open(BoardWith(Note("one")));
        await Connection.Say(new Closed("left"));
        Assert.Empty(page.FindAll(".ended [data-open-again]"));
        Assert.DoesNotContain("openAnew", Asked);
    }

    /// <summary>What a server of the first version says to a page that comes in, as it was recorded, to today's page.</summary>
    [Fact]
    public async Task G1_yesterdays_server_is_not_listened_to_by_todays_page_which_keeps_its_words()
    {
        var page = await Open(BoardWith(Note("one")));
        Write(page);
        await Connection.Link(LinkState.Away);
        await Connection.Link(LinkState.Live);
        var title = Board.Title;
        var sent = Connection.Batches.Count;
        await Connection.Say(Heard("Ada").First());

        Assert.Equal("page-too-new", State.Closed?.Code);
        Assert.Equal(title, Board.Title);
        Assert.Equal(["one"], Notes(page, "harm").Where(words => words == "one"));
        Assert.Equal(Unsent, page.Find(".ended blockquote").TextContent);
        Assert.Equal(sent, Connection.Batches.Count);
        Assert.Single(Asked, "openAnew");
    }

    [Fact]
    public async Task G1_a_welcome_that_could_be_read_and_is_of_another_version_is_not_listened_to_either()
    {
        var page = await Open(BoardWith(Note("one")));
        Write(page);
        await Connection.Link(LinkState.Away);
        await Connection.Link(LinkState.Live);
        await Connection.Say(new Welcome(Ruth, State.Replica.Stream, [], [], SampleBoards.Noon, V: WireVersion.Oldest - 1));

        Assert.Equal("page-too-new", State.Closed?.Code);
        Assert.Equal(Unsent, page.Find(".ended blockquote").TextContent);
        Assert.True(Connection.IsDisposed);
        Assert.Single(Asked, "openAnew");
    }

    private static void Write(IRenderedComponent<BoardPage> page)
    {
        page.Find("#add-worries").Click();
        page.Find("#words-worries").Input(Unsent);
        page.Find(".compose form").Submit();
    }

    /// <summary>The messages that a page got, from its welcome on.</summary>
    private static IEnumerable<ServerMessage> Heard(string who) => RecordedFrames.Read("wire-1").Of(who).Where(f => !f.IsSaid)
        .Select(f => HubProtocol.Read(f.Json)).OfType<HubSays>().Select(says => says.Message);
}
