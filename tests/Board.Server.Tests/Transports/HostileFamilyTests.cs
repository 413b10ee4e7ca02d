using System.Text.Json;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>
/// A family member who has read docs/PROTOCOL.md and made a client of their own: every method with every role's arguments,
/// ids learnt elsewhere, other boards' ids, old numbers, a stale cookie. It gets them nothing and breaks nothing.
/// </summary>
public sealed class HostileFamilyTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Secret = "SECRET";

    private static readonly string Hidden = RoomBench.Note(Secret + " note").Note;
    private static readonly string HiddenScale = SeededIds.Named("hidden scale");
    private static readonly string SealedScale = SeededIds.Named("sealed scale");
    private static readonly string Open = RoomBench.Statement("an open statement").Note;
    private static readonly string BensOwn = RoomBench.Note("Ben's own words").Note;

    /// <summary>Every change that is not for the family, with arguments that would be right from somebody else.</summary>
    private static IEnumerable<Change> NotTheirs(string board)
    {
        var edit = TextEdit.Replace((Secret + " note").Length, 0, 0, "x");
        return
        [
            new EditText(Hidden, 0, edit), new EditText(BensOwn, 0, TextEdit.Replace("Ben's own words".Length, 0, 3, "My")),
            new MoveNote(Hidden, new(Column.WorkingWell)), new MoveNote(BensOwn, new(Column.WorkingWell)),
            new CategoriseNote(Hidden, "danger"), new CategoriseNote(BensOwn, "danger"),
            new RemoveNote(Hidden), new RemoveNote(BensOwn), new RestoreNote(Hidden),
            new MarkExactWords(Hidden), new MarkExactWords(BensOwn),
            new SetCircle(Hidden, TestCircles.Everyone, SeededIds.Named("showing")), new SetCircle(Open, TestCircles.Professionals, SeededIds.Named("showing")),
            new SetScaleCircle(HiddenScale, TestCircles.Everyone), new SetScaleCircle(SealedScale, TestCircles.Professionals),
            new PlaceJudgement(HiddenScale, 3, "", ""), new PlaceJudgement(SealedScale, 3, "", "", TestCircles.Professionals),
            new PlaceJudgement(SealedScale, 11, "", ""), new WithdrawJudgement(HiddenScale), new WithdrawJudgement(SealedScale),
            new SealScale(SealedScale), new RevealScale(SealedScale), new RevealScale(HiddenScale), new RevealScale(SealedScale, []),
            new AddScale(SeededIds.Named("theirs"), new("?", "", "")), new AddScale(SeededIds.Named("theirs"), new("?", "", ""), Hidden, TestCircles.Professionals, Sealed: true),
            new WordScale(SealedScale, new("?", "", "")), new SetScaleAside(SealedScale, true),
            new PairGoal(Open, Hidden), new AgreeStep(Hidden, "me"), new MarkStep(Hidden, true),
            new AddNote(SeededIds.Named("theirs"), new(Column.Worries), "for professionals", Circle: TestCircles.Professionals),
            new AddNote(Hidden, new(Column.Worries), "in its place"),
            new HoldBoard(), new ReleaseBoard(), new LockBoard(), new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals), new EndClosedPart(),
            new AddAddendum(SeededIds.Named("theirs"), "x"), new RespondToFinal(FinalAnswer.Agree, ""),
            new AppointChair(SeededIds.Named("Ada")), new SendOut(SeededIds.Named("Ben")), new SendOut(SeededIds.Named("chair")),
            new JoinBoard("Ada", "chair", Role.Chair, TestCircles.Staff), SampleBoards.Start,
            new NoteShown(Hidden, [new(new() { Id = Hidden, Text = "forged", Author = SeededIds.Named("Ben"), Circle = TestCircles.Everyone }, new(Column.Worries))], []),
            new NoteHidden(Open, [Open], []), new SetNoteAudience(Hidden, TestCircles.Everyone), new SetScaleAudience(HiddenScale, TestCircles.Everyone),
            new ScaleShown(new() { Id = HiddenScale, Wording = new("?", "", ""), Circle = TestCircles.Everyone }), new ScaleHidden(SealedScale), new NumberPlaced(SealedScale, 7),
            new AddNote(board, new(Column.Worries, Hidden), " "),
        ];
    }

    [Fact]
    public async Task V2_V5_V6_every_change_that_is_not_theirs_is_refused_changes_nothing_and_tells_nothing()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (chair, ben) = await Meet(bench);
        var page = await bench.Raw("Ada");
        await page.Enter(bench.Board, SeededIds.Named("Ada's client"));
        var before = chair.Replica.Confirmed.Json();
        long n = 0;
        foreach (var change in NotTheirs(bench.Board))
        {
            await page.Invoke(HubContract.Submit, JsonSerializer.Serialize(new(++n, [change]), BoardJson.Default.Batch));
            var answer = (await page.Next<Answered>()).Answer;
            Assert.True(answer is { Count: 0, Refused.Length: 1 } && answer.N == n, $"{change.GetType().Name} was not refused.");
            Assert.NotEqual("broken", answer.Refused[0].Code);
        }

        await Goes(chair, ben, "meanwhile");
        Assert.Equal(before, (chair.Replica.Confirmed with { Notes = chair.Replica.Confirmed.Notes.Remove(RoomBench.Note("meanwhile").Note), Columns = WithoutMeanwhile(chair) }).Json());
        AssertNothingSecret(page);
    }

    [Fact]
    public async Task V6_every_method_with_strange_arguments_other_boards_and_old_numbers_gets_nothing()
    {
        await using var bench = await HubBench.On(shared.Running);
        await using var other = await HubBench.On(shared.Running);
        var (chair, ben) = await Meet(bench);
        var replica = SeededIds.Named("Ada's client");

        // Another board's door with this board's cookie; this board with somebody else's replica, and with numbers of no stream.
        var stranger = await bench.Raw("Ada");
        await stranger.Invoke(HubContract.Enter, JsonSerializer.Serialize(new(other.Board, replica, 0, WireVersion.Current), BoardJson.Default.EnterRequest));
        Assert.Equal("not-here", (await stranger.Next<Closed>()).Code);
        var thief = await bench.Raw("Ada");
        await thief.Invoke(HubContract.Enter, JsonSerializer.Serialize(new(bench.Board, ben.Replica.Id, 0, WireVersion.Current), BoardJson.Default.EnterRequest));
        Assert.Equal("not-your-replica", (await thief.Next<Closed>()).Code);
        foreach (var stream in new[] { -1, 0, 1, 3, 5, 9_999 })
        {
            var page = await bench.Raw("Ada");
            var welcome = await page.Enter(bench.Board, SeededIds.Named("client " + stream), stream);
            Assert.Equal(bench.Board, welcome.Snapshot?.Id ?? bench.Board);
            AssertNothingSecret(page);
        }

        var client = await bench.Raw("Ada");
        await client.Enter(bench.Board, replica);
        foreach (var method in new[] { HubContract.Enter, HubContract.Submit, HubContract.Show, HubContract.Doors, HubContract.Receive, "OnConnectedAsync", "Dispose" })
        {
            foreach (var argument in new[] { "{}", "[]", "null", "17", "\"" + Hidden + "\"", "{\"kind\":\"invitations\"}", "{\"n\":0,\"changes\":[]}" })
                await client.Invoke(method, argument);
        }

        await client.Invoke(HubContract.Show, JsonSerializer.Serialize(new(Hidden), BoardJson.Default.ShowRequest));
        await Goes(chair, ben, "meanwhile");
        AssertNothingSecret(stranger, thief, client);
    }

    [Fact]
    public async Task V6_somebody_who_was_sent_out_is_nobody_with_the_cookie_that_they_still_have()
    {
        await using var bench = await HubBench.On(shared.Running);
        var (chair, ben) = await Meet(bench);
        var cookie = bench.CookieOf("Ada");
        var page = await bench.Raw("Ada", cookie);
        await page.Enter(bench.Board, SeededIds.Named("Ada's client"));
        await chair.Does(new SendOut(SeededIds.Named("Ada")));
        Assert.Equal("sent-out", (await page.Next<Closed>()).Code);

        var again = await bench.Raw("Ada", cookie);
        await again.Invoke(HubContract.Enter, JsonSerializer.Serialize(new(bench.Board, SeededIds.Named("Ada's client"), 0, WireVersion.Current), BoardJson.Default.EnterRequest));
        Assert.Equal("not-here", (await again.Next<Closed>()).Code);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bench.Address, "b/" + bench.Board));
        request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request, HubBench.Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
        await Goes(chair, ben, "meanwhile");
        AssertNothingSecret(page, again);
    }

    [Fact]
    public async Task V2_the_page_that_a_family_member_opens_holds_nothing_that_is_not_for_them()
    {
        await using var bench = await HubBench.On(shared.Running);
        await Meet(bench);
        using var http = new HttpClient();
        foreach (var (name, sees) in new[] { ("Ada", false), ("Ben", true) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bench.Address, "b/" + bench.Board));
            request.Headers.Add("Cookie", bench.CookieOf(name));
            using var answer = await http.SendAsync(request, HubBench.Cancel);
            var html = await answer.Content.ReadAsStringAsync(HubBench.Cancel);
            Assert.Contains("an open statement", html, StringComparison.Ordinal);
            Assert.Equal(sees, html.Contains(Secret, StringComparison.Ordinal) && html.Contains(Hidden, StringComparison.Ordinal));
            Assert.Equal(sees, html.Contains(HiddenScale, StringComparison.Ordinal));
            Assert.DoesNotContain("SEALED", html, StringComparison.Ordinal);
        }
    }

    private static async Task<(BoardPerson Chair, BoardPerson Ben)> Meet(HubBench bench)
    {
        var (chair, ben) = (bench.InABrowser("chair"), bench.InABrowser("Ben"));
        await Task.WhenAll(chair.IsIn(), ben.IsIn());
        await ben.Does(RoomBench.Note(Secret + " note") with { Circle = TestCircles.Professionals }, RoomBench.Statement("an open statement"), RoomBench.Note("Ben's own words"));
        await chair.Does(new AddScale(HiddenScale, new(Secret + " scale", "", ""), Circle: TestCircles.Professionals), new AddScale(SealedScale, new("How safe?", "", ""), Sealed: true));
        await chair.Does(new PlaceJudgement(SealedScale, 2, "SEALED by the chair", ""));
        await Task.WhenAll(chair.IsSaved(), ben.IsSaved());
        await ben.Until(r => r.Confirmed.Scale(SealedScale)?.Placed == 1);
        await chair.Until(r => r.Confirmed.Notes.Count == 3);
        return (chair, ben);
    }

    /// <summary>The others go on as if nothing had happened.</summary>
    private static async Task Goes(BoardPerson chair, BoardPerson ben, string words)
    {
        await ben.Does(RoomBench.Note(words));
        await chair.Sees(words);
    }

    private static System.Collections.Immutable.ImmutableArray<System.Collections.Immutable.ImmutableList<string>> WithoutMeanwhile(BoardPerson chair) =>
        [.. chair.Replica.Confirmed.Columns.Select(order => order.Remove(RoomBench.Note("meanwhile").Note))];

    private static void AssertNothingSecret(params RawPage[] pages) => Assert.All(pages, page =>
    {
        Assert.NotEmpty(page.Frames);
        Assert.All(page.Frames, frame =>
        {
            foreach (var secret in new[] { Secret, "SEALED", Hidden, HiddenScale }) Assert.DoesNotContain(secret, frame, StringComparison.Ordinal);
        });
    });
}
