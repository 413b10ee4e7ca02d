using CsCheck;
using MappingBoard.Server.Access;
using Xunit;

namespace MappingBoard.Server.Tests.Access;

public sealed class InvitationTokenTests
{
    private const string Token = "7kq2m-x9dtp-0hw4n-r8zvb-3jfye";

    [Theory]
    [InlineData(Token)]
    [InlineData("https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye")]
    [InlineData("<http://127.0.0.1:5080/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye>")]
    [InlineData("https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye?utm_source=mail#top")]
    [InlineData("join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye.")]
    [InlineData("  7KQ2M X9DTP OHW4N R8ZVB 3JFYE\r\n")]
    [InlineData("7kq2mx9dtp0hw4nr8zvb3jfye")]
    [InlineData("7kq2m–x9dtp–0hw4n–r8zvb–3jfye")]
    public void It_is_found_however_it_was_pasted_or_typed(string text) => Assert.Equal(Token, InvitationToken.In(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("https://meet.example/l/meetup-join/19%3ameeting_abc")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfy")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfyeq")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfyu")]
    public void What_is_none_is_none(string? text)
    {
        Assert.Null(InvitationToken.In(text));
        Assert.Null(InvitationToken.HashOf(text));
    }

    [Fact]
    public void Signs_that_look_alike_are_the_same() =>
        Assert.Equal(InvitationToken.HashOf("1111100000111110000011111"), InvitationToken.HashOf("IlIlIOoOoOlIlIlOoOoOIlIlI"));

    [Fact]
    public void Every_new_one_is_found_again_and_its_hash_says_nothing_of_it()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => InvitationToken.New()).ToList();
        Assert.Equal(tokens.Count, tokens.Distinct().Count());
        Assert.All(tokens, token =>
        {
            Assert.Matches("^([0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{5}$", token);
            Assert.Equal(token, InvitationToken.In(token.ToUpperInvariant()));
            Assert.Matches("^[0-9a-f]{64}$", InvitationToken.HashOf(token)!);
        });
    }

    [Fact]
    public void Whatever_somebody_pastes_it_answers() =>
        Gen.String.Sample(text => InvitationToken.In(text) is null || InvitationToken.In(InvitationToken.In(text)) == InvitationToken.In(text));
}
