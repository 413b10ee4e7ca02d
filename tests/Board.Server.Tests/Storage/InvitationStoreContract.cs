using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What every home of invitations promises: they are kept without their tokens, each act with its line of the access log.</summary>
public abstract class InvitationStoreContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly DateTimeOffset Made = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero).AddTicks(1234567);

    private readonly string _token = InvitationToken.New();

    [Fact]
    public async Task An_invitation_is_found_by_the_hash_of_its_token_after_a_restart_too()
    {
        var invitation = Invitation(_token);
        await Create(invitation);
        Assert.Equal(invitation, await Found(_token));
        Assert.Equal(invitation, await Here.Invitations.FindById(invitation.Id, Cancel));
        Assert.Equal(invitation, await There.Invitations.Find(invitation.TokenHash, Cancel));
        await Restart();
        Assert.Equal(invitation, await Found(_token));
    }

    [Fact]
    public async Task Every_part_of_an_invitation_comes_back()
    {
        var all = Invitation(_token) with { Circles = TestCircles.Staff, Name = "Kev “Kevin” Marsh 🌱", Who = "uncle", Uses = 7, RevokedAt = Made.AddTicks(1) };
        await Create(all);
        Assert.Equal(all, await Found(_token));
        foreach (var role in Enum.GetValues<Role>())
        {
            var one = Invitation(InvitationToken.New()) with { Role = role };
            await Create(one);
            Assert.Equal(role, (await Here.Invitations.Find(one.TokenHash, Cancel))?.Role);
        }
    }

    /// <summary>A moment is the same moment, whichever zone it was said in.</summary>
    [Fact]
    public async Task Times_are_kept_in_utc()
    {
        await Create(Invitation(_token) with { CreatedAt = Made.ToOffset(TimeSpan.FromHours(1)) });
        Assert.Equal((Made.Ticks, TimeSpan.Zero), ((await Found(_token))!.CreatedAt.Ticks, (await Found(_token))!.CreatedAt.Offset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    [InlineData("%")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_was_never_made_is_not_found(string hash)
    {
        await Create(Invitation(_token));
        Assert.Null(await Here.Invitations.Find(hash, Cancel));
    }

    [Fact]
    public async Task A_token_is_no_key_to_the_store_and_stands_nowhere_in_its_storage()
    {
        await Create(Invitation(_token));
        Assert.Null(await Here.Invitations.Find(_token, Cancel));
        await Home.StopAll();
        var file = await Home.ReadRaw(SampleLog.Id(7));
        Assert.DoesNotContain(_token, file, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(InvitationToken.HashOf(_token)!, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_token_is_refused_and_the_first_invitation_stays()
    {
        await Create(Invitation(_token));
        await Assert.ThrowsAsync<ArgumentException>(() => Create(Invitation(_token) with { Board = SampleLog.Id(9) }));
        Assert.Equal(Invitation(_token), await Found(_token));
    }

    public static TheoryData<string, Func<IssuedInvitation, IssuedInvitation>> Malformed => new()
    {
        { "no hash", i => i with { TokenHash = "" } },
        { "a hash in capitals", i => i with { TokenHash = new('A', 64) } },
        { "a token instead of a hash", i => i with { TokenHash = InvitationToken.New() } },
        { "no id", i => i with { Id = "x" } },
        { "no board", i => i with { Board = "x" } },
        { "nobody", i => i with { CreatedBy = "" } },
    };

    [Theory, MemberData(nameof(Malformed))]
    public async Task A_malformed_invitation_is_refused(string what, Func<IssuedInvitation, IssuedInvitation> make)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => Create(make(Invitation(_token))));
        Assert.False(refusal.Message.Contains(_token, StringComparison.Ordinal), what);
    }

    [Fact]
    public void It_is_open_until_it_expires_or_is_revoked()
    {
        var invitation = Invitation(_token);
        var expiring = invitation with { ExpiresAt = Made.AddDays(1) };
        Assert.True(expiring.IsOpenAt(Made.AddDays(1).AddTicks(-1)));
        Assert.False(expiring.IsOpenAt(Made.AddDays(1)));
        var revoked = expiring with { RevokedAt = Made.AddHours(1) };
        Assert.True(revoked.IsOpenAt(Made.AddHours(1).AddTicks(-1)));
        Assert.False(revoked.IsOpenAt(Made.AddHours(1)));
    }

    [Fact]
    public async Task A4_it_is_revoked_once_and_by_its_own_board_alone()
    {
        var invitation = Invitation(_token);
        await Create(invitation);
        Assert.False(await Here.Invitations.Revoke(invitation.Id, Entry(AccessKind.Revoked) with { Board = SampleLog.Id(9) }, Cancel));
        Assert.False(await Here.Invitations.Revoke(SampleLog.Id(9), Entry(AccessKind.Revoked), Cancel));
        Assert.Null((await Found(_token))!.RevokedAt);
        Assert.True(await Here.Invitations.Revoke(invitation.Id, Entry(AccessKind.Revoked), Cancel));
        Assert.False(await Here.Invitations.Revoke(invitation.Id, Entry(AccessKind.Revoked), Cancel));
        Assert.Equal(Made, (await Found(_token))!.RevokedAt);
        Assert.Equal([AccessKind.Revoked, AccessKind.Invited], await Lines());
    }

    [Fact]
    public async Task A4_a_code_leads_to_its_invitation_until_its_time_and_only_the_latest_does()
    {
        var (one, other) = (Invitation(_token), Invitation(InvitationToken.New()));
        await Create(one);
        await Create(other);
        Assert.True(await Give(one.Id, 'a', Made.AddMinutes(30)));
        Assert.True(await Give(other.Id, 'b', Made.AddMinutes(30)));
        Assert.Equal(one, await Coded('a', Made.AddMinutes(30).AddTicks(-1)));
        Assert.Null(await Coded('a', Made.AddMinutes(30)));
        Assert.Null(await Coded('c', Made));

        Assert.True(await Give(one.Id, 'c', Made.AddMinutes(30)));
        Assert.Null(await Coded('a', Made));
        Assert.Equal(one, await Coded('c', Made));
        await Assert.ThrowsAsync<ArgumentException>(() => Give(one.Id, 'b', Made.AddMinutes(30)));
        Assert.Equal(other, await Coded('b', Made));

        Assert.True(await Here.Invitations.Revoke(one.Id, Entry(AccessKind.Revoked), Cancel));
        Assert.Null(await Coded('c', Made));
        Assert.False(await Give(one.Id, 'd', Made.AddMinutes(30)));
        Assert.False(await Here.Invitations.GiveCode(other.Id, new('d', 64), Made.AddMinutes(30), Entry(AccessKind.CodeMade) with { Board = SampleLog.Id(9) }, Cancel));
    }

    [Fact]
    public async Task The_list_holds_those_of_one_board_that_can_be_opened_the_latest_first()
    {
        var kept = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var one = Invitation(InvitationToken.New()) with { CreatedAt = Made.AddMinutes(i) };
            await Create(one);
            kept.Insert(0, one.Id);
        }

        await Create(Invitation(InvitationToken.New()) with { ExpiresAt = Made.AddMinutes(5) });
        await Create(Invitation(InvitationToken.New()) with { RevokedAt = Made });
        await Create(Invitation(InvitationToken.New()) with { Board = SampleLog.Id(9) });
        Assert.Equal(kept, (await Here.Invitations.ReadOpen(SampleLog.Id(7), Made.AddMinutes(5), Cancel)).Select(i => i.Id));
    }

    [Fact]
    public async Task V6_a_line_stands_with_its_invitation_on_whichever_server_it_was_made()
    {
        var (one, other) = (Invitation(_token), Invitation(InvitationToken.New()));
        Assert.True(await Here.Invitations.Create(one, Entry(AccessKind.Invited), Cancel));
        Assert.True(await There.Invitations.Create(other, Entry(AccessKind.Invited) with { At = Made.AddTicks(1) }, Cancel));
        Assert.True(await There.Invitations.Revoke(one.Id, Entry(AccessKind.Revoked) with { At = Made.AddTicks(2) }, Cancel));
        Assert.Equal([other.Id], (await Here.Invitations.ReadOpen(SampleLog.Id(7), Made, Cancel)).Select(i => i.Id));
        Assert.False(await Here.Invitations.Revoke(one.Id, Entry(AccessKind.Revoked), Cancel));
        Assert.Equal([AccessKind.Revoked, AccessKind.Invited, AccessKind.Invited], await Lines());
    }

    [Fact]
    public async Task B5_as_many_invitations_can_be_opened_as_may_and_no_more_whichever_server_makes_them()
    {
        for (var i = 0; i < AdmissionBounds.Invitations - 1; i++) Assert.True(await Create(Invitation(InvitationToken.New())));
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            (i % 2 == 0 ? Here : There).Invitations.Create(Invitation(InvitationToken.New()), Entry(AccessKind.Invited), Cancel)));
        Assert.Single(made, m => m);
        Assert.Equal(AdmissionBounds.Invitations, (await Here.Invitations.ReadOpen(SampleLog.Id(7), Made, Cancel)).Count);
        Assert.Equal(AdmissionBounds.Invitations, (await Lines()).Count());
        Assert.True(await Create(Invitation(InvitationToken.New()) with { CreatedAt = Made.AddDays(14), ExpiresAt = Made.AddDays(20) }));
    }

    [Fact]
    public async Task A_name_is_destroyed_when_its_invitation_is_over_and_not_before()
    {
        var (over, revoked, open) = (Named("Over Marsh", days: 1), Named("Revoked Marsh", days: 14), Named("Open Marsh", days: 14));
        foreach (var invitation in new[] { over, revoked, open }) await Create(invitation);
        await Here.Invitations.Revoke(revoked.Id, Entry(AccessKind.Revoked) with { At = Made.AddDays(1) }, Cancel);

        await There.Invitations.ForgetNames(Made.AddDays(1), Cancel);
        foreach (var kept in new[] { over, revoked, open }) Assert.Equal((kept.Name, kept.Who), Words(await Here.Invitations.FindById(kept.Id, Cancel)));
        await There.Invitations.ForgetNames(Made.AddDays(1).AddTicks(1), Cancel);
        foreach (var gone in new[] { over, revoked }) Assert.Equal((null, null), Words(await Here.Invitations.Find(gone.TokenHash, Cancel)));
        Assert.Equal(open, Assert.Single(await Here.Invitations.ReadOpen(SampleLog.Id(7), Made.AddDays(1), Cancel)));

        IssuedInvitation Named(string name, int days) =>
            Invitation(InvitationToken.New()) with { Name = name, Who = "uncle", Uses = 1, ExpiresAt = Made.AddDays(days) };

        static (string?, string?) Words(IssuedInvitation? invitation) => (invitation!.Name, invitation.Who);
    }

    private static IssuedInvitation Invitation(string token) => new(
        SeededIds.Named(token),
        InvitationToken.HashOf(token)!,
        SampleLog.Id(7),
        SampleLog.Id(1),
        Made,
        Role.Family,
        TestCircles.Family,
        Made.AddDays(14));

    private static AccessEntry Entry(AccessKind what) => new(SampleLog.Id(7), Made, what, By: SampleLog.Id(1));

    private Task<bool> Create(IssuedInvitation invitation) =>
        Here.Invitations.Create(invitation, Entry(AccessKind.Invited) with { Board = invitation.Board }, Cancel);

    private Task<bool> Give(string id, char code, DateTimeOffset until) =>
        Here.Invitations.GiveCode(id, new(code, 64), until, Entry(AccessKind.CodeMade), Cancel);

    private Task<IssuedInvitation?> Coded(char code, DateTimeOffset now) => Here.Invitations.FindByCode(new(code, 64), now, Cancel);

    private async Task<IEnumerable<AccessKind>> Lines() =>
        (await Here.AccessLog.Read(SampleLog.Id(7), null, 100, Cancel)).Select(l => l.Entry.What);

    private Task<IssuedInvitation?> Found(string token) => Here.Invitations.Find(InvitationToken.HashOf(token)!, Cancel);
}
