using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.TestSupport.Log;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Server.Tests.Retention;

/// <summary>A board of which there is something of every kind that a store keeps.</summary>
public sealed class FullBoard
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly string _word;
    private readonly IssuedInvitation _invitation;
    private readonly LobbyRequest _request;
    private readonly DeviceLink _link;
    private readonly string _linkHash;
    private readonly string _code;
    private readonly ListedMeeting _listed;

    /// <param name="id">The board's id.</param>
    /// <param name="word">Stands in every text and every name of it, and nowhere else.</param>
    public FullBoard(string id, string word)
    {
        (Id, _word) = (id, word);
        var (chair, family) = (NewId(), NewId());
        _invitation = new(NewId(), NewHash(), id, chair, Noon, Role.Family, TestCircles.Family, Noon.AddDays(1), $"{word} Guest", $"{word} aunt", 5);
        _request = new(NewId(), id, _invitation.Id, family, $"{word} Asker", $"{word} uncle", Role.Family, TestCircles.Family, Noon.AddMinutes(3), LobbyState.Waiting);
        _link = new(id, chair, Noon.AddMinutes(30));
        (_linkHash, _code) = (NewHash(), NewHash());
        _listed = new(NewHash(), id, chair, Noon);

        var first = LogGens.Next(id, null, Noon, By(chair, new StartBoard($"{word} title", MeetingTemplates.All[0], Practice: false), new JoinBoard($"{word} Chair", "chair", Role.Chair)));
        var second = LogGens.Next(id, first, Noon.AddMinutes(1), By(chair, new AddNote(NewId(), new(Column.Worries), $"{word} words")));
        var third = LogGens.Next(id, second, Noon.AddMinutes(2), By(family, new JoinBoard($"{word} Mum", "mum", Role.Family)));
        Log = [first, second, third];
    }

    public string Id { get; }

    public IReadOnlyList<Commit> Log { get; }

    /// <summary>What must not be found after it was destroyed.</summary>
    public IReadOnlyList<string> Secrets => [_word, _invitation.TokenHash, _linkHash, _code, _listed.Staff];

    /// <summary>What must not be found even where a server has tried to bring it back.</summary>
    public IReadOnlyList<string> Words => [_word];

    public async Task Fill(AdmissionStores server, CancellationToken cancel)
    {
        foreach (var commit in Log) Assert.True(await server.Boards.TryAppend(commit, cancel));
        await server.Boards.WriteSnapshot(Snapshot(), cancel);
        await FillDoors(server, cancel);
        Assert.Equal(Asked.Waits, await server.WaitingRoom.Ask(_request, Entry(AccessKind.Asked, 3), cancel));
    }

    /// <summary>A server that has not heard of its end goes on as before; what it is told is its own affair.</summary>
    public async Task TryToFillDoors(AdmissionStores server, CancellationToken cancel)
    {
        await server.Boards.WriteSnapshot(Snapshot(), cancel);
        await FillDoors(server, cancel);
        await server.WaitingRoom.Ask(_request with { Id = NewId() }, Entry(AccessKind.Asked, 3), cancel);
    }

    public async Task AssertIsThere(AdmissionStores server, CancellationToken cancel)
    {
        Assert.Equal(Log.Count, (await server.Boards.ReadCommits(Id, 0, cancel)).Count);
        Assert.NotNull(await server.Boards.ReadSnapshot(Id, cancel));
        Assert.Equal($"{_word} Guest", (await server.Invitations.Find(_invitation.TokenHash, cancel))!.Name);
        Assert.NotNull(await server.Invitations.FindByCode(_code, Noon, cancel));
        Assert.Single(await server.WaitingRoom.ReadWaiting(Id, cancel));
        Assert.NotNull(await server.DeviceLinks.Find(_linkHash, Noon, cancel));
        Assert.NotNull(await server.MeetingList.Find(_listed.Staff, Id, cancel));
        Assert.Single(await server.MeetingIndex.Read([Id], cancel));
    }

    public async Task AssertIsGone(AdmissionStores server, CancellationToken cancel)
    {
        await Assert.ThrowsAsync<BoardDestroyedException>(() => server.Boards.ReadCommits(Id, 0, cancel));
        await Assert.ThrowsAsync<BoardDestroyedException>(() => server.Boards.ReadCommits(Id, Log.Count, cancel));
        Assert.Null(await server.Boards.ReadSnapshot(Id, cancel));
        Assert.Null(await server.Invitations.Find(_invitation.TokenHash, cancel));
        Assert.Null(await server.Invitations.FindById(_invitation.Id, cancel));
        Assert.Null(await server.Invitations.FindByCode(_code, Noon, cancel));
        Assert.Empty(await server.Invitations.ReadOpen(Id, Noon, cancel));
        Assert.Null(await server.WaitingRoom.Find(_request.Id, cancel));
        Assert.Empty(await server.WaitingRoom.ReadWaiting(Id, cancel));
        Assert.Empty(await server.WaitingRoom.ReadNamed(Id, cancel));
        Assert.Null(await server.DeviceLinks.Find(_linkHash, Noon, cancel));
        Assert.Null(await server.MeetingList.Find(_listed.Staff, Id, cancel));
        Assert.Empty(await server.MeetingIndex.Read([Id], cancel));
    }

    private async Task FillDoors(AdmissionStores server, CancellationToken cancel)
    {
        await server.Invitations.Create(_invitation, Entry(AccessKind.Invited, 1), cancel);
        await server.Invitations.GiveCode(_invitation.Id, _code, Noon.AddMinutes(30), Entry(AccessKind.CodeMade, 2), cancel);
        await server.DeviceLinks.Create(_linkHash, _link, Entry(AccessKind.DeviceLinkMade, 2), cancel);
        await server.AccessLog.Append(Entry(AccessKind.Opened, 4), cancel);
        await server.MeetingList.Add(_listed, cancel);
        await server.MeetingIndex.Put(Log.Aggregate(MeetingSummary.Empty(Id), (summary, commit) => summary.After(commit)), cancel);
    }

    private Snapshot Snapshot()
    {
        var ledger = Ledger.Empty(Id);
        foreach (var commit in Log) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        return ledger.ToSnapshot();
    }

    private AccessEntry Entry(AccessKind what, int minute) => new(Id, Noon.AddMinutes(minute), what, _link.Participant, _link.Participant);

    private static CommittedBatch By(string participant, params Change[] changes) => new(participant, "", 0, [.. changes], []);

    private static string NewId() => Ids.From(Guid.NewGuid().ToByteArray());

    private static string NewHash() => InvitationToken.HashOf(InvitationToken.New())!;
}
