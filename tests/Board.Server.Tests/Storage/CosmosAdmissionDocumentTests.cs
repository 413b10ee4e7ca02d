using System.Text.Json;
using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>How the doors stand in the container, and what damage to it is taken for.</summary>
public sealed class CosmosAdmissionDocumentTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SampleLog.Id(7);

    private readonly CosmosDouble _account = new();
    private CosmosServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await CosmosServer.Open(_account);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Assert.Empty(_account.Refused);
    }

    [Fact]
    public async Task A10_an_act_and_its_line_are_one_document_that_names_nobody()
    {
        var invitation = Invitation("for Kev") with { Name = "Kev Marsh", Who = "uncle" };
        await _server.Invitations.Create(invitation, Entry(AccessKind.Invited), Cancel);
        await _server.WaitingRoom.Ask(Request("Kev Marsh", "for Kev"), Entry(AccessKind.Asked), Cancel);

        var (invited, asked) = (_account.Document(Board, "act-1")!.Value, _account.Document(Board, "act-2")!.Value);
        Assert.Equal(("invited", "Invited"), (What(invited), Noted(invited)));
        Assert.Equal(("asked", "Asked"), (What(asked), Noted(asked)));
        Assert.Equal("Family", asked.GetProperty("act").GetProperty("role").GetString());
        foreach (var document in _account.All(Board))
        {
            var id = document.GetProperty("id").GetString()!;
            Assert.Equal(id.StartsWith("names-", StringComparison.Ordinal), document.GetRawText().Contains("Marsh", StringComparison.Ordinal));
        }

        static string? What(JsonElement document) => document.GetProperty("act").GetProperty("what").GetString();

        static string? Noted(JsonElement document) => document.GetProperty("entry").GetProperty("what").GetString();
    }

    [Fact]
    public async Task I1_a_form_that_is_sent_again_as_it_was_writes_nothing()
    {
        await _server.Invitations.Create(Invitation("for all"), Entry(AccessKind.Invited), Cancel);
        await _server.WaitingRoom.Ask(Request("Kev"), Entry(AccessKind.Asked), Cancel);
        var before = _account.All(Board).Count;
        Assert.Equal(Asked.Waits, await _server.WaitingRoom.Ask(Request("Kev"), Entry(AccessKind.Asked), Cancel));
        Assert.Equal(before, _account.All(Board).Count);
    }

    [Fact]
    public async Task A10_a_commit_is_marked_when_it_says_who_comes_or_goes_and_no_other_is()
    {
        var draft = new CommitDraft(Ledger.Empty(Board), Noon);
        Assert.Null(draft.TakeOwn(SampleLog.Id(1), [SampleBoards.Start, new JoinBoard("Ruth", "chair", Role.Chair)]));
        var (first, ledger) = draft.Finish();
        draft = new CommitDraft(ledger, Noon);
        Assert.Null(draft.TakeOwn(SampleLog.Id(1), [new AddNote(SampleLog.Id(2), new(Column.Worries), "words")]));
        await _server.Boards.TryAppend(first, Cancel);
        await _server.Boards.TryAppend(draft.Finish().Commit, Cancel);
        Assert.Equal("2026-11-23T12:00:00.0000000Z-c0000000001", _account.Document(Board, "commit-1")!.Value.GetProperty("line").GetString());
        Assert.False(_account.Document(Board, "commit-2")!.Value.TryGetProperty("line", out _));
    }

    [Fact]
    public async Task A10_a_line_that_is_written_late_stands_where_it_happened()
    {
        await _server.AccessLog.Append(Entry(AccessKind.Opened) with { Detail = "first" }, Cancel);
        await _server.AccessLog.Append(Entry(AccessKind.Opened) with { At = Noon.AddMinutes(2), Detail = "third" }, Cancel);
        await _server.AccessLog.Append(Entry(AccessKind.Opened) with { At = Noon.AddMinutes(1).ToOffset(TimeSpan.FromHours(1)), Detail = "second" }, Cancel);
        Assert.Equal(["third", "second", "first"], (await _server.AccessLog.Read(Board, null, 10, Cancel)).Select(l => l.Entry.Detail));
    }

    [Fact]
    public async Task Keys_of_what_is_over_soon_go_by_themselves_and_those_of_invitations_stay()
    {
        var invitation = Invitation("for all");
        var device = InvitationToken.HashOf(InvitationToken.New())!;
        await _server.Invitations.Create(invitation, Entry(AccessKind.Invited), Cancel);
        await _server.Invitations.GiveCode(invitation.Id, new('a', 64), Noon.AddMinutes(30), Entry(AccessKind.CodeMade), Cancel);
        await _server.DeviceLinks.Create(device, new DeviceLink(Board, SampleLog.Id(1), Noon.AddMinutes(10)), Entry(AccessKind.DeviceLinkMade), Cancel);
        Assert.Equal((24 * 60 + 30) * 60, _account.Document(new('a', 64), "code")!.Value.GetProperty("ttl").GetInt32());
        Assert.Equal((24 * 60 + 10) * 60, _account.Document(device, "device")!.Value.GetProperty("ttl").GetInt32());
        Assert.False(_account.Document(invitation.TokenHash, "token")!.Value.TryGetProperty("ttl", out _));
    }

    [Fact]
    public async Task A_key_whose_act_never_came_leads_nowhere()
    {
        var invitation = Invitation("never made");
        _account.Script(Well, Well, CosmosFault.DroppedBefore);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _server.Invitations.Create(invitation, Entry(AccessKind.Invited), Cancel));
        Assert.NotNull(_account.Document(invitation.TokenHash, "token"));
        Assert.Null(await _server.Invitations.Find(invitation.TokenHash, Cancel));
        Assert.Null(await _server.Invitations.FindById(invitation.Id, Cancel));
        Assert.True(await _server.Invitations.Create(invitation, Entry(AccessKind.Invited), Cancel));
        Assert.Equal(invitation, await _server.Invitations.Find(invitation.TokenHash, Cancel));
    }

    [Fact]
    public async Task An_act_that_is_missing_or_of_a_newer_version_shuts_the_doors_of_its_board_and_of_no_other()
    {
        await _server.Invitations.Create(Invitation("for all"), Entry(AccessKind.Invited), Cancel);
        await _server.WaitingRoom.Ask(Request("Kev"), Entry(AccessKind.Asked), Cancel);
        await using var other = await CosmosServer.Open(_account);
        _account.Take(Board, "act-1");
        var missing = await Assert.ThrowsAsync<StoreUnavailableException>(() => other.WaitingRoom.ReadWaiting(Board, Cancel));
        Assert.Contains("Act 1 ", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Board, missing.Message, StringComparison.Ordinal);

        _account.Plant(Board, $$"""{"id":"act-1","partition":"{{Board}}","number":1,"attempt":"x","act":{"what":"knighted","who":"Kev"} }""");
        var newer = await Assert.ThrowsAsync<StoreUnavailableException>(() => other.WaitingRoom.ReadWaiting(Board, Cancel));
        Assert.DoesNotContain("Kev", newer.ToString(), StringComparison.Ordinal);
        Assert.Empty(await other.WaitingRoom.ReadWaiting(SampleLog.Id(9), Cancel));
    }

    [Fact]
    public async Task An_act_is_read_whatever_the_order_of_its_properties()
    {
        _account.Plant(Board, $$"""
            {"entry":null,"act":{"expiresAt":"2026-12-23T12:00:00+00:00","sees":"Everyone","role":"Family","createdAt":"2026-11-23T12:00:00+00:00",
            "createdBy":"{{SampleLog.Id(1)}}","tokenHash":"{{new string('a', 64)}}","id":"{{SampleLog.Id(3)}}","what":"invited"},
            "attempt":"x","number":1,"partition":"{{Board}}","id":"act-1"}
            """);
        Assert.Equal(SampleLog.Id(3), Assert.Single(await _server.Invitations.ReadOpen(Board, Noon, Cancel)).Id);
    }

    [Fact]
    public async Task What_has_been_read_once_is_not_read_again()
    {
        await _server.Invitations.Create(Invitation("for all"), Entry(AccessKind.Invited), Cancel);
        await using var other = await CosmosServer.Open(_account);
        Assert.Single(await other.Invitations.ReadOpen(Board, Noon, Cancel));
        _account.Take(Board, "act-1");
        Assert.Single(await other.Invitations.ReadOpen(Board, Noon, Cancel));
    }

    private static CosmosFault Well { get; } = CosmosFault.Slow(TimeSpan.Zero);

    private static IssuedInvitation Invitation(string name) => new(
        SeededIds.Named(name),
        InvitationToken.HashOf(InvitationToken.New())!,
        Board,
        SampleLog.Id(1),
        Noon,
        Role.Family,
        TestCircles.Family,
        Noon.AddDays(14));

    private static LobbyRequest Request(string name, string invitation = "for all") => new(
        SeededIds.Named(name),
        Board,
        SeededIds.Named(invitation),
        SeededIds.Named(name + "'s own id"),
        name,
        "uncle",
        Role.Family,
        TestCircles.Family,
        Noon);

    private static AccessEntry Entry(AccessKind what) => new(Board, Noon, what, By: SampleLog.Id(1));
}
