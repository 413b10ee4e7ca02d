using MappingBoard.Client.Connection;
using MappingBoard.Client.State;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Browsers;
using MappingBoard.TestSupport.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using Xunit;

namespace MappingBoard.Client.Tests.State.Writing;

/// <summary>A note's text field on a circuit whose line comes and goes: what somebody types in it is never lost.</summary>
public sealed class LiveTextTests : IAsyncDisposable
{
    private const string Words = "Robin rang Nan.";

    private static readonly string Me = SeededIds.Named("Ruth");
    private static readonly string Note = SeededIds.Named("note");

    private readonly FakeTimeProvider _clock = new(SampleBoards.Noon);
    private readonly FarBrowser _browser;
    private readonly ScriptedConnection _connection = new(Me);
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _page;

    public LiveTextTests()
    {
        _browser = new(_clock);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_clock)
            .AddBoardClient()
            .AddScoped<IBoardConnection>(_ => _connection)
            .AddScoped<IBoardSnapshotSource>(_ => _connection)
            .AddScoped<IJSRuntime>(_ => _browser)
            .BuildServiceProvider();
        _page = _services.CreateAsyncScope();
    }

    private Board Board => Get<IState<BoardState>>().Value.Board;

    [Fact]
    public async Task B4_a_field_that_appears_as_the_line_goes_is_joined_as_soon_as_it_is_back()
    {
        await using var text = await OpenNote();
        _browser.IsAway = true;
        var joined = text.Attach(default);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(joined.IsCompleted);

        _browser.IsAway = false;
        Get<BrowserCalls>().Back();
        await joined;
        Assert.Contains("attach", _browser.HeardCalls);
    }

    [Fact]
    public async Task B4_it_is_joined_although_nobody_says_that_the_line_is_back()
    {
        await using var text = await OpenNote();
        _browser.IsAway = true;
        var joined = text.Attach(default);
        _browser.IsAway = false;
        _clock.Advance(BrowserCalls.Patience);
        await joined;
        Assert.Contains("attach", _browser.HeardCalls);
    }

    [Fact]
    public async Task R1_a_module_that_cannot_be_fetched_yet_is_asked_for_again()
    {
        var failures = 2;
        _browser.Answers = what => what == "import" && failures-- > 0 ? throw new JSException("Failed to fetch.") : null;
        await using var text = await OpenNote();
        var joined = text.Attach(default);
        _clock.Advance(BrowserModule.Again);
        _clock.Advance(BrowserModule.Again);
        await joined;
        Assert.Contains("attach", _browser.HeardCalls);
    }

    [Fact]
    public async Task R5_what_a_field_still_has_is_taken_however_long_the_line_was_away_when_it_closed()
    {
        var text = await OpenNote();
        await text.Attach(default);
        var field = Field();
        _browser.IsAway = true;
        var closed = text.DisposeAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));

        _browser.IsAway = false;
        field.Value.Typed(1, 0, TextEdit.Replace(Words.Length, Words.Length, 0, " And I was there."));
        Assert.Equal(Words + " And I was there.", Board.Note(Note)!.Text);

        Get<BrowserCalls>().Back();
        await closed;
        Assert.Equal("detach", _browser.HeardCalls.Last());
        Assert.Throws<ObjectDisposedException>(() => field.Value);
    }

    [Fact]
    public async Task R5_a_field_that_closes_before_it_was_joined_is_joined_and_its_words_are_taken()
    {
        var text = await OpenNote();
        _browser.IsAway = true;
        var joined = text.Attach(default);
        var closed = text.DisposeAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));

        _browser.IsAway = false;
        Get<BrowserCalls>().Back();
        await joined;
        await closed;
        Assert.Equal(["attach", "detach"], _browser.HeardCalls.Where(c => c is "attach" or "detach"));
    }

    [Fact]
    public async Task R5_what_was_typed_in_several_edits_while_somebody_took_the_note_off_is_kept_whole()
    {
        var text = await OpenNote();
        await text.Attach(default);
        var field = Field();
        _browser.IsAway = true;
        await _connection.Commit(SeededIds.Named("Sandra"), SampleBoards.Noon, new RemoveNote(Note));
        var closed = text.DisposeAsync();

        _browser.IsAway = false;
        field.Value.Typed(1, 0, TextEdit.Replace(Words.Length, Words.Length, 0, " I"));
        field.Value.Typed(2, 0, TextEdit.Replace(Words.Length + 2, Words.Length + 2, 0, " was there."));
        Get<BrowserCalls>().Back();
        await closed;
        Assert.Equal(Words + " I was there.", Assert.Single(Get<IState<BoardState>>().Value.Replica.Kept).Words);
    }

    [Fact]
    public async Task What_others_write_while_the_line_is_away_is_shown_when_it_is_back()
    {
        await using var text = await OpenNote();
        _browser.Answers = what => what == "show" ? 0L : null;
        await text.Attach(default);
        _browser.IsAway = true;
        await _connection.Commit(SeededIds.Named("Sandra"), SampleBoards.Noon, new EditText(Note, 1, TextEdit.Replace(Words.Length, 0, 0, "He said: ")));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain("show", _browser.HeardCalls);

        _browser.IsAway = false;
        var shown = _browser.Hears("show");
        Get<BrowserCalls>().Back();
        await shown;
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task<LiveText> OpenNote()
    {
        var board = SampleBoards.With("Ruth", "Sandra").Apply(new AddNote(Note, new(Column.Worries), Words), new(Me, SampleBoards.Noon));
        await Get<BoardOpening>().Open(board.Id, isLive: true);
        await _connection.Enter(board);
        return Get<LiveTexts>().For(Note);
    }

    /// <summary>.NET's end, as the browser got it.</summary>
    private DotNetObjectReference<LiveText> Field() =>
        Assert.Single(_browser.Heard.Single(h => h.What == "attach").With.OfType<DotNetObjectReference<LiveText>>());

    private T Get<T>()
        where T : notnull => _page.ServiceProvider.GetRequiredService<T>();
}
