using System.Globalization;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// Where each line stands in the access log of its board: by its time, then by what wrote it, so that no two lines stand
/// in one place and nobody has to count. Sorted as text. A line that was written late stands where it happened. Pure.
/// </summary>
internal static class AccessLines
{
    /// <summary>After every place.</summary>
    public const string End = "~";

    /// <summary>The place of what a board's commit says of comings and goings; null when it says nothing.</summary>
    public static string? MarkOf(Commit commit) => BoardEvents.Of(commit).Any() ? Place(commit.At, OfCommit(commit)) : null;

    /// <summary>The lines of a commit, each after its mark and before the next commit's.</summary>
    public static IEnumerable<AccessLine> Of(Commit commit) =>
        BoardEvents.Of(commit).Select((entry, i) => new AccessLine(Place(commit.At, string.Create(CultureInfo.InvariantCulture, $"{OfCommit(commit)}.{i:D5}")), entry));

    /// <summary>The place of the line of an act at the doors.</summary>
    public static string OfAct(DateTimeOffset at, long number) => Place(at, string.Create(CultureInfo.InvariantCulture, $"a{number:D10}"));

    /// <summary>The place of a line that was written by itself.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="id">An id of its own.</param>
    public static string OfLine(DateTimeOffset at, string id) => Place(at, "l" + id);

    /// <summary>Before every place from a moment on.</summary>
    public static string From(DateTimeOffset moment) => StoredTime.Write(moment);

    /// <summary>Whether somebody's cursor can be a place.</summary>
    public static bool IsPlace(string cursor) =>
        cursor.IndexOf("Z-", StringComparison.Ordinal) is var end and > 0 && StoredTime.IsWritten(cursor[..(end + 1)]);

    private static string OfCommit(Commit commit) => string.Create(CultureInfo.InvariantCulture, $"c{commit.Number:D10}");

    private static string Place(DateTimeOffset at, string by) => $"{StoredTime.Write(at)}-{by}";
}
