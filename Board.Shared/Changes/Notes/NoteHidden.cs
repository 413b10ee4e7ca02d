using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>What those get who see a note no more: it is gone from their map, and nothing on it names it. Made by projection.</summary>
/// <param name="Note">The note.</param>
/// <param name="Notes">Every note that went, this one among them.</param>
/// <param name="Scales">The scales that went with them.</param>
public sealed record NoteHidden(string Note, ImmutableArray<string> Notes, ImmutableArray<string> Scales) : Change
{
    public static ChangeKind<NoteHidden> Kind { get; } = new("note-hidden");

    public override bool ByServerOnly => true;

    public override string? Subject => Note;

    internal static NoteHidden Of(Tied tied) => new(tied.Notes[0].Id, [.. tied.Notes.Select(n => n.Id)], [.. tied.Scales.Select(s => s.Id)]);

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        board = Notes.Aggregate(board, Parted);
        return board with
        {
            Notes = board.Notes.RemoveRange(Notes),
            Columns = [.. board.Columns.Select(order => order.RemoveAll(id => Notes.Contains(id)))],
            Scales = [.. board.Scales.Where(s => !Scales.Contains(s.Id)).Select(s => s.Danger is { } danger && Notes.Contains(danger) ? s with { Danger = null } : s)],
        };
    }

    /// <summary>The board where no danger statement is paired with this goal.</summary>
    internal static Board Parted(Board board, string goal) =>
        board.Notes.Values.Where(n => n.Goal == goal).Aggregate(board, (b, danger) => b.With(danger.Id, n => n with { Goal = null }));
}
