using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>B5: a link that is flooded leaves places for other links, and the last ones for those who were invited by name.</summary>
public sealed class AdmissionPlacesTests
{
    private const int Open = AdmissionBounds.Waiting - AdmissionBounds.KeptForTheInvited;

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(Open - 1, 0, true)]
    [InlineData(Open, 0, false)]
    [InlineData(AdmissionBounds.Waiting, 0, false)]
    [InlineData(AdmissionBounds.WaitingByALink - 1, AdmissionBounds.WaitingByALink - 1, true)]
    [InlineData(AdmissionBounds.WaitingByALink, AdmissionBounds.WaitingByALink, false)]
    [InlineData(Open - 1, AdmissionBounds.WaitingByALink + 1, false)]
    public void B5_a_link_for_many_has_a_share_of_the_places(int waiting, int byTheLink, bool hasRoom) =>
        Assert.Equal(hasRoom, AdmissionBounds.HasRoom(isForOne: false, waiting, byTheLink));

    [Theory]
    [InlineData(0, true)]
    [InlineData(Open, true)]
    [InlineData(AdmissionBounds.Waiting - 1, true)]
    [InlineData(AdmissionBounds.Waiting, false)]
    [InlineData(AdmissionBounds.Waiting + 1, false)]
    public void B5_a_link_for_one_person_has_the_last_place_too(int waiting, bool hasRoom) =>
        Assert.Equal(hasRoom, AdmissionBounds.HasRoom(isForOne: true, waiting, byTheLink: AdmissionBounds.WaitingByALink));
}
