using Xunit;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// One of the two lanes in which scenarios run side by side, each with a browser and servers of its own
/// (<see cref="Stage"/>). Within a lane one scenario follows the other: two at once is what two cores carry.
/// </summary>
[CollectionDefinition(nameof(LaneOne))]
public sealed class LaneOne : ICollectionFixture<Stage>;

/// <summary>The other lane; see <see cref="LaneOne"/>.</summary>
[CollectionDefinition(nameof(LaneTwo))]
public sealed class LaneTwo : ICollectionFixture<Stage>;

/// <summary>
/// Scenarios that throttle a browser, print a time or wait for a network's silence: alone, after both lanes have ended, so
/// that nobody else's work stands in their figures.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone : ICollectionFixture<Stage>;
