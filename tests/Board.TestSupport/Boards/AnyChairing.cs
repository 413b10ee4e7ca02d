using MappingBoard.Shared.Model;

namespace MappingBoard.TestSupport.Boards;

/// <summary>Random people at a meeting.</summary>
public static class AnyChairing
{
    public static Role Role(Random random) => AnyThing.Role(random);
}
