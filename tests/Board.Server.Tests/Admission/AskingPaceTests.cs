using System.Net;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Admission;

/// <summary>B5: one holder of a link does not fill a waiting room alone.</summary>
public sealed class AskingPaceTests
{
    private const int Most = 6;

    private static readonly IPAddress Home = IPAddress.Parse("203.0.113.7");
    private static readonly IPAddress Office = IPAddress.Parse("198.51.100.9");

    private readonly FakeTimeProvider _time = new(SampleBoards.Noon);
    private readonly AskingPace _pace;

    public AskingPaceTests() => _pace = new(_time, Options.Create(new AccessOptions { AsksPerAddress = Most }));

    [Fact]
    public void B5_an_address_that_has_asked_often_waits_while_others_come_in()
    {
        var link = Invitation("board");
        for (var i = 0; i < Most; i++) Assert.True(_pace.HasRoom(link, Home));
        Assert.False(_pace.HasRoom(link, Home));
        Assert.True(_pace.HasRoom(link, Office));
        Assert.True(_pace.HasRoom(Invitation("another board"), Home));
    }

    [Fact]
    public void B5_whoever_has_a_link_for_them_alone_is_never_kept_waiting_by_others()
    {
        var link = Invitation("board");
        for (var i = 0; i <= Most; i++) _pace.HasRoom(link, Home);
        Assert.False(_pace.HasRoom(link, Home));
        Assert.True(_pace.HasRoom(Invitation("board", uses: 1), Home));
    }

    [Fact]
    public void B5_all_addresses_of_one_home_count_as_one()
    {
        var link = Invitation("board");
        for (var i = 0; i < Most; i++) Assert.True(_pace.HasRoom(link, IPAddress.Parse($"2001:db8:1:2::{i + 1}")));
        Assert.False(_pace.HasRoom(link, IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.True(_pace.HasRoom(link, IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void B5_the_places_come_back_over_ten_minutes()
    {
        var link = Invitation("board");
        for (var i = 0; i <= Most; i++) _pace.HasRoom(link, Home);
        _time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(_pace.HasRoom(link, Home));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_pace.HasRoom(link, Home));
        Assert.False(_pace.HasRoom(link, Home));
    }

    private static IssuedInvitation Invitation(string board, int? uses = null) =>
        new("id", "hash", board, "chair", SampleBoards.Noon, Role.Family, TestCircles.Family, SampleBoards.Noon.AddDays(1), Uses: uses);
}
