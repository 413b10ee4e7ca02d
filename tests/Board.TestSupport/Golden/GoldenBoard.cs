using System.Text;
using System.Text.Json;
using MappingBoard.Shared.Log;

namespace MappingBoard.TestSupport.Golden;

/// <summary>A board that an earlier version wrote, and what it was (see the README beside the files).</summary>
/// <param name="Name">As its files are called.</param>
/// <param name="File">The path of its board file.</param>
/// <param name="Board">The board's id.</param>
/// <param name="Commits">Each commit's bytes as they were stored, in order.</param>
/// <param name="Hashes">The hash of each.</param>
/// <param name="Expected">What came of it.</param>
public sealed record GoldenBoard(
    string Name,
    string File,
    string Board,
    IReadOnlyList<byte[]> Commits,
    IReadOnlyList<string> Hashes,
    JsonElement Expected)
{
    private const string BoardFile = ".board.jsonl";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*" + BoardFile).Select(f => Path.GetFileName(f)[..^BoardFile.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The version of the projection that counted the streams in what is expected.</summary>
    public int Projection => Expected.TryGetProperty("projection", out var projection) ? projection.GetInt32() : 1;

    /// <summary>The stored snapshots: the bytes, by the number of the commit at which each stands.</summary>
    public IReadOnlyDictionary<long, byte[]> Snapshots => Directory.EnumerateFiles(Folder, $"{Name}.snapshot-*.json")
        .ToDictionary(f => long.Parse(Path.GetFileNameWithoutExtension(f)[$"{Name}.snapshot-".Length..], System.Globalization.CultureInfo.InvariantCulture), System.IO.File.ReadAllBytes);

    public static GoldenBoard Read(string name)
    {
        var file = Path.Combine(Folder, name + BoardFile);
        var lines = System.IO.File.ReadAllText(file).Split('\n')[..^1];
        using var head = JsonDocument.Parse(lines[0]);
        var commits = lines[1..^1].Select(line => line.Split(",\"hash\":\"") switch
        {
            [.. var commit, var hash] => (Bytes: Encoding.UTF8.GetBytes(string.Join(",\"hash\":\"", commit)["{\"commit\":".Length..]), Hash: hash[..^2]),
            _ => throw new InvalidDataException($"{name} holds a line that is no commit."),
        }).ToList();
        using var expected = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, name + ".expected.json")));
        return new(name, file, head.RootElement.GetProperty("board").GetString()!, [.. commits.Select(c => c.Bytes)], [.. commits.Select(c => c.Hash)], ExpectedOfAudiences.InCircles(expected.RootElement));
    }

    /// <summary>The ledger at a commit, by replaying the log up to it.</summary>
    /// <param name="number">The commit; all of them without it.</param>
    public Ledger Replay(long number = long.MaxValue)
    {
        var ledger = Ledger.Empty(Board);
        foreach (var (bytes, hash) in Commits.Zip(Hashes).TakeWhile((_, i) => i < number))
            ledger = ledger.Replay(CommitForms.Read(bytes), hash);
        return ledger;
    }
}
