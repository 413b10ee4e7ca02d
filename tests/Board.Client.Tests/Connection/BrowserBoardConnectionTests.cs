using System.Threading.Channels;
using MappingBoard.Client.Connection;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Client.Tests.Connection;

/// <summary>
/// The browser's connection against a real SignalR hub. Its clock moves only when a test moves it, so that no machine is
/// too slow for it.
/// </summary>
public sealed class BrowserBoardConnectionTests : IAsyncDisposable
{
    private readonly SocketTransports _lines = new();
    private readonly Signals _signals = new();
    private readonly Listener _page = new();
    private readonly FakeTimeProvider _clock = new();
    private TestHub _hub = null!;
    private BrowserBoardConnection _connection = null!;

    [Fact]
    public async Task The_page_enters_with_its_position_and_hears_what_the_hub_says_in_order()
    {
        await Connect();
        await _page.Link(LinkState.Live);
        Assert.IsType<Welcome>(await _page.Message());
        Assert.Equal(("Enter", """{"board":"the board","replica":"the replica","stream":7,"v":3,"projection":0}"""), Assert.Single(_hub.Calls));

        await _hub.Say(new SlowDown(1, 100));
        await _hub.Say(new PresenceChanged([new("Ünïcode 🌱", true, "column:worries")]));
        Assert.Equal(new SlowDown(1, 100), await _page.Message());
        Assert.Equal("Ünïcode 🌱", Assert.IsType<PresenceChanged>(await _page.Message()).People[0].Participant);
    }

    [Fact]
    public async Task Batches_and_presence_reach_the_hub_in_the_form_of_the_contract()
    {
        await Connect();
        await _page.Message();
        await _connection.Submit(new(1, [new AddNote("a", new(Column.Worries), "Words “quoted”")]));
        await _connection.Show(new("a"));
        await _hub.Gets("Show", TestContext.Current.CancellationToken);

        var calls = _hub.Calls.ToArray();
        Assert.Equal("Submit", calls[1].Method);
        Assert.Contains("\"kind\":\"add-note\"", calls[1].Argument);
        Assert.Equal(("Show", """{"writing":"a","circle":"everyone"}"""), calls[2]);
    }

    [Fact]
    public async Task What_is_asked_at_the_doors_is_answered_and_a_hub_that_does_not_answer_is_said()
    {
        await Connect();
        await _page.Message();
        var answer = await _connection.Ask(new Admit("a"));
        Assert.Equal(new AdmissionRefused("chair-only"), answer);
        Assert.Equal(("Doors", """{"kind":"admit","id":"a"}"""), _hub.Calls.Last());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _connection.Ask(new ListInvitations()));
    }

    [Fact]
    public async Task B2_a_cut_line_is_away_and_comes_back_by_itself_from_where_the_replica_stands()
    {
        await Connect();
        await _page.Message();
        _page.Stream = 12;
        _lines.Cut();
        await _page.Link(LinkState.Away);
        _clock.Advance(Backoff.Most);
        await _page.Link(LinkState.Live);
        await _page.Message();
        Assert.Contains("\"stream\":12", _hub.Calls.Last().Argument);
    }

    [Fact]
    public async Task Resume_begins_a_new_connection()
    {
        await Connect();
        await _page.Message();
        await _connection.Resume();
        await _page.Link(LinkState.OutOfStep);
        _clock.Advance(Backoff.Most);
        await _page.Link(LinkState.Live);
        Assert.Equal(2, _lines.Opened);
    }

    [Fact]
    public async Task When_the_browser_loses_the_network_the_link_is_away_at_once()
    {
        await Connect();
        await _page.Message();
        _signals.Lost();
        await _page.Link(LinkState.Away);
    }

    [Fact]
    public async Task Where_sockets_are_blocked_the_other_way_is_tried_and_a_signal_cuts_the_wait_short()
    {
        _lines.LetsSocketsThrough = false;
        await Connect();
        await _page.Link(LinkState.Away);
        _signals.Woke();
        await _page.Link(LinkState.Live);
        Assert.Equal([HubWay.WebSocket, HubWay.LongPolling], _lines.Tried);
    }

    [Fact]
    public async Task A_closed_page_does_not_come_back()
    {
        await Connect();
        await _page.Message();
        await _hub.Say(new Closed("left"));
        Assert.IsType<Closed>(await _page.Message());
        await _page.Link(LinkState.Ended);
        Assert.Equal(1, _lines.Opened);
    }

    [Fact]
    public async Task Nothing_is_thrown_for_the_lack_of_a_connection()
    {
        await Connect();
        await _page.Message();
        await _connection.DisposeAsync();
        await _connection.Submit(new(1, []));
        await _connection.Show(new());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _connection.Ask(new Admit("a")));
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _hub.DisposeAsync();
    }

    private async Task Connect()
    {
        _hub = await TestHub.Start();
        _connection = new(_hub.Address, _lines, _signals, _clock, NullLogger<BrowserBoardConnection>.Instance);
        _connection.Open(_page);
    }

    private sealed class Signals : IPageSignals
    {
        public Action Woke { get; private set; } = () => { };

        public Action Lost { get; private set; } = () => { };

        public Task Listen(Action woke, Action lost)
        {
            (Woke, Lost) = (woke, lost);
            return Task.CompletedTask;
        }
    }

    private sealed class Listener : IBoardListener
    {
        private readonly Channel<ServerMessage> _messages = Channel.CreateUnbounded<ServerMessage>();
        private readonly Channel<LinkState> _links = Channel.CreateUnbounded<LinkState>();

        public long Stream { get; set; } = 7;

        public EnterRequest Position() => new("the board", "the replica", Stream, WireVersion.Current);

        public Task Receive(ServerMessage message) => _messages.Writer.WriteAsync(message).AsTask();

        public Task LinkChanged(LinkState state) => _links.Writer.WriteAsync(state).AsTask();

        /// <summary>The next message.</summary>
        public Task<ServerMessage> Message() => _messages.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

        /// <summary>Waits until the link is in a state, past others.</summary>
        public async Task Link(LinkState state)
        {
            while (await _links.Reader.ReadAsync(TestContext.Current.CancellationToken) != state)
            {
                // Another one.
            }
        }
    }
}
