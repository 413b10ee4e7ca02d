using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>How a board comes to be: by changes, one after the other. The same code at both ends of the wire.</summary>
public static class BoardChanges
{
    /// <summary>
    /// The board after one more change. Total: a change that does not fit this board leaves it as it is and never
    /// throws. It asks no permission; whether somebody may make the change is <see cref="Change.Check"/>'s question.
    /// </summary>
    public static Board Apply(this Board board, Change change, Stamp stamp) => change.ApplyTo(board, stamp);
}
