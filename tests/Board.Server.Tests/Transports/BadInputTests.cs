using System.Text.Json;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Language;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>B5: whatever comes over the wire gets a clear answer, changes nothing, disturbs nobody, and the room lives on.</summary>
public sealed class BadInputTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string Replica = SeededIds.Named("a page by hand");
    private static readonly string Removed = RoomBench.Note("removed").Note;
    private static readonly string Scale = SeededIds.Named("scale");

    public static TheoryData<string, string> Refused => new()
    {
        { "too-long", Change(new AddNote(SeededIds.Named("new"), new(Column.Worries), new string('x', Bounds.NoteText + 1))) },
        { "too-long", $$"""{"kind":"edit-text","note":"{{RoomBench.Note("there").Note}}","base":0,"edit":["{{new string('x', Bounds.NoteText)}}",5]}""" },
        { "edit-does-not-fit", $$"""{"kind":"edit-text","note":"{{RoomBench.Note("there").Note}}","base":0,"edit":["x",500]}""" },
        { "future-version", $$"""{"kind":"edit-text","note":"{{RoomBench.Note("there").Note}}","base":7,"edit":["x",5]}""" },
        { "edit-does-not-fit", $$"""{"kind":"edit-text","note":"{{RoomBench.Note("there").Note}}","base":-1,"edit":["x",5]}""" },
        { "unknown-note", Change(new RemoveNote(SeededIds.Named("nothing"))) },
        { "unknown-note", Change(new MoveNote(SeededIds.Named("nothing"), new(Column.Worries))) },
        { "note-removed", Change(new MoveNote(Removed, new(Column.Worries))) },
        { "note-removed", Change(new RemoveNote(Removed)) },
        { "out-of-range", Change(new PlaceJudgement(Scale, 11, "", "")) },
        { "out-of-range", Change(new PlaceJudgement(Scale, -1, "", "")) },
        { "out-of-range", Change(new PlaceJudgement(Scale, int.MaxValue, "", "")) },
        { "unknown-scale", Change(new PlaceJudgement(SeededIds.Named("nothing"), 5, "", "")) },
        { "bad-id", Change(new AddNote("../../etc/passwd", new(Column.Worries), "x")) },
        { "id-taken", Change(new AddNote(Removed, new(Column.Worries), "x")) },
        { "wrong-place", Change(new MoveNote(RoomBench.Note("there").Note, new((Column)17))) },
        { "server-only", Change(SampleBoards.Start) },
        { "server-only", Change(new JoinBoard("Mallory", "chair now", Role.Chair)) },
    };

    public static TheoryData<string, string> Unreadable => new()
    {
        { "unknown-kind", Submit("""{"n":1,"changes":[{"kind":"no-such-change"}]}""") },
        { "malformed", Submit("""{"n":1,"changes":[{"note":"without a kind"}]}""") },
        { "malformed", Submit("""{"n":1,"changes":[{"kind":"remove"}]}""") },
        { "malformed", Submit("""{"n":1,"changes":[{"kind":"remove","note":null}]}""") },
        { "malformed", Submit("""{"n":1,"changes":[{"kind":"remove","note":17}]}""") },
        { "malformed", Submit("""{"n":1,"changes":[null]}""") },
        { "malformed", Submit("""{"n":1,"changes":[]}""") },
        { "malformed", Submit("""{"n":1,"changes":null}""") },
        { "malformed", Submit("""{"n":1}""") },
        { "malformed", Submit("""{"changes":[]}""") },
        { "malformed", Submit("""{"n":"1","changes":[]}""") },
        { "malformed", Submit("""{"n":1.5,"changes":[]}""") },
        { "malformed", Submit("""{"n":99999999999999999999,"changes":[]}""") },
        { "malformed", Submit($$"""{"n":1,"changes":[{{Change(new PlaceJudgement(Scale, 5, "", "")).Replace(":5", ":5.5", StringComparison.Ordinal)}}]}""") },
        { "malformed", Submit($$"""{"n":1,"changes":[{"kind":"add-note","note":"{{SeededIds.Named("new")}}","place":{"column":"worries"},"text":"half \ud83d"}]}""") },
        { "malformed", Submit($$"""{"n":1,"changes":[{"kind":"add-note","note":"{{SeededIds.Named("new")}}","place":{"column":"nowhere"},"text":"x"}]}""") },
        { "malformed", Submit($$"""{"n":1,"changes":[{"kind":"edit-text","note":"{{SeededIds.Named("new")}}","base":0,"edit":[0]}]}""") },
        { "malformed", Submit($$"""{"n":1,"changes":[{"kind":"edit-text","note":"{{SeededIds.Named("new")}}","base":0,"edit":[2000000000,2000000000]}]}""") },
        { "malformed", Submit($$"""{"n":1,"changes":[{{string.Join(',', Enumerable.Repeat("""{"kind":"leave"}""", Bounds.BatchChanges + 1))}}]}""") },
        { "malformed", Submit("\"a text\"") },
        { "malformed", Submit("null") },
        { "malformed", Submit("[[[[]]]]") },
        { "malformed", Submit(new string('[', 500) + new string(']', 500)) },
        { "malformed", """{"type":1,"target":"Submit","arguments":[]}""" },
        { "malformed", """{"type":1,"target":"Submit","arguments":[{},{}]}""" },
        { "malformed", """{"type":1,"target":"Submit"}""" },
        { "malformed", """{"type":1,"target":"NoSuchMethod","arguments":[]}""" },
        { "malformed", """{"type":1,"target":"Enter","arguments":["x"]}""" },
        { "malformed", """{"type":1,"target":"Enter","arguments":[{"board":null,"replica":"x","stream":0}]}""" },
        { "malformed", """{"type":1,"target":"Show","arguments":[17]}""" },
        { "malformed", "this is no JSON at all" },
        { "malformed", "{\"type\":1,\"target\":" },
        { "malformed", "{}" },
        { "malformed", """{"type":null}""" },
        { "malformed", """{"type":"1"}""" },
        { "malformed", """{"type":0}""" },
        { "malformed", """{"type":99}""" },
        { "malformed", """{"type":-1}""" },
        { "malformed", """{"type":99999999999999999999}""" },
        { "malformed", """{"type":1,"target":"\ud83d","arguments":[]}""" },
        { "malformed", """{"type":1,"target":"Show","arguments":[{}],"streamIds":["1"]}""" },
        { "malformed", """{"type":2,"invocationId":"1","item":{}}""" },
        { "malformed", """{"type":2}""" },
        { "malformed", """{"type":3,"invocationId":"1","result":{}}""" },
        { "malformed", """{"type":3,"invocationId":"1","error":"x"}""" },
        { "malformed", """{"type":3}""" },
        { "malformed", """{"type":4,"invocationId":"1","target":"Submit","arguments":[{}]}""" },
        { "malformed", """{"type":4,"invocationId":"1","target":"NoSuchMethod","arguments":[]}""" },
        { "malformed", """{"type":4}""" },
        { "malformed", """{"type":5,"invocationId":"1"}""" },
        { "malformed", """{"type":5}""" },
        { "malformed", """{"type":8,"sequenceId":1}""" },
        { "malformed", """{"type":9,"sequenceId":1}""" },
        { "malformed", "[]" },
        { "too-large", Submit($$"""{"n":1,"changes":[{"kind":"add-note","note":"x","text":"{{new string('x', Bounds.MessageBytes)}}"}]}""") },
        { "already-entered", $$"""{"type":1,"target":"Enter","arguments":[{"board":"{{SeededIds.Named("board")}}","replica":"{{Replica}}","stream":0}]}""" },
        { "future-batch", Submit($$"""{"n":7,"changes":[{{Change(RoomBench.Note("x"))}}]}""") },
        { "future-batch", Submit($$"""{"n":0,"changes":[{{Change(RoomBench.Note("x"))}}]}""") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_change_that_may_not_be_is_refused_with_a_code_and_a_sentence(string code, string change)
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, page) = await Meet(bench);
        await page.Invoke(HubContract.Submit, $$"""{"n":1,"changes":[{{change}}]}""");
        var answer = (await page.Next<Answered>()).Answer;
        var refused = Assert.Single(answer.Refused);
        Assert.Equal((1, 0, code), (answer.N, answer.Count, refused.Code));
        Assert.NotEmpty(refused.Sentence());
        await GoesOn(bench, ada, page, n: 2);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_gets_one_answer_and_changes_nothing(string code, string frame)
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, page) = await Meet(bench);
        await page.Send(frame);
        var unreadable = await page.Next<Unreadable>();
        Assert.Equal(code, unreadable.Code);
        Assert.DoesNotContain("Exception", unreadable.Sentence(), StringComparison.Ordinal);
        await GoesOn(bench, ada, page, n: 1);
    }

    [Fact]
    public async Task A_sign_of_life_is_not_answered_and_a_farewell_ends_the_line()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, page) = await Meet(bench);
        await page.Send("""{"type":6}""");
        await GoesOn(bench, ada, page, n: 1);
        await page.Send("""{"type":7}""");
        await page.Ends();
    }

    [Fact]
    public async Task B2_a_page_that_could_not_take_in_what_it_missed_gets_the_whole_board()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, page) = await Meet(bench);
        await ada.Does(RoomBench.Note("missed"));
        await ada.IsSaved();
        var again = await bench.Raw("Ben");
        var welcome = await again.Enter(bench.Board, Replica, EnterRequest.WholeBoard);
        Assert.NotNull(welcome.Snapshot);
        Assert.Empty(welcome.Missed);
        await page.Ends();
    }

    [Fact]
    public async Task A_batch_from_long_ago_is_named_as_such()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, page) = await Meet(bench);
        for (var n = 1; n <= 2; n++)
        {
            await page.Invoke(HubContract.Submit, $$"""{"n":{{n}},"changes":[{{Change(RoomBench.Note("note " + n))}}]}""");
            await page.Next<Answered>();
        }

        await page.Invoke(HubContract.Submit, $$"""{"n":1,"changes":[{{Change(RoomBench.Note("note 1"))}}]}""");
        Assert.Equal("stale-batch", (await page.Next<Unreadable>()).Code);
        await GoesOn(bench, ada, page, n: 3);
    }

    [Fact]
    public async Task An_unreadable_invocation_that_waits_for_its_end_gets_it_without_any_detail()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (_, page) = await Meet(bench);
        await page.Send("""{"type":1,"invocationId":"7","target":"Submit","arguments":["x","y","z"]}""");
        var completion = await page.Completion();
        Assert.Equal("7", completion.GetProperty("invocationId").GetString());
        Assert.False(completion.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_frame_far_past_the_bound_ends_the_connection_of_its_sender_alone()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, page) = await Meet(bench);
        var ends = page.Ends();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true) await page.Send(new string('x', 4 * Bounds.MessageBytes));
        });
        await ends;
        await ada.Does(RoomBench.Note("undisturbed"));
        await ada.IsSaved();
    }

    [Fact]
    public async Task A_flood_is_asked_to_slow_down_then_dropped_and_delays_nobody()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, page) = await Meet(bench);
        var ends = page.Ends();
        var sent = 0;
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (; sent < 100_000; sent++) await page.Invoke(HubContract.Submit, $$"""{"n":{{sent + 1}},"changes":[{{Change(RoomBench.Note("flood " + sent))}}]}""");
        });
        await ends;
        Assert.True(bench.TextsInTheLog().Count(t => t.StartsWith("flood", StringComparison.Ordinal)) < 400);

        await ada.Does(RoomBench.Note("undisturbed"));
        await ada.IsSaved();
        Assert.DoesNotContain(ada.Received, m => m is SlowDown or Closed);
    }

    [Fact]
    public async Task A_batch_that_comes_too_soon_is_named_and_is_taken_later_unchanged()
    {
        await using var bench = await HubBench.Start("--Pace:Burst=5", "--Pace:PerSecond=20");
        var (_, page) = await Meet(bench);
        var slow = 0L;
        for (var n = 1; slow == 0; n++)
        {
            await page.Invoke(HubContract.Submit, Batch(n));
            var answer = await page.Next();
            while (answer is not (Answered or SlowDown)) answer = await page.Next();
            if (answer is SlowDown { N: var named, AfterMs: > 0 }) slow = named;
        }

        await Waits.Until(async () =>
        {
            await page.Invoke(HubContract.Submit, Batch(slow));
            var answer = await page.Next();
            while (answer is not (Answered or SlowDown)) answer = await page.Next();
            return answer is Answered { Answer: { N: var taken, Count: 1 } } && taken == slow;
        });

        static string Batch(long n) => $$"""{"n":{{n}},"changes":[{{Change(RoomBench.Note("note " + n))}}]}""";
    }

    [Fact]
    public async Task Messages_before_coming_in_are_answered_and_too_many_of_them_end_the_connection()
    {
        await using var bench = await HubBench.On(shared.Running);
        var page = await bench.Raw("Ada");
        await page.Invoke(HubContract.Submit, """{"n":1,"changes":[{"kind":"leave"}]}""");
        Assert.Equal("not-entered", (await page.Next<Unreadable>()).Code);
        await page.Invoke(HubContract.Show, "{}");
        Assert.Equal("not-entered", (await page.Next<Unreadable>()).Code);
        await page.Invoke(HubContract.Enter, "{}");
        Assert.Equal("malformed", (await page.Next<Unreadable>()).Code);
        await page.Enter(bench.Board, Replica);

        var stranger = await bench.Raw("Ada");
        for (var i = 0; i < 25; i++) await stranger.Send("{}");
        await stranger.Ends();
    }

    [Fact]
    public async Task Who_has_no_cookie_or_a_forged_one_is_sent_away_whether_the_board_is_there_or_not()
    {
        await using var bench = await HubBench.On(shared.Running);
        var nowhere = SeededIds.Named("no such board");
        var cookie = bench.CookieOf("Ada");
        foreach (var (with, board, code) in new[]
        {
            (null, bench.Board, "not-here"),
            (null, nowhere, "not-here"),
            ("mb." + bench.Board + "=" + SeededIds.Named("chair"), bench.Board, "not-here"),
            (cookie[..^5] + "AAAAA", bench.Board, "not-here"),
            (cookie, nowhere, "not-here"),
            (cookie.Replace(bench.Board, nowhere, StringComparison.Ordinal), nowhere, "not-here"),
            (bench.CookieOf("Ada", nowhere), nowhere, "no-board"),
        })
        {
            var page = await bench.Raw(null, with);
            await page.Invoke(HubContract.Enter, $$"""{"board":"{{board}}","replica":"{{Replica}}","stream":0,"v":{{WireVersion.Current}}}""");
            Assert.Equal(code, (await page.Next<Closed>()).Code);
            await page.Ends();
        }
    }

    [Fact]
    public async Task I1_another_persons_replica_is_not_lent()
    {
        await using var bench = await HubBench.On(shared.Running);
        var ada = bench.InABrowser("Ada");
        await ada.IsIn();
        var forger = await bench.Raw("Ben");
        await forger.Invoke(HubContract.Enter, $$"""{"board":"{{bench.Board}}","replica":"{{ada.Replica.Id}}","stream":0,"v":{{WireVersion.Current}}}""");
        Assert.Equal("not-your-replica", (await forger.Next<Closed>()).Code);
        await forger.Ends();

        var noId = await bench.Raw("Ben");
        await noId.Invoke(HubContract.Enter, $$"""{"board":"{{bench.Board}}","replica":"x","stream":0,"v":{{WireVersion.Current}}}""");
        Assert.Equal("not-your-replica", (await noId.Next<Closed>()).Code);
        await ada.Does(RoomBench.Note("undisturbed"));
        await ada.IsSaved();
    }

    private static string Change(Change change) => JsonSerializer.Serialize(change, BoardJson.Default.Change);

    private static string Submit(string batch) => $$"""{"type":1,"target":"Submit","arguments":[{{batch}}]}""";

    /// <summary>Ada's page, and a page of Ben's by hand, at a board with two notes and a scale.</summary>
    private static async Task<(BoardPerson Ada, RawPage Page)> Meet(HubBench bench)
    {
        await bench.Rooms.Do(bench.Board, SeededIds.Named("chair"), [RoomBench.Statement("there"), RoomBench.Note("removed"), new RemoveNote(Removed), new AddScale(Scale, new("How safe?", "Safe", "Not safe"))], HubBench.Cancel);
        var ada = bench.InABrowser("Ada");
        await ada.IsIn();
        var page = await bench.Raw("Ben");
        await page.Enter(bench.Board, Replica);
        return (ada, page);
    }

    /// <summary>Nothing has changed; the page that sent something bad goes on, and so does Ada.</summary>
    private static async Task GoesOn(HubBench bench, BoardPerson ada, RawPage page, int n)
    {
        var before = bench.TextsInTheLog().Length;
        await page.Invoke(HubContract.Submit, $$"""{"n":{{n}},"changes":[{{Change(RoomBench.Note("goes on"))}}]}""");
        var answer = (await page.Next<Answered>()).Answer;
        Assert.Equal((n, 1), (answer.N, answer.Count));
        await ada.Does(RoomBench.Note("undisturbed"));
        await ada.IsSaved();
        await ada.Sees("goes on");
        Assert.Equal(before + 2, bench.TextsInTheLog().Length);
        Assert.DoesNotContain(ada.Received, m => m is Shared.Sync.Unreadable or SlowDown or Closed);
    }
}
