using System.Text;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State.Writing;

/// <summary>
/// Two texts that both came from a third, made one: what either put in is in it, what either took out is not. Where one put
/// in, at the same place, what the other did and more, it stands there once: words that had got onto the map in part are not
/// put there twice. Pure.
/// </summary>
internal static class TextMerge
{
    /// <summary>The edit that puts one person's words into what a note says now.</summary>
    /// <param name="before">What the note said when they began.</param>
    /// <param name="words">What they had made of it.</param>
    /// <param name="now">What it says now.</param>
    public static TextEdit Into(string before, string words, string now)
    {
        var (theirs, own) = (new Made(before, now), new Made(before, words));
        var merged = new StringBuilder(now.Length + words.Length);
        for (var i = 0; i <= before.Length; i++)
        {
            merged.Append(Both(theirs.PutIn[i] ?? "", own.PutIn[i] ?? ""));
            if (i < before.Length && !theirs.IsOut[i] && !own.IsOut[i]) merged.Append(before[i]);
        }

        return TextDiff.Between(now, merged.ToString());
    }

    private static string Both(string theirs, string own) =>
        own.Contains(theirs, StringComparison.Ordinal) ? own
        : theirs.Contains(own, StringComparison.Ordinal) ? theirs
        : theirs + own;

    /// <summary>What somebody made of a text: before each of its signs and at its end what they put in, and what they took out.</summary>
    private sealed class Made
    {
        public Made(string before, string after)
        {
            PutIn = new string?[before.Length + 1];
            IsOut = new bool[before.Length];
            var moved = 0; // Each splice is made on the text that the one before has left.
            foreach (var splice in TextDiff.Between(before, after).Splices())
            {
                PutIn[splice.At - moved] += splice.Insert;
                Array.Fill(IsOut, true, splice.At - moved, splice.Delete);
                moved += splice.Insert.Length - splice.Delete;
            }
        }

        public string?[] PutIn { get; }

        public bool[] IsOut { get; }
    }
}
