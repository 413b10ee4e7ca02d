using System.Text.Json;
using MappingBoard.Shared.Text;

namespace MappingBoard.TestSupport.Text;

/// <summary>
/// What somebody is going to do to a text, whatever it will be: from left to right, pass some characters, delete some,
/// put something in. Being independent of the text, plans can follow each other, run beside each other, and shrink.
/// Characters are code points, so that no surrogate pair is ever torn.
/// </summary>
public sealed record EditPlan(IReadOnlyList<PlannedSplice> Splices)
{
    /// <summary>The plan carried out on <paramref name="text"/>. Numbers past the end are brought inside the text.</summary>
    public TextEdit On(string text)
    {
        var cuts = Cuts(text);
        var (reached, done) = (0, 0);
        var (inserted, deleted) = ("", 0);
        // Written out in the wire form, so that what the properties test (compose, transform) has no part in making it.
        List<string> wire = [];
        foreach (var splice in Splices)
        {
            var first = reached + (splice.Pass % (cuts.Count - reached));
            reached = Math.Min(first + splice.Delete, cuts.Count - 1);
            if (reached == first && splice.Insert.Length == 0) continue;
            if (cuts[first] > done + deleted) RetainTo(cuts[first]);
            inserted += splice.Insert;
            deleted += cuts[reached] - cuts[first];
        }

        RetainTo(text.Length);
        return Read($"[{string.Join(',', wire)}]");

        void RetainTo(int end)
        {
            if (inserted.Length > 0) wire.Add($"\"{JsonEncodedText.Encode(inserted)}\"");
            if (deleted > 0) wire.Add($"{-deleted}");
            if (end > done + deleted) wire.Add($"{end - done - deleted}");
            (inserted, deleted, done) = ("", 0, end);
        }
    }

    public override string ToString() => $"[{string.Join("; ", Splices)}]";

    private static TextEdit Read(string wire)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(wire));
        reader.Read();
        return new TextEditJson().Read(ref reader, typeof(TextEdit), JsonSerializerOptions.Default);
    }

    private static List<int> Cuts(string text)
    {
        List<int> cuts = [0];
        foreach (var rune in text.EnumerateRunes()) cuts.Add(cuts[^1] + rune.Utf16SequenceLength);
        return cuts;
    }
}

/// <summary>One part of a plan; numbers are characters, zero or more.</summary>
public readonly record struct PlannedSplice(int Pass, int Delete, string Insert)
{
    public override string ToString() => $"pass {Pass}, delete {Delete}, insert \"{Insert}\"";
}
