using CsCheck;
using MappingBoard.Server.Admission.Invitations;
using Xunit;

namespace MappingBoard.Server.Tests.Admission;

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
    [InlineData("*https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye*")]
    [InlineData("\u201chttps://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye\u201d")]
    [InlineData("(https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye), see you there")]
    [InlineData("[join](https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye)")]
    [InlineData("https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye Please come at two. Ada")]
    [InlineData("You are invited, here is the link: https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye\r\n\r\nAda")]
    [InlineData("The end of the link is 7kq2m-x9dtp-0hw4n-r8zvb-3jfye, she said")]
    [InlineData("*7kq2m-x9dtp-0hw4n-r8zvb-3jfye*")]
    [InlineData("https://board.example/join%2F7kq2m-x9dtp-0hw4n-r8zvb-3jfye")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfye%2F")]
    [InlineData("%2A7kq2m-x9dtp-0hw4n-r8zvb-3jfye%2a")]
    [InlineData("https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fboard.example%2Fjoin%2F7kq2m-x9dtp-0hw4n-r8zvb-3jfye&data=05%7C01%7Cmum%40home.example%7C0%7C638&sdata=abc%3D&reserved=0")]
    [InlineData("https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Feur02.safelinks.protection.outlook.com%2F%3Furl%3Dhttps%253A%252F%252Fboard.example%252Fjoin%252F7kq2m-x9dtp-0hw4n-r8zvb-3jfye%26data%3D05&data=06")]
    [InlineData("https://urldefense.com/v3/__https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye__;!!AbC!xyz$")]
    [InlineData("https://urldefense.proofpoint.com/v2/url?u=https-3A__board.example_join_7kq2m-2Dx9dtp-2D0hw4n-2Dr8zvb-2D3jfye&d=DwMF&c=abc")]
    [InlineData("https://www.google.com/url?q=https://board.example/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye&sa=D")]
    public void It_is_found_however_it_was_pasted_or_typed(string text) => Assert.Equal(Token, InvitationToken.In(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("https://meet.example/l/meetup-join/19%3ameeting_abc")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfy")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfyeq")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfyu")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfye-7kq2m")]
    [InlineData("https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example%2Foffer&data=05")]
    [InlineData("%%%join/%")]
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
