using System.Text.Json.Serialization;

namespace MappingBoard.Shared.Text;

/// <summary>
/// An edit of one note's text: which units stay, which go, what is put in between. Made on a text of exactly
/// <see cref="BaseLength"/> UTF-16 units. Immutable, safe for use from several threads, and always in canonical form,
/// so that two edits that say the same are equal. The basis of rule R2.
/// </summary>
/// <remarks>
/// Texts are expected to be well formed (<see cref="Utf16.IsWellFormed"/>); the wire lets nothing else in. On such
/// texts no edit, and nothing made from edits that fit, ever tears a surrogate pair.
/// </remarks>
[JsonConverter(typeof(TextEditJson))]
public sealed partial class TextEdit : IEquatable<TextEdit>
{
    private readonly TextStep[] _steps;

    internal TextEdit(TextStep[] steps, int baseLength, int resultLength)
    {
        _steps = steps;
        BaseLength = baseLength;
        ResultLength = resultLength;
    }

    /// <summary>Length of the text that the edit was made on, in UTF-16 units.</summary>
    public int BaseLength { get; }

    /// <summary>Length of the text that the edit leaves, in UTF-16 units.</summary>
    public int ResultLength { get; }

    /// <summary>True when the edit leaves every text of its length as it is.</summary>
    public bool IsIdentity => _steps.Length == 0 || (_steps.Length == 1 && _steps[0].IsRetain);

    /// <summary>What the edit puts in, in order, without what stands between.</summary>
    public string InsertedText => string.Concat(_steps.Select(s => s.Inserted));

    internal ReadOnlySpan<TextStep> Steps => _steps;

    /// <summary>About how many bytes of memory it takes.</summary>
    internal int Footprint => 96 + _steps.Sum(s => 32 + (2 * (s.Inserted?.Length ?? 0)));

    /// <summary>The edit that changes nothing in a text of <paramref name="length"/> units (zero or more).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative length.</exception>
    public static TextEdit Identity(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new TextEditBuilder().Retain(length).Build();
    }

    /// <summary>
    /// In a text of <paramref name="length"/> units, takes out <paramref name="delete"/> units at
    /// <paramref name="at"/> and puts <paramref name="insert"/> there. Doing neither gives the identity.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The place or the deleted part is not inside the text.</exception>
    /// <exception cref="ArgumentException"><paramref name="insert"/> has half a surrogate pair in it.</exception>
    public static TextEdit Replace(int length, int at, int delete, string insert)
    {
        ArgumentNullException.ThrowIfNull(insert);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at, length);
        ArgumentOutOfRangeException.ThrowIfNegative(delete);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delete, length - at);
        return new TextEditBuilder().Retain(at).Insert(insert).Delete(delete).Retain(length - at - delete).Build();
    }

    /// <summary>
    /// The smallest single splice that makes <paramref name="after"/> out of <paramref name="before"/>: what both
    /// begin with and what both end with stays. Where several would do ("aa" to "aaa") it is the last one.
    /// </summary>
    /// <exception cref="ArgumentException">The new part has half a surrogate pair in it.</exception>
    public static TextEdit Between(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var start = before.AsSpan().CommonPrefixLength(after);
        if (Utf16.SplitsPair(before, start) || Utf16.SplitsPair(after, start)) start--;
        var end = CommonSuffixLength(before.AsSpan(start), after.AsSpan(start));
        if (Utf16.SplitsPair(before, before.Length - end) || Utf16.SplitsPair(after, after.Length - end)) end--;
        return Replace(before.Length, start, before.Length - start - end, after[start..(after.Length - end)]);
    }

    public bool Equals(TextEdit? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override bool Equals(object? obj) => Equals(obj as TextEdit);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var step in _steps) hash.Add(step);
        return hash.ToHashCode();
    }

    public static bool operator ==(TextEdit? left, TextEdit? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TextEdit? left, TextEdit? right) => !(left == right);

    /// <summary>Says how much, never the words: this may end up in a log.</summary>
    public override string ToString() => $"text edit of {_steps.Length} steps, {BaseLength} to {ResultLength} units";

    private static int CommonSuffixLength(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && one[^(length + 1)] == other[^(length + 1)]) length++;
        return length;
    }
}
