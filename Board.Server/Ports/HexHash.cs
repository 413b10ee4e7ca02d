namespace MappingBoard.Server.Ports;

/// <summary>SHA-256 as it is written down: 64 lower-case hex digits.</summary>
internal static class HexHash
{
    public static bool IsWellFormed(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower);
}
