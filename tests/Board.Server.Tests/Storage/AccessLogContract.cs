using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What every home of the access log promises: each line is written with the thing that it speaks of.</summary>
public abstract class AccessLogContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SeededIds.Named("board");
    private static readonly string Chair = SeededIds.Named("chair");
    private static readonly string Kev = SeededIds.Named("kev");

    [Fact]
    public async Task Every_part_of_a_line_comes_back_the_latest_first_and_by_pages()
    {
        var all = new AccessEntry(Board, Noon.AddTicks(7), AccessKind.LetIn, "a", "b", Role.NoteTaker, "c", "d");
        await Here.AccessLog.Append(all, Cancel);
        foreach (var what in Enum.GetValues<AccessKind>()) await Here.AccessLog.Append(new(Board, Noon.AddMinutes(1 + (int)what), what), Cancel);
        await Here.AccessLog.Append(all with { Board = SampleLog.Id(9) }, Cancel);

        await Restart();
        var lines = await There.AccessLog.Read(Board, null, 100, Cancel);
        Assert.Equal(Enum.GetValues<AccessKind>().Reverse(), lines.Take(lines.Count - 1).Select(l => l.Entry.What));
        Assert.Equal(all, lines[^1].Entry);
        Assert.Equal(lines.Skip(2).Take(3), await Here.AccessLog.Read(Board, lines[1].Cursor, 3, Cancel));
        Assert.Empty(await Here.AccessLog.Read(Board, lines[^1].Cursor, 3, Cancel));
        Assert.Empty(await Here.AccessLog.Read(SampleLog.Id(8), null, 3, Cancel));
    }

    [Fact]
    public async Task A10_who_came_and_went_is_written_with_the_commit_that_says_so_and_once()
    {
        foreach (var commit in Meeting()) await Here.Boards.TryAppend(commit, Cancel);
        Assert.False(await There.Boards.TryAppend(Meeting()[^1], Cancel));
        Assert.Equal(
            [
                (AccessKind.SentOut, Kev, Chair, null),
                (AccessKind.Joined, Kev, Kev, Role.Family),
                (AccessKind.Joined, Chair, Chair, Role.Chair),
                (AccessKind.Started, Chair, Chair, (Role?)null),
            ],
            (await There.AccessLog.Read(Board, null, 10, Cancel)).Select(l => (l.Entry.What, l.Entry.Participant!, l.Entry.By!, l.Entry.Role)));
    }

    /// <summary>All at one moment, too: whatever decides between two lines, it is the same on each page.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(7, 60)]
    public async Task A10_pages_neither_leave_out_nor_repeat_a_line_whatever_wrote_it(int most, int seconds)
    {
        var at = Noon.AddSeconds(2 * seconds);
        foreach (var commit in Meeting(seconds)) await Here.Boards.TryAppend(commit, Cancel);
        for (var i = 0; i < 3; i++)
        {
            var invitation = Invitation($"invitation {i}", at = at.AddSeconds(seconds));
            await There.Invitations.Create(invitation, new(Board, at, AccessKind.Invited, By: Chair, Invitation: invitation.Id), Cancel);
            await Here.AccessLog.Append(new(Board, at, AccessKind.Opened, Chair, Chair), Cancel);
        }

        var all = await Here.AccessLog.Read(Board, null, 100, Cancel);
        Assert.Equal(10, all.Count);
        if (seconds > 0) Assert.Equal(all.Select(l => l.Entry.At).OrderDescending(), all.Select(l => l.Entry.At));
        Assert.Equal(10, all.Select(l => l.Cursor).Distinct(StringComparer.Ordinal).Count());

        var paged = new List<AccessLine>();
        while (paged.Count <= all.Count && await There.AccessLog.Read(Board, paged.Count == 0 ? null : paged[^1].Cursor, most, Cancel) is { Count: > 0 } page) paged.AddRange(page);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task What_was_done_already_since_a_moment_is_not_said_again()
    {
        var opened = new AccessEntry(Board, Noon, AccessKind.Opened, "a", "a");
        await Here.AccessLog.AppendUnlessSince(Noon.AddHours(-12), opened, Cancel);
        await There.AccessLog.AppendUnlessSince(Noon.AddHours(-11), opened with { At = Noon.AddHours(1) }, Cancel);
        await There.AccessLog.AppendUnlessSince(Noon, opened with { At = Noon.AddHours(1) }, Cancel);
        Assert.Single(await Lines());
        await Here.AccessLog.AppendUnlessSince(Noon.AddHours(1), opened with { At = Noon.AddHours(13) }, Cancel);
        await Here.AccessLog.AppendUnlessSince(Noon, opened with { Participant = "b" }, Cancel);
        await Here.AccessLog.AppendUnlessSince(Noon, opened with { Board = SampleLog.Id(9) }, Cancel);
        Assert.Equal(3, (await Lines()).Count);

        async Task<IReadOnlyList<AccessLine>> Lines() => await There.AccessLog.Read(Board, null, 10, Cancel);
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("-1")]
    [InlineData("' OR 1=1 --")]
    [InlineData("2026-11-23T12:00:00Z-")]
    public async Task Before_what_is_no_place_in_it_there_is_nothing(string cursor)
    {
        await Here.AccessLog.Append(new(Board, Noon, AccessKind.Opened), Cancel);
        Assert.Empty(await Here.AccessLog.Read(Board, cursor, 10, Cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task A_page_out_of_bounds_is_refused(int most) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Here.AccessLog.Read(Board, null, most, Cancel));

    [Fact]
    public async Task A10_a_long_log_is_read_to_its_beginning()
    {
        for (var i = 0; i < 250; i++) await Here.AccessLog.Append(new(Board, Noon.AddTicks(i), AccessKind.Opened, $"{i}"), Cancel);
        Assert.Equal(Enumerable.Range(0, 250).Reverse(), (await There.AccessLog.Read(Board, null, 1000, Cancel)).Select(l => int.Parse(l.Entry.Participant!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(249, int.Parse((await There.AccessLog.Read(Board, null, 1, Cancel))[0].Entry.Participant!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A meeting of three commits, the last of which says more than who went.</summary>
    private static List<Commit> Meeting(int seconds = 0)
    {
        var (first, ledger) = Commit(Ledger.Empty(Board), Chair, Noon, [SampleBoards.Start, new JoinBoard("Ruth", "chair", Role.Chair)]);
        var (second, after) = Commit(ledger, Kev, Noon.AddSeconds(seconds), [new JoinBoard("Kev", "uncle", Role.Family)]);
        var (third, _) = Commit(after, Chair, Noon.AddSeconds(2 * seconds), [new AddNote(SeededIds.Named("note"), new(Column.Worries), "words"), new SendOut(Kev)]);
        return [first, second, third];
    }

    private static (Commit Commit, Ledger After) Commit(Ledger ledger, string by, DateTimeOffset at, Change[] changes)
    {
        var draft = new CommitDraft(ledger, at);
        Assert.Null(draft.TakeOwn(by, [.. changes]));
        return draft.Finish();
    }

    private static IssuedInvitation Invitation(string name, DateTimeOffset at) => new(
        SeededIds.Named(name),
        InvitationToken.HashOf(InvitationToken.New())!,
        Board,
        Chair,
        at,
        Role.Family,
        TestCircles.Family,
        at.AddDays(14));
}
