using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// Pairs a danger statement with the safety goal that answers it, or parts them (P7). A goal answers one danger statement at
/// most: pairing it anew takes it from the other.
/// </summary>
/// <param name="Danger">The danger statement's note.</param>
/// <param name="Goal">The safety goal's note; null parts them.</param>
public sealed record PairGoal(string Danger, string? Goal = null) : Change
{
    public override string? Subject => Danger;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Danger)
        ?? Rules.Arranges(board, stamp)
        ?? CheckDanger(board, Danger)
        ?? (Goal is null ? null : Rules.OnTheBoard(board, Goal))
        ?? (Goal is null || board.KindOf(board.Notes[Goal]) == NoteKind.SafetyGoal ? null : Refusal.NotAGoal)
        ?? (Goal is null || board.Notes[Goal].Audience == board.Notes[Danger].Audience ? null : Refusal.AudiencesDiffer);

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Note(Danger) is null || (Goal is not null && board.Note(Goal) is null)) return board;
        var other = Goal is null ? null : board.Notes.Values.FirstOrDefault(n => n.Goal == Goal && n.Id != Danger);
        if (other is not null) board = board.With(other.Id, n => n with { Goal = null });
        return board.With(Danger, n => n with { Goal = Goal });
    }

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Danger) is { } danger && danger.Goal != Goal ? new PairGoal(Danger, danger.Goal) : null;

    public override bool StillStands(Board now, Stamp stamp) => now.Note(Danger)?.Goal == Goal;

    internal static Refusal? CheckDanger(Board board, string noteId) =>
        Rules.OnTheBoard(board, noteId) ?? (board.KindOf(board.Notes[noteId]) == NoteKind.DangerStatement ? null : Refusal.NotADanger);

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}
