using System.Text;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State.Writing;

/// <summary>
/// What changed between two texts, where nothing tells how: the fewest insertions and deletions of whole characters
/// (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). What both have stays untouched, so that somebody
/// who is writing there is not disturbed. Pure.
/// </summary>
internal static class TextDiff
{
    /// <summary>With more differences than this the text between the first and the last is replaced as a whole.</summary>
    private const int MostDifferences = 200;

    public static TextEdit Between(string before, string after)
    {
        var whole = TextEdit.Between(before, after);
        if (whole.Splices() is not [{ Delete: > 0, Insert.Length: > 0 } splice]) return whole;

        int[] old = [.. Runes(before.AsSpan(splice.At, splice.Delete))];
        int[] now = [.. Runes(splice.Insert)];
        return Path(old, now) is { } path ? Along(path, old, now, before.Length, splice.At) : whole;
    }

    private static List<int> Runes(ReadOnlySpan<char> text)
    {
        var runes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) runes.Add(rune.Value);
        return runes;
    }

    /// <summary>For each number of differences, how far each diagonal got; null when there are too many.</summary>
    private static List<int[]>? Path(int[] old, int[] now)
    {
        var reached = new int[(2 * MostDifferences) + 3];
        var path = new List<int[]>();
        for (var d = 0; d <= MostDifferences; d++)
        {
            path.Add((int[])reached.Clone());
            for (var k = -d; k <= d; k += 2)
            {
                var x = IsDown(reached, k, d) ? reached[At(k + 1)] : reached[At(k - 1)] + 1;
                while (x < old.Length && x - k < now.Length && old[x] == now[x - k]) x++;
                reached[At(k)] = x;
                if (x >= old.Length && x - k >= now.Length) return path;
            }
        }

        return null;
    }

    private static int At(int diagonal) => diagonal + MostDifferences + 1;

    private static bool IsDown(int[] reached, int k, int d) => k == -d || (k != d && reached[At(k - 1)] < reached[At(k + 1)]);

    /// <summary>Walks the path back from the end: each step is one character more or less, made from the end of the text on.</summary>
    private static TextEdit Along(List<int[]> path, int[] old, int[] now, int length, int start)
    {
        var edit = TextEdit.Identity(length);
        var (x, y) = (old.Length, now.Length);
        for (var d = path.Count - 1; d > 0; d--)
        {
            var k = x - y;
            var down = IsDown(path[d], k, d);
            var from = down ? k + 1 : k - 1;
            x = path[d][At(from)];
            y = x - from;
            var at = start + old.AsSpan(0, x).ToArray().Sum(Length);
            edit = edit.Then(down
                ? TextEdit.Replace(edit.ResultLength, at, 0, new Rune(now[y]).ToString())
                : TextEdit.Replace(edit.ResultLength, at, Length(old[x]), ""));
        }

        return edit;
    }

    private static int Length(int rune) => new Rune(rune).Utf16SequenceLength;
}
