namespace MappingBoard.Server.Storage;

/// <summary>The meter of all stores.</summary>
internal static class StoreMeter
{
    public const string Name = "MappingBoard.Storage";
}
