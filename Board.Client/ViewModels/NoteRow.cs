using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.ViewModels;

/// <summary>The notes of one column in order, removed ones in their place. The same object as long as nothing in it changes.</summary>
internal sealed class NoteRow
{
    private readonly ImmutableList<string> _order;
    private readonly ImmutableDictionary<string, Note> _board;

    private NoteRow(Board board, Column column)
    {
        (_order, _board) = (board.Columns[(int)column], board.Notes);
        Notes = [.. _order.Select(id => _board[id])];
    }

    public Note[] Notes { get; }

    public static NoteRow Of(Board board, Column column, NoteRow? before) =>
        before is not null && ReferenceEquals(before._order, board.Columns[(int)column]) && before.Holds(board.Notes) ? before : new(board, column);

    /// <summary>Whether the same notes stand in the same places, whatever they say now.</summary>
    public bool HasTheOrderOf(NoteRow other) => ReferenceEquals(_order, other._order);

    private bool Holds(ImmutableDictionary<string, Note> board)
    {
        if (ReferenceEquals(board, _board)) return true;
        foreach (var note in Notes)
        {
            if (!board.TryGetValue(note.Id, out var now) || !ReferenceEquals(now, note)) return false;
        }

        return true;
    }
}

/// <summary>
/// Danger statements with their numbers, the goals that answer them and the scales that measure them. Equal where they say
/// the same of every note.
/// </summary>
internal sealed class Pairs : IEquatable<Pairs>
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _goals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dangers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _scales = new(StringComparer.Ordinal);

    private Pairs(Board board, NoteRow worries)
    {
        foreach (var danger in worries.Notes)
        {
            if (danger.IsRemoved || danger.Category is null || board.KindOf(danger) != NoteKind.DangerStatement) continue;
            _numbers.Add(danger.Id, _numbers.Count + 1);
            if (board.Note(danger.Goal) is not { IsRemoved: false } goal || board.KindOf(goal) != NoteKind.SafetyGoal) continue;
            _goals.Add(danger.Id, goal.Id);
            _dangers.TryAdd(goal.Id, danger.Id);
        }

        foreach (var scale in board.Scales)
        {
            if (scale is { SetAside: null, Danger: { } danger }) _scales.TryAdd(danger, scale.Id);
        }
    }

    public static Pairs Of(Board board, NoteRow[] rows, Pairs? before)
    {
        var pairs = new Pairs(board, rows[(int)Column.Worries]);
        return pairs.Equals(before) ? before! : pairs;
    }

    /// <summary>The number of a danger statement on the board, or null.</summary>
    public int? NumberOf(string? danger) => danger is not null && _numbers.TryGetValue(danger, out var number) ? number : null;

    /// <summary>The danger statement that a goal answers.</summary>
    public string? DangerOf(string goal) => _dangers.GetValueOrDefault(goal);

    /// <summary>The goal that answers a danger statement, while it is on the board.</summary>
    public string? GoalOf(string danger) => _goals.GetValueOrDefault(danger);

    /// <summary>The scale in use for a danger statement.</summary>
    public string? ScaleOf(string? danger) => danger is null ? null : _scales.GetValueOrDefault(danger);

    public bool Equals(Pairs? other) =>
        other is not null && Same(_numbers, other._numbers) && Same(_goals, other._goals) && Same(_scales, other._scales);

    public override bool Equals(object? obj) => Equals(obj as Pairs);

    public override int GetHashCode() => HashCode.Combine(_numbers.Count, _goals.Count, _scales.Count);

    private static bool Same<T>(Dictionary<string, T> one, Dictionary<string, T> other)
        where T : notnull =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value.Equals(pair.Value));
}
