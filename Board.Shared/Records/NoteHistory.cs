using System.Collections.Immutable;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Records;

/// <summary>The committed text edits of one note from a version on, so that an edit made on an older text can be carried to the newest (R2).</summary>
/// <param name="From">The text version on which the first of <paramref name="Edits"/> was made.</param>
/// <param name="Edits">In order; each raises the version by one.</param>
public sealed record NoteHistory(int From, ImmutableList<TextEdit> Edits)
{
    public int Version => From + Edits.Count;

    /// <summary>Whether everything after a version is at hand.</summary>
    public bool Covers(int version) => version >= From && version <= Version;

    public NoteHistory With(TextEdit edit) => this with { Edits = Edits.Add(edit) };

    /// <summary>
    /// What happened to the text after a version, edit by edit. Never composed: carrying an edit over several at once can
    /// come out differently from carrying it over one after the other, which is what replicas do (R2).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The version is not covered.</exception>
    public ImmutableList<TextEdit> Since(int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, From);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, Version);
        return Edits.RemoveRange(0, version - From);
    }
}
