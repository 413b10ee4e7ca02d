using MappingBoard.Client.Connection;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Client.Tests.Connection;

/// <summary>
/// Nothing that the server says is passed over: what a page cannot take in ends its session, the page knows it, and the
/// next session begins by itself. A page is never deaf and "live" at once.
/// </summary>
public sealed class OutOfStepTests : IAsyncDisposable
{
    private readonly ScriptedLines _lines = new();
    private readonly Page _page = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly BrowserBoardConnection _connection;

    public OutOfStepTests() => _connection = new(new("http://hub.test/hub"), _lines, new NoSignals(), _clock, NullLogger<BrowserBoardConnection>.Instance);

    public static TheoryData<string> Unreadable =>
    [
        // Not what a hub says at all.
        "this is no JSON",
        "{\"type\":1,\"target\":",
        "[]",
        "17",
        "null",
        "{}",
        """{"type":"1"}""",
        """{"type":99}""",
        // SignalR's other kinds of records, which mean nothing to a page.
        """{"type":2,"invocationId":"1","item":1}""",
        """{"type":4,"invocationId":"1","target":"Receive","arguments":[]}""",
        """{"type":5,"invocationId":"1"}""",
        """{"type":8,"sequenceId":1}""",
        """{"type":9,"sequenceId":1}""",
        """{"type":3}""",
        """{"type":3,"invocationId":"1","result":{"kind":"from-tomorrow"}}""",
        // Messages that this page does not know.
        """{"type":1,"target":"Frighten","arguments":[]}""",
        """{"type":1,"target":"Receive"}""",
        """{"type":1,"target":"Receive","arguments":[]}""",
        """{"type":1,"target":"Receive","arguments":[null]}""",
        ScriptedLines.Receive("""{"kind":"from-tomorrow"}"""),
        ScriptedLines.Receive("""{"n":1}"""),
        ScriptedLines.Receive("""{"kind":"slow-down","n":"one","afterMs":1}"""),
        ScriptedLines.Receive("""{"kind":"committed","from":1,"batches":null}"""),
        ScriptedLines.Receive("""{"kind":"committed","from":1,"batches":[{"by":"a","at":"2026-01-05T12:00:00Z","changes":[{"kind":"from-tomorrow","note":"x"}]}]}"""),
        ScriptedLines.Receive("""{"kind":"committed","from":1,"batches":[{"by":"a","at":"yesterday","changes":[]}]}"""),
        ScriptedLines.Receive("\"\\ud83d\""),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_a_page_cannot_read_ends_its_session_and_it_enters_anew_from_where_it_stands(string record)
    {
        await Live(1);
        _lines.Say(record);
        await _page.IsNotLive();
        Assert.Equal(LinkState.OutOfStep, _page.Link);

        _clock.Advance(Backoff.Most);
        await Live(2);
        Assert.Contains("\"stream\":7", Entered(2));
    }

    [Fact]
    public async Task What_was_said_before_and_could_be_read_is_taken_in_and_nothing_that_comes_after()
    {
        await Live(1);
        _lines.Say(ScriptedLines.Receive("""{"kind":"slow-down","n":1,"afterMs":1}""") + "\u001eno JSON\u001e" + ScriptedLines.Receive("""{"kind":"slow-down","n":2,"afterMs":1}"""));
        await _page.IsNotLive();
        _lines.Say(ScriptedLines.Receive("""{"kind":"slow-down","n":3,"afterMs":1}"""));
        Assert.Equal([1], _page.Received.OfType<SlowDown>().Select(s => s.N));
    }

    [Fact]
    public async Task A_message_that_the_page_fails_on_ends_its_session_and_the_next_delivers_again()
    {
        await Live(1);
        _page.FailsOn = message => message is SlowDown { N: 1 };
        _lines.Say(ScriptedLines.Receive("""{"kind":"slow-down","n":1,"afterMs":1}"""));
        await _page.IsNotLive();

        _clock.Advance(Backoff.Most);
        await Live(2);
        _lines.Say(ScriptedLines.Receive("""{"kind":"slow-down","n":2,"afterMs":1}"""));
        Assert.Contains(_page.Received, m => m is SlowDown { N: 2 });
    }

    [Fact]
    public async Task A_page_that_falls_out_of_step_again_and_again_asks_for_the_whole_board_and_ever_more_rarely()
    {
        _lines.Greeting = ScriptedLines.Receive("""{"kind":"from-tomorrow"}""");
        _connection.Open(_page);
        for (var i = 1; i <= 12; i++)
        {
            await _page.Is(LinkState.OutOfStep, i);
            Assert.Contains(i <= 2 ? "\"stream\":7" : "\"stream\":-1", Entered(i));
            _clock.Advance(SessionLoop.MostBehind);
        }

        // A whole minute brings two at most.
        await _page.Is(LinkState.OutOfStep, 13);
        var asked = _lines.Asked;
        _clock.Advance(SessionLoop.MostBehind / 2.1);
        Assert.Equal(asked, _lines.Asked);
        Assert.DoesNotContain(LinkState.Live, _page.Links);
    }

    [Fact]
    public async Task A_hub_that_lets_a_page_come_in_and_does_not_welcome_it_is_left_again()
    {
        _lines.Greeting = """{"type":6}""";
        _connection.Open(_page);
        await _clock.Until(HubSession.SpeakEvery, () =>
        {
            _lines.Say("""{"type":6}""");
            return _page.Link == LinkState.Away;
        });

        Assert.DoesNotContain(LinkState.Live, _page.Links);
    }

    [Fact]
    public async Task What_a_line_throws_when_it_is_opened_ends_no_more_than_that_attempt()
    {
        var failures = new Queue<Exception>([new Microsoft.JSInterop.JSException("Failed to fetch dynamically imported module"), new InvalidOperationException("Strange."), new TimeoutException(), new NotSupportedException()]);
        _lines.Fails = () => failures.TryDequeue(out var failure) ? failure : null;
        _connection.Open(_page);
        for (var i = 1; i <= 4; i++)
        {
            await _page.Is(LinkState.Away, i);
            _clock.Advance(Backoff.Most);
        }

        await Live(1);
    }

    [Fact]
    public async Task What_a_line_throws_when_it_should_send_ends_the_session_and_reaches_nobody_else()
    {
        await Live(1);
        _lines.SendingFails = new Microsoft.JSInterop.JSException("The socket is gone.");
        await _connection.Submit(new(1, []));
        await _page.IsNotLive();
        _lines.SendingFails = null;
        _clock.Advance(Backoff.Most);
        await Live(2);
    }

    [Theory]
    [InlineData(LinkState.Connecting)]
    [InlineData(LinkState.Live)]
    [InlineData(LinkState.OutOfStep)]
    public async Task A_page_that_fails_to_hear_of_its_link_does_not_end_the_coming_back(LinkState link)
    {
        var failures = 1;
        _page.FailsOnLink = state => state == link && failures-- > 0;
        await ComesTo(1);
        _lines.Say("no JSON");
        await ComesTo(2);
    }

    [Fact]
    public async Task A_page_that_missed_something_says_so_and_resumes()
    {
        await Live(1);
        await _connection.Resume();
        await _page.Is(LinkState.OutOfStep, 1);
        _clock.Advance(Backoff.Most);
        await Live(2);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task Live(int times)
    {
        if (_lines.Asked == 0) _connection.Open(_page);
        await _page.Is(LinkState.Live, times);
    }

    /// <summary>The clock goes on until the page has been live so often.</summary>
    private async Task ComesTo(int times)
    {
        if (_lines.Asked == 0) _connection.Open(_page);
        await _clock.Until(TimeSpan.FromSeconds(1), () => _page.Links.Count(l => l == LinkState.Live) >= times, () => string.Join(", ", _page.Links));
    }

    private string Entered(int time) => _lines.Sent.Where(s => s.Contains("\"Enter\"", StringComparison.Ordinal)).ElementAt(time - 1);

    private sealed class NoSignals : IPageSignals
    {
        public Task Listen(Action woke, Action lost) => throw new Microsoft.JSInterop.JSException("Failed to fetch dynamically imported module");
    }

    private sealed class Page : IBoardListener
    {
        private readonly Lock _gate = new();
        private readonly List<LinkState> _links = [];
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<ServerMessage> Received { get; } = [];

        public Func<ServerMessage, bool> FailsOn { get; set; } = _ => false;

        public Func<LinkState, bool> FailsOnLink { get; set; } = _ => false;

        public LinkState? Link => Links is { Count: > 0 } links ? links[^1] : null;

        public IReadOnlyList<LinkState> Links
        {
            get
            {
                lock (_gate) return [.. _links];
            }
        }

        public EnterRequest Position() => new("the board", "the replica", 7);

        public Task Receive(ServerMessage message)
        {
            if (FailsOn(message)) throw new InvalidOperationException("Words that nobody should read in a log.");
            Received.Add(message);
            return Task.CompletedTask;
        }

        public Task LinkChanged(LinkState state)
        {
            lock (_gate)
            {
                if (FailsOnLink(state))
                {
                    Changed();
                    throw new InvalidOperationException("The page is ill.");
                }

                _links.Add(state);
                Changed();
            }

            return Task.CompletedTask;
        }

        /// <summary>Waits until the link was in a state so often.</summary>
        public Task Is(LinkState state, int times) => Until(() => _links.Count(l => l == state) >= times);

        public Task IsNotLive() => Until(() => _links.LastOrDefault() is not (LinkState.Live or LinkState.Connecting));

        private void Changed()
        {
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        private async Task Until(Func<bool> isSo)
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    if (isSo()) return;
                    changed = _changed.Task;
                }

                try
                {
                    await changed.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
                }
                catch (TimeoutException)
                {
                    throw new TimeoutException($"The page stays as it is. Links: {string.Join(' ', Links)}");
                }
            }
        }
    }
}
