using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>What those get who see a note no more: it is gone from their map, and nothing on it names it. Made by projection.</summary>
public sealed record NoteHidden(string Note) : Change
{
    public static ChangeKind<NoteHidden> Kind { get; } = new("note-hidden");

    public override bool ByServerOnly => true;

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (!board.Notes.ContainsKey(Note)) return board;
        board = Parted(board, Note);
        return board with { Notes = board.Notes.Remove(Note), Columns = [.. board.Columns.Select(order => order.Remove(Note))] };
    }

    /// <summary>The board where no danger statement is paired with this goal.</summary>
    internal static Board Parted(Board board, string goal) =>
        board.Notes.Values.Where(n => n.Goal == goal).Aggregate(board, (b, danger) => b.With(danger.Id, n => n with { Goal = null }));
}
