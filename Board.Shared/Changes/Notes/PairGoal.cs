using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>
/// Pairs a danger statement with the safety goal that answers it, or parts them (P7). A goal answers one danger statement at
/// most: pairing it anew takes it from the other.
/// </summary>
/// <param name="Danger">The danger statement's note.</param>
/// <param name="Goal">The safety goal's note; null parts them.</param>
/// <param name="Instead">
/// The goal that the danger statement gets from which this takes its goal; null leaves it without one. So a pairing that took
/// a goal away is taken back as a whole.
/// </param>
public sealed record PairGoal(string Danger, string? Goal = null, string? Instead = null) : Change
{
    public static ChangeKind<PairGoal> Kind { get; } = new("pair-goal", "P7")
    {
        OnNote = danger => new(danger.Id),
        Undone = Messages.Undo.Pairing,
    };

    public override string? Subject => Danger;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Danger)
        ?? Rules.Arranges(board, stamp)
        ?? CheckDanger(board, Danger)
        ?? (Goal is null ? null : Rules.OnTheBoard(board, Goal))
        ?? (Goal is null || board.KindOf(board.Notes[Goal]) == NoteKind.SafetyGoal ? null : Refusal.NotAGoal)
        ?? (Goal is null || board.Notes[Goal].Circle == board.Notes[Danger].Circle ? null : Refusal.CirclesDiffer)
        ?? (Instead is null ? null : CheckInstead(board, Instead));

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Note(Danger) is null || (Goal is not null && board.Note(Goal) is null)) return board;
        if (Loser(board) is { } loser) board = board.With(loser.Id, n => n with { Goal = board.Note(Instead) is null ? null : Instead });
        return board.With(Danger, n => n with { Goal = Goal });
    }

    /// <summary>Where a goal was taken from another danger statement, both get back what they had.</summary>
    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Danger) is not { } danger || danger.Goal == Goal ? null
        : Loser(before) is { IsRemoved: false } loser ? new PairGoal(loser.Id, Goal, danger.Goal)
        : new PairGoal(Danger, danger.Goal);

    public override bool StillStands(Board now, Stamp stamp) => now.Note(Danger)?.Goal == Goal;

    /// <summary>Nothing that somebody else has paired since is taken from anybody: taken back, it could be done again just as it was.</summary>
    public override bool IsTakenBackBy(Change inverse, Board now, Stamp stamp) =>
        StillStands(now, stamp) && inverse.Invert(now, stamp) == this;

    private Note? Loser(Board board) => Goal is null ? null : board.Notes.Values.FirstOrDefault(n => n.Goal == Goal && n.Id != Danger);

    /// <summary>A goal that no third danger statement has, for one that loses its own.</summary>
    private Refusal? CheckInstead(Board board, string instead) =>
        Rules.OnTheBoard(board, instead)
        ?? (Loser(board) is { } loser
            && instead != Goal
            && board.KindOf(board.Notes[instead]) == NoteKind.SafetyGoal
            && board.Notes[instead].Circle == loser.Circle
            && board.Notes.Values.All(n => n.Goal != instead || n.Id == Danger) ? null : Refusal.NotAGoal);

    internal static Refusal? CheckDanger(Board board, string noteId) =>
        Rules.OnTheBoard(board, noteId) ?? (board.KindOf(board.Notes[noteId]) == NoteKind.DangerStatement ? null : Refusal.NotADanger);

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}
