using MappingBoard.Server.Identity.Staff;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;

namespace MappingBoard.Server.Pages;

/// <summary>
/// The meetings of a member of staff, and their way back to them from any device. What the list shows of them comes from
/// the rooms that are open here and from the list of all meetings; a board is opened for it only where that does not
/// know it yet. Thread-safe.
/// </summary>
internal sealed class MyMeetings(IMeetingList list, IMeetingIndex index, RoomDirectory rooms, Meetings meetings, TimeProvider time)
{
    /// <summary>Meetings on one page.</summary>
    public const int OnAPage = 20;

    /// <summary>A page of somebody's meetings, the latest first.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="page">1, 2, 3 …</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<MeetingsPage> Read(StaffMember member, int page, CancellationToken cancel)
    {
        // One more than is shown tells whether there are others.
        var listed = await list.Read(member.Key, (page - 1) * OnAPage, OnAPage + 1, cancel);
        var shown = listed.Take(OnAPage).ToList();
        var known = await Patience.Within(time, limit => index.Read([.. shown.Select(m => m.Board)], limit), cancel);
        var rows = await Task.WhenAll(shown.Select(m => Row(m, known.FirstOrDefault(s => s.Board == m.Board), cancel)));
        return new([.. rows.OfType<MeetingRow>()], HasOlder: listed.Count > OnAPage);
    }

    /// <summary>Somebody's own place at a meeting of theirs; who had left it is at it again.</summary>
    /// <returns>Null when the board is not on their list, or cannot be entered.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<MeetingPlace?> Open(StaffMember member, string board, CancellationToken cancel)
    {
        if (await list.Find(member.Key, board, cancel) is not { } listed) return null;
        var place = new MeetingPlace(board, listed.Participant);
        if ((await meetings.Read(place, cancel))?.Participant(listed.Participant) is not { } self) return null;
        if (self.IsAtTheMeeting) return place;
        return self.SentOut is null && await meetings.ComeBack(place, self, cancel) is null ? place : null;
    }

    /// <summary>Null when they never were at it: a meeting that is listed and was never made.</summary>
    private async Task<MeetingRow?> Row(ListedMeeting listed, MeetingSummary? known, CancellationToken cancel)
    {
        var open = rooms.ReadIfOpen(listed.Board);
        try
        {
            if (open is null && known is null) open = await meetings.Read(listed.Board, cancel);
        }
        catch (UnreadableLogException)
        {
            // The others can be opened all the same.
            return new(listed.Board, Meeting: null, HasLeft: false);
        }

        var summary = open is null ? known : MeetingSummary.Of(open, known?.Number ?? 0, known?.LastAt ?? open.StartedAt);
        return summary?.Person(listed.Participant) is { } self ? new(listed.Board, summary, self.HasLeft) : null;
    }
}

/// <param name="Rows">The latest first.</param>
/// <param name="HasOlder">Whether there is another page.</param>
internal sealed record MeetingsPage(IReadOnlyList<MeetingRow> Rows, bool HasOlder);

/// <param name="Id">The board's id.</param>
/// <param name="Meeting">Null when its record is damaged.</param>
/// <param name="HasLeft">Whether they have said that they leave it for good.</param>
internal sealed record MeetingRow(string Id, MeetingSummary? Meeting, bool HasLeft);
