using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Log;

/// <summary>
/// What those see of a board who are in the same circles, and where their stream stands (C6). Kept up change by change, since
/// projection commutes (V4). Immutable; a function of the log.
/// </summary>
public sealed record Views
{
    private Views(ImmutableDictionary<CircleSet, Model.Board> boards, StreamNumbers numbers)
    {
        Boards = boards;
        Numbers = numbers;
    }

    public StreamNumbers Numbers { get; }

    /// <summary>What each set that anybody has sees; other sets see <see cref="Of"/> at no more than its cost.</summary>
    private ImmutableDictionary<CircleSet, Model.Board> Boards { get; }

    public static Views Of(Model.Board board, StreamNumbers numbers) =>
        new(board.Participants.Select(p => p.Set()).Append(Circles.Common).Distinct().ToImmutableDictionary(set => set, set => board.SeenBy(Viewer.Of(set))), numbers);

    /// <summary>What those see who are in these circles.</summary>
    /// <exception cref="KeyNotFoundException">Nobody at the meeting is, or ever was.</exception>
    public Model.Board For(CircleSet set) => Boards[set];

    /// <summary>The views after one more change.</summary>
    /// <param name="before">The whole board before it.</param>
    /// <param name="after">The whole board with it.</param>
    /// <param name="seen">What is seen of it.</param>
    internal Views With(Model.Board before, Model.Board after, SeenChange seen)
    {
        var boards = Boards.ToBuilder();
        foreach (var (set, change) in seen.Sets)
        {
            if (change is null) continue;
            var view = Boards.TryGetValue(set, out var known) ? known : before.SeenBy(Viewer.Of(set));

            // Where nothing is hidden the view is the board itself, which has been made already.
            boards[set] = ReferenceEquals(view, before) && ReferenceEquals(change, seen.Change) ? after : view.Apply(change, seen.Stamp);
        }

        return new(boards.ToImmutable(), Numbers.With(seen, before));
    }
}
