using System.Text.Json.Serialization;

namespace MappingBoard.Server.Transfer;

/// <summary>
/// The form of an exported board (docs/PROTOCOL.md, "A board in a file"): a head, each commit with its hash, a foot; one
/// JSON object on each line. A commit stands there as the exact bytes over which its hash is.
/// </summary>
internal static class BoardFile
{
    public const string Format = "mappingboard-board";
    public const int Version = 1;

    /// <summary>The hexadecimal digits of a SHA-256.</summary>
    public const int HashDigits = 64;

    public static ReadOnlySpan<byte> BeforeCommit => "{\"commit\":"u8;

    public static ReadOnlySpan<byte> BeforeHash => ",\"hash\":\""u8;

    public static ReadOnlySpan<byte> AfterHash => "\"}"u8;
}

/// <param name="Format">Always <see cref="BoardFile.Format"/>.</param>
/// <param name="V">The version of the file's form.</param>
/// <param name="Board">The board's id.</param>
internal sealed record BoardFileHead(string Format, int V, string Board);

/// <param name="Commits">How many lines hold a commit.</param>
/// <param name="Changes">The sequence number of the last change.</param>
/// <param name="Hash">The hash of the last commit.</param>
internal sealed record BoardFileFoot(long Commits, long Changes, string Hash);

[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(BoardFileHead))]
[JsonSerializable(typeof(BoardFileFoot))]
internal sealed partial class BoardFileJson : JsonSerializerContext;
