namespace MappingBoard.Shared.Text;

/// <summary>
/// One cut and paste: at <paramref name="At"/>, take out <paramref name="Delete"/> units and put
/// <paramref name="Insert"/> in their place. Units are UTF-16; all numbers are zero or more.
/// </summary>
public readonly record struct TextSplice(int At, int Delete, string Insert)
{
    /// <summary>Says where and how much, never the words: this may end up in a log.</summary>
    public override string ToString() => $"at {At}: -{Delete} +{Insert?.Length ?? 0}";
}
