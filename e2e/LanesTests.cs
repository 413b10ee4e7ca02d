using System.Reflection;
using MappingBoard.E2E.Browser;
using Xunit;

namespace MappingBoard.E2E;

public sealed class LanesTests
{
    [Fact]
    public void Every_scenario_names_its_lane()
    {
        string[] lanes = [nameof(LaneOne), nameof(LaneTwo), nameof(Alone)];
        var lost = typeof(BrowserTest).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(BrowserTest)) && !t.IsAbstract)
            .Where(t => !lanes.Contains(t.GetCustomAttribute<CollectionAttribute>()?.Name))
            .Select(t => t.Name);

        Assert.Empty(lost);
    }
}
