using System.Collections.Immutable;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Log;

/// <summary>
/// The latest committed text edits of one note from a version on, so that an edit made on an older text can be carried to the
/// newest (R2). Within <see cref="Bounds.HistoryEdits"/> and <see cref="Bounds.HistoryBytes"/> (B5). Immutable.
/// </summary>
public sealed record NoteHistory
{
    private NoteHistory(int from, ImmutableList<TextEdit> edits, long bytes) => (From, Edits, Bytes) = (from, edits, bytes);

    /// <summary>The text version on which the first of <see cref="Edits"/> was made.</summary>
    public int From { get; }

    /// <summary>In order; each raises the version by one.</summary>
    public ImmutableList<TextEdit> Edits { get; }

    /// <summary>About how much memory they take.</summary>
    public long Bytes { get; }

    public int Version => From + Edits.Count;

    /// <summary>Where nothing is known of what came before a version.</summary>
    public static NoteHistory At(int version) => new(version, ImmutableList<TextEdit>.Empty, 0);

    /// <summary>All edits of a note from its first text on; of too many the latest.</summary>
    public static NoteHistory Of(IEnumerable<TextEdit> edits)
    {
        var all = edits.ToImmutableList();
        return new NoteHistory(0, all, all.Sum(e => (long)e.Footprint)).Bounded();
    }

    /// <summary>Whether everything after a version is at hand.</summary>
    public bool Covers(int version) => version >= From && version <= Version;

    public NoteHistory With(TextEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return new NoteHistory(From, Edits.Add(edit), Bytes + edit.Footprint).Bounded();
    }

    /// <summary>The later part of it, half as large or less.</summary>
    public NoteHistory Halved() => Latest(Edits.Count / 2, Bytes / 2);

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

    /// <summary>Past a bound half of it goes, so that not every further edit costs the same again.</summary>
    private NoteHistory Bounded() => Edits.Count <= Bounds.HistoryEdits && Bytes <= Bounds.HistoryBytes
        ? this
        : Latest(Bounds.HistoryEdits / 2, Bounds.HistoryBytes / 2);

    private NoteHistory Latest(int edits, long bytes)
    {
        var (kept, size) = (0, 0L);
        foreach (var edit in Edits.Reverse())
        {
            if (kept == edits || size + edit.Footprint > bytes) break;
            kept++;
            size += edit.Footprint;
        }

        return new(Version - kept, Edits.RemoveRange(0, Edits.Count - kept), size);
    }
}
