using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Ports;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What every home of links to one more device promises.</summary>
public abstract class DeviceLinkContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SampleLog.Id(7);

    private readonly string _hash = InvitationToken.HashOf(InvitationToken.New())!;

    [Fact]
    public async Task A9_a_link_is_found_by_its_hash_until_its_time_after_a_restart_too()
    {
        var link = Link("kev");
        await Here.DeviceLinks.Create(_hash, link, Entry(AccessKind.DeviceLinkMade), Cancel);
        Assert.Equal(link, await There.DeviceLinks.Find(_hash, Noon, Cancel));
        await Restart();
        Assert.Equal(link, await Here.DeviceLinks.Find(_hash, Noon.AddMinutes(10).AddTicks(-1), Cancel));
        Assert.Null(await Here.DeviceLinks.Find(_hash, Noon.AddMinutes(10), Cancel));
        foreach (var other in new[] { "", "' OR 1=1 --", new string('0', 64), _hash.ToUpperInvariant() }) Assert.Null(await Here.DeviceLinks.Find(other, Noon, Cancel));
    }

    [Fact]
    public async Task A9_of_several_who_use_it_on_two_servers_one_does()
    {
        await Here.DeviceLinks.Create(_hash, Link("kev"), Entry(AccessKind.DeviceLinkMade), Cancel);
        var used = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? Here : There).DeviceLinks.Use(_hash, Entry(AccessKind.DeviceLinked), Cancel)));
        Assert.Single(used, u => u);
        Assert.Null(await Here.DeviceLinks.Find(_hash, Noon, Cancel));
        Assert.Null(await There.DeviceLinks.Find(_hash, Noon, Cancel));
        Assert.Equal([AccessKind.DeviceLinked, AccessKind.DeviceLinkMade], await Lines());
    }

    [Fact]
    public async Task A9_only_the_latest_link_of_a_person_works_and_others_keep_theirs()
    {
        var (second, others) = (InvitationToken.HashOf(InvitationToken.New())!, InvitationToken.HashOf(InvitationToken.New())!);
        await Here.DeviceLinks.Create(_hash, Link("kev"), Entry(AccessKind.DeviceLinkMade), Cancel);
        await Here.DeviceLinks.Create(others, Link("ada"), Entry(AccessKind.DeviceLinkMade), Cancel);
        await There.DeviceLinks.Create(second, Link("kev"), Entry(AccessKind.DeviceLinkMade), Cancel);
        Assert.Null(await Here.DeviceLinks.Find(_hash, Noon, Cancel));
        Assert.False(await Here.DeviceLinks.Use(_hash, Entry(AccessKind.DeviceLinked), Cancel));
        Assert.NotNull(await Here.DeviceLinks.Find(second, Noon, Cancel));
        Assert.NotNull(await Here.DeviceLinks.Find(others, Noon, Cancel));
    }

    [Fact]
    public async Task A9_a_link_that_is_over_is_not_used_and_is_taken_away()
    {
        await Here.DeviceLinks.Create(_hash, Link("kev"), Entry(AccessKind.DeviceLinkMade), Cancel);
        Assert.False(await Here.DeviceLinks.Use(_hash, Entry(AccessKind.DeviceLinked) with { At = Noon.AddMinutes(10) }, Cancel));
        await Here.DeviceLinks.Forget(Noon.AddMinutes(10), Cancel);
        Assert.NotNull(await Here.DeviceLinks.Find(_hash, Noon, Cancel));
        await Here.DeviceLinks.Forget(Noon.AddMinutes(11), Cancel);
        Assert.Null(await Here.DeviceLinks.Find(_hash, Noon.AddMinutes(11), Cancel));
        Assert.Equal([AccessKind.DeviceLinkMade], await Lines());
    }

    private static DeviceLink Link(string name) => new(Board, SeededIds.Named(name), Noon.AddMinutes(10));

    private static AccessEntry Entry(AccessKind what) => new(Board, Noon, what, SeededIds.Named("kev"), SeededIds.Named("kev"));

    private async Task<IEnumerable<AccessKind>> Lines() => (await There.AccessLog.Read(Board, null, 100, Cancel)).Select(l => l.Entry.What);
}
