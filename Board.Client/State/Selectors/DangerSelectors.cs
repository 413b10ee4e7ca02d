using MappingBoard.Shared.Model;

namespace MappingBoard.Client.State.Selectors;

/// <summary>Danger statements, the goals that answer them and the scales that measure them: they carry one number.</summary>
public static class DangerSelectors
{
    /// <summary>The danger statements on the board with their numbers, in order.</summary>
    public static IEnumerable<(int Number, Note Danger)> Dangers(this BoardState state) => state.Board
        .NotesIn(Column.Worries)
        .Where(n => state.Board.KindOf(n) == NoteKind.DangerStatement)
        .Select((danger, index) => (index + 1, danger));

    /// <summary>The number that a note carries: its own as a danger statement, or that of the danger which it answers as a goal.</summary>
    public static int? DangerNumber(this BoardState state, string noteId)
    {
        foreach (var (number, danger) in state.Dangers())
        {
            if (danger.Id == noteId || danger.Goal == noteId) return number;
        }

        return null;
    }

    /// <summary>The danger statement that a goal answers, or null.</summary>
    public static Note? DangerOf(this BoardState state, string goalId) =>
        state.Dangers().Select(d => d.Danger).FirstOrDefault(d => d.Goal == goalId);

    /// <summary>The goal that answers a danger statement, as long as it is on the board.</summary>
    public static Note? GoalOf(this BoardState state, Note danger) =>
        state.Board.Note(danger.Goal) is { IsRemoved: false } goal ? goal : null;

    /// <summary>The scales in use, in order.</summary>
    public static IEnumerable<Scale> ScalesInUse(this BoardState state) => state.Board.Scales.Where(s => s.SetAside is null);

    /// <summary>The scale in use for a danger statement, or null.</summary>
    public static Scale? ScaleOf(this BoardState state, string dangerId) =>
        state.Board.Scales.Find(s => s.Danger == dangerId && s.SetAside is null);
}
