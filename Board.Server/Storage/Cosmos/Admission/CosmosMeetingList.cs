using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>The meetings of staff in Cosmos DB, each list in a partition of its own. Thread-safe.</summary>
internal sealed class CosmosMeetingList(CosmosContainer container, AdmissionLog doors) : IMeetingList
{
    public async Task Add(ListedMeeting meeting, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        meeting.RequireWellFormed();
        cancel.ThrowIfCancellationRequested();
        var created = meeting.Created.ToUniversalTime();
        var document = new MeetingDocument
        {
            Id = MeetingDocument.IdOf(meeting.Board),
            Partition = meeting.Staff,
            Listed = $"{StoredTime.Write(created)}-{meeting.Board}",
            Board = meeting.Board,
            Participant = meeting.Participant,
            Created = created,
        };
        // One that is there already stays, whoever made it.
        await container.Create("list_meeting", meeting.Staff, document.Id, JsonSerializer.SerializeToUtf8Bytes(document, AdmissionJson.Plain.MeetingDocument), _ => true);
        // A list has no number that a destroyed board could keep, so it is looked afterwards: either this sees that the
        // board is being destroyed, or whoever destroys it sees this (K3).
        if ((await doors.Read(meeting.Board, CancellationToken.None)).Destroyed is not null)
            await container.Delete("unlist_meeting", meeting.Staff, document.Id);
    }

    public async Task<ListedMeeting?> Find(string staff, string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(staff);
        ArgumentNullException.ThrowIfNull(board);
        if (!HexHash.IsWellFormed(staff) || !Ids.IsWellFormed(board)) return null;
        var there = await container.Read("find_meeting", staff, MeetingDocument.IdOf(board), content => AdmissionJson.Parse(content, AdmissionJson.Plain.MeetingDocument), cancel);
        return there is null ? null : Listed(there);
    }

    /// <summary>Those that are passed over are read as well: a list is as long as somebody's work, and has no counter.</summary>
    public async Task<IReadOnlyList<ListedMeeting>> Read(string staff, int skip, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(staff);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, ListedMeeting.MostAtOnce);
        if (!HexHash.IsWellFormed(staff)) return [];

        var query = new QueryDefinition("SELECT * FROM c WHERE c.listed < @before ORDER BY c.listed DESC").WithParameter("@before", AccessLines.End);
        var meetings = new List<ListedMeeting>();
        await foreach (var there in container.Query("read_meetings", query, staff, page => AdmissionJson.Parse(page, AdmissionJson.Plain.PageMeetingDocument), cancel))
        {
            if (skip-- > 0) continue;
            meetings.Add(Listed(there));
            if (meetings.Count == most) break;
        }

        return meetings;
    }

    private static ListedMeeting Listed(MeetingDocument there) => new(there.Partition, there.Board, there.Participant, there.Created);
}
