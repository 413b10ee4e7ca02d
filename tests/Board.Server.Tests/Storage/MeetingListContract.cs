using MappingBoard.Server.Ports;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What every home of <see cref="IMeetingList"/> promises.</summary>
public abstract class MeetingListContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567);
    private static readonly string Ada = new('a', 64);
    private static readonly string Ben = new('b', 64);

    private IMeetingList List => Here.MeetingList;

    [Fact]
    public async Task S4_a_meeting_is_on_the_list_of_whom_it_was_added_for_and_on_no_other_after_a_restart_too()
    {
        var meeting = Meeting(Ada, 1, Noon);
        await List.Add(meeting, Cancel);
        Assert.Equal(meeting, await There.MeetingList.Find(Ada, meeting.Board, Cancel));
        await Restart();
        Assert.Equal(meeting, await List.Find(Ada, meeting.Board, Cancel));
        Assert.Equal([meeting], await List.Read(Ada, 0, 100, Cancel));
        Assert.Null(await List.Find(Ben, meeting.Board, Cancel));
        Assert.Empty(await List.Read(Ben, 0, 100, Cancel));
        Assert.Null(await List.Find(Ada, SampleLog.Id(2), Cancel));
    }

    [Fact]
    public async Task Two_members_of_staff_have_the_same_board_on_their_lists_as_different_people()
    {
        await List.Add(Meeting(Ada, 1, Noon), Cancel);
        await List.Add(Meeting(Ben, 1, Noon) with { Participant = SampleLog.Id(77) }, Cancel);
        Assert.NotEqual((await List.Find(Ada, SampleLog.Id(1), Cancel))!.Participant, (await List.Find(Ben, SampleLog.Id(1), Cancel))!.Participant);
    }

    [Fact]
    public async Task What_is_on_the_list_stays_as_it_is()
    {
        var first = Meeting(Ada, 1, Noon);
        await List.Add(first, Cancel);
        await List.Add(first with { Participant = SampleLog.Id(99), Created = Noon.AddDays(1) }, Cancel);
        Assert.Equal([first], await List.Read(Ada, 0, 100, Cancel));
    }

    [Fact]
    public async Task The_latest_come_first_and_pages_neither_leave_out_nor_repeat_one()
    {
        // Several of one moment among them, added in no order.
        foreach (var i in Enumerable.Range(1, 25).OrderBy(i => i * 7 % 26)) await List.Add(Meeting(Ada, i, Noon.AddMinutes(i / 3)), Cancel);
        await List.Add(Meeting(Ben, 1, Noon), Cancel);

        var read = new List<ListedMeeting>();
        while (await List.Read(Ada, read.Count, 10, Cancel) is { Count: > 0 } page) read.AddRange(page);

        Assert.Equal(25, read.Select(m => m.Board).Distinct().Count());
        Assert.Equal(25, read.Count);
        Assert.Equal(read.OrderByDescending(m => m.Created).Select(m => m.Created), read.Select(m => m.Created));
    }

    [Fact]
    public async Task Times_are_kept_in_utc()
    {
        await List.Add(Meeting(Ada, 1, Noon.ToOffset(TimeSpan.FromHours(1))), Cancel);
        var kept = Assert.Single(await List.Read(Ada, 0, 1, Cancel)).Created;
        Assert.Equal((Noon.Ticks, TimeSpan.Zero), (kept.Ticks, kept.Offset));
    }

    public static TheoryData<string, Func<ListedMeeting, ListedMeeting>> Malformed => new()
    {
        { "nobody", m => m with { Staff = "" } },
        { "a name instead of a key", m => m with { Staff = "ada@council.example" } },
        { "a key in capitals", m => m with { Staff = new('A', 64) } },
        { "no board", m => m with { Board = "x" } },
        { "no participant", m => m with { Participant = "" } },
    };

    [Theory, MemberData(nameof(Malformed))]
    public async Task What_is_malformed_is_refused(string what, Func<ListedMeeting, ListedMeeting> make)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await List.Add(make(Meeting(Ada, 1, Noon)), Cancel));
        Assert.False(refusal.Message.Contains("council", StringComparison.Ordinal), what);
        Assert.Empty(await List.Read(Ada, 0, 100, Cancel));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, 101)]
    public async Task A_page_out_of_bounds_is_refused(int skip, int most) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await List.Read(Ada, skip, most, Cancel));

    [Fact]
    public async Task What_is_no_key_finds_nothing()
    {
        await List.Add(Meeting(Ada, 1, Noon), Cancel);
        foreach (var key in new[] { "", "%", "' OR 1=1 --", Ada[..63], Ada.ToUpperInvariant() })
        {
            Assert.Empty(await List.Read(key, 0, 100, Cancel));
            Assert.Null(await List.Find(key, SampleLog.Id(1), Cancel));
        }
    }

    private static ListedMeeting Meeting(string staff, int board, DateTimeOffset created) =>
        new(staff, SampleLog.Id(board), SampleLog.Id(1000 + board), created);
}
