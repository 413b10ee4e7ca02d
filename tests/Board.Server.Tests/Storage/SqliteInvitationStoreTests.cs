using MappingBoard.Server.Access;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Records;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Invitations are kept beside the boards, without their tokens.</summary>
public sealed class SqliteInvitationStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Made = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero).AddTicks(1234567);

    private readonly TempFolder _folder = new();
    private readonly string _token = InvitationToken.New();
    private SqliteServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _server = new(_folder["data"]);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_invitation_is_found_by_the_hash_of_its_token_after_a_restart_too()
    {
        var invitation = Invitation(_token);
        await _server.Invitations.Create(invitation, Cancel);
        Assert.Equal(invitation, await Found(_token));
        await _server.DisposeAsync();
        _server = new(_folder["data"]);
        Assert.Equal(invitation, await Found(_token));
    }

    [Fact]
    public async Task Every_part_of_an_invitation_comes_back()
    {
        var all = Invitation(_token) with { Role = Role.Family, ExpiresAt = Made.AddDays(14), RevokedAt = Made.AddTicks(1) };
        await _server.Invitations.Create(all, Cancel);
        Assert.Equal(all, await Found(_token));
        foreach (var role in Enum.GetValues<Role>())
        {
            var one = Invitation(InvitationToken.New()) with { Role = role };
            await _server.Invitations.Create(one, Cancel);
            Assert.Equal(role, (await _server.Invitations.Find(one.TokenHash, Cancel))?.Role);
        }
    }

    /// <summary>A moment is the same moment, whichever zone it was said in.</summary>
    [Fact]
    public async Task Times_are_kept_in_utc()
    {
        await _server.Invitations.Create(Invitation(_token) with { CreatedAt = Made.ToOffset(TimeSpan.FromHours(1)) }, Cancel);
        Assert.Equal((Made.Ticks, TimeSpan.Zero), ((await Found(_token))!.CreatedAt.Ticks, (await Found(_token))!.CreatedAt.Offset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    [InlineData("%")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_was_never_made_is_not_found(string hash)
    {
        await _server.Invitations.Create(Invitation(_token), Cancel);
        Assert.Null(await _server.Invitations.Find(hash, Cancel));
    }

    [Fact]
    public async Task A_token_is_no_key_to_the_store_and_stands_nowhere_in_its_file()
    {
        await _server.Invitations.Create(Invitation(_token), Cancel);
        Assert.Null(await _server.Invitations.Find(_token, Cancel));
        await _server.DisposeAsync();
        var file = await File.ReadAllTextAsync(_folder["data/board.db"], System.Text.Encoding.Latin1, Cancel);
        Assert.DoesNotContain(_token, file, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(InvitationToken.HashOf(_token)!, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_token_is_refused_and_the_first_invitation_stays()
    {
        await _server.Invitations.Create(Invitation(_token), Cancel);
        await Assert.ThrowsAsync<ArgumentException>(() => _server.Invitations.Create(Invitation(_token) with { Board = SampleLog.Id(9) }, Cancel));
        Assert.Equal(Invitation(_token), await Found(_token));
    }

    public static TheoryData<string, Func<IssuedInvitation, IssuedInvitation>> Malformed => new()
    {
        { "no hash", i => i with { TokenHash = "" } },
        { "a hash in capitals", i => i with { TokenHash = new('A', 64) } },
        { "a token instead of a hash", i => i with { TokenHash = InvitationToken.New() } },
        { "no board", i => i with { Board = "x" } },
        { "nobody", i => i with { CreatedBy = "" } },
    };

    [Theory, MemberData(nameof(Malformed))]
    public async Task A_malformed_invitation_is_refused(string what, Func<IssuedInvitation, IssuedInvitation> make)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await _server.Invitations.Create(make(Invitation(_token)), Cancel));
        Assert.False(refusal.Message.Contains(_token, StringComparison.Ordinal), what);
    }

    [Fact]
    public void It_is_open_until_it_expires_or_is_revoked()
    {
        var invitation = Invitation(_token);
        Assert.True(invitation.IsOpenAt(Made.AddYears(10)));
        var expiring = invitation with { ExpiresAt = Made.AddDays(1) };
        Assert.True(expiring.IsOpenAt(Made.AddDays(1).AddTicks(-1)));
        Assert.False(expiring.IsOpenAt(Made.AddDays(1)));
        var revoked = expiring with { RevokedAt = Made.AddHours(1) };
        Assert.True(revoked.IsOpenAt(Made.AddHours(1).AddTicks(-1)));
        Assert.False(revoked.IsOpenAt(Made.AddHours(1)));
    }

    private static IssuedInvitation Invitation(string token) =>
        new(InvitationToken.HashOf(token)!, SampleLog.Id(7), SampleLog.Id(1), Made);

    private Task<IssuedInvitation?> Found(string token) => _server.Invitations.Find(InvitationToken.HashOf(token)!, Cancel);
}
