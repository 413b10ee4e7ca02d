using System.Text.Json;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>G1: a page and a server of different versions say so by name, and neither is taken for the other.</summary>
public sealed class WireVersionTests
{
    public static TheoryData<int, string?, string?> Versions => new()
    {
        { WireVersion.Unnamed, "page-too-old", "page-too-new" },
        { WireVersion.Oldest - 1, "page-too-old", "page-too-new" },
        { WireVersion.Oldest, null, null },
        { WireVersion.Current, null, null },
        { WireVersion.Current + 1, "page-too-new", "page-too-old" },
        { int.MinValue, "page-too-old", "page-too-new" },
        { int.MaxValue, "page-too-new", "page-too-old" },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public void G1_each_side_names_the_older_of_the_two(int other, string? saidToAPage, string? saidOfAServer)
    {
        Assert.Equal(saidToAPage, WireVersion.Refuses(other)?.Code);
        Assert.Equal(saidOfAServer, WireVersion.RefusesServer(other)?.Code);
    }

    public static TheoryData<string, bool> Enterings => new()
    {
        { $$"""{"v":{{WireVersion.Current + 1}}}""", true },
        { $$"""{"boards":["one"],"v":{{int.MaxValue}}}""", true },
        { $$"""{"v":{{WireVersion.Current}}}""", false },
        { $$"""{"v":{{WireVersion.Oldest - 1}}}""", false },
        { """{"v":99999999999999}""", false },
        { """{"v":2.5}""", false },
        { """{"v":"3"}""", false },
        { """{"v":null}""", false },
        { """{"V":3}""", false },
        { "{}", false },
        { "[3]", false },
        { "3", false },
        { "null", false },
    };

    [Theory]
    [MemberData(nameof(Enterings))]
    public void G1_what_cannot_be_read_is_of_a_newer_page_if_it_says_so(string enter, bool isNewer)
    {
        using var document = JsonDocument.Parse(enter);
        Assert.Equal(isNewer, WireVersion.IsOfANewerPage(document.RootElement));
    }

    [Theory]
    [InlineData("page-too-old", true)]
    [InlineData("page-too-new", true)]
    [InlineData("newer-log", true)]
    [InlineData("left", false)]
    [InlineData("", false)]
    public void G1_a_page_opens_anew_where_a_version_is_the_reason_and_only_there(string code, bool opensAnew) =>
        Assert.Equal(opensAnew, VersionClosed.OpensAnew(code));

    [Fact]
    public void G1_a_log_that_is_newer_than_the_server_has_a_name_of_its_own() => Assert.Equal("newer-log", VersionClosed.NewerLog.Code);
}
