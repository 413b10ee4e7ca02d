using System.Collections.Immutable;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>
/// What those who did not see a note get when it comes before a circle of theirs: the note as it reads now, and what is tied to
/// it. Made by projection.
/// </summary>
/// <param name="Note">The note.</param>
/// <param name="Notes">Every note that came, each after those that stand above it.</param>
/// <param name="Scales">The scales that came with them, from above.</param>
/// <param name="Measuring">Scales that were seen before and measure one of them; null for none.</param>
public sealed record NoteShown(
    string Note,
    ImmutableArray<PlacedNote> Notes,
    ImmutableArray<ScaleShown> Scales,
    ImmutableArray<Measuring>? Measuring = null) : Change
{
    public static ChangeKind<NoteShown> Kind { get; } = new("note-shown");

    public override bool ByServerOnly => true;

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        foreach (var (note, place) in Notes)
        {
            if (board.Notes.ContainsKey(note.Id) || !Enum.IsDefined(place.Column)) continue;
            board = (board with { Notes = board.Notes.Add(note.Id, note) }).Placed(note.Id, place);
        }

        foreach (var (scale, danger) in Measuring ?? [])
            board = board.WithScale(scale, s => s with { Danger = danger });
        return Scales.Aggregate(board, (b, scale) => scale.ApplyTo(b, stamp));
    }

    /// <summary>What a viewer gets of notes that they newly see.</summary>
    /// <param name="after">The whole board where they are seen.</param>
    /// <param name="tied">What came.</param>
    /// <param name="viewer">Who newly sees it.</param>
    internal static NoteShown On(Board after, Tied tied, Viewer viewer)
    {
        var ids = tied.Notes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var seen = after.SeenBy(viewer);
        var notes = seen.Columns.SelectMany((order, column) => order.Select((id, i) => (id, Place: new Place((Column)column, i == 0 ? null : order[i - 1]))));
        ImmutableArray<Measuring> measuring =
            [.. seen.Scales.Where(s => s.Danger is { } danger && ids.Contains(danger) && !tied.Scales.Any(t => t.Id == s.Id)).Select(s => new Measuring(s.Id, s.Danger!))];
        return new(
            tied.Notes[0].Id,
            [.. notes.Where(n => ids.Contains(n.id)).Select(n => new PlacedNote(seen.Notes[n.id], n.Place))],
            [.. tied.Scales.Select(s => ScaleShown.On(seen, s.Id))],
            measuring.IsEmpty ? null : measuring);
    }
}

/// <param name="Note">A note as it is seen.</param>
/// <param name="Place">Where it stands among those that are seen.</param>
public sealed record PlacedNote(Note Note, Place Place);

/// <param name="Scale">A scale that was seen before.</param>
/// <param name="Danger">The danger statement that it measures, which is seen now, too.</param>
public sealed record Measuring(string Scale, string Danger);
