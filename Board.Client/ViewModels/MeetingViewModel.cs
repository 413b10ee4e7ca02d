using MappingBoard.Client.State;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.ViewModels;

/// <summary>How the meeting stands for the reader: paused, without the family, final.</summary>
public sealed record MeetingViewModel
{
    /// <summary>Whether the reader leads the meeting.</summary>
    public bool Leads { get; init; }

    /// <summary>Who paused the writing; null while it is not paused (L1).</summary>
    public Speaker? Holder { get; init; }

    /// <summary>Whether the reader waits while the professionals talk alone.</summary>
    public bool IsOutside { get; init; }

    /// <summary>The closed part, for those who talk in it.</summary>
    public ClosedPart? Inside { get; init; }

    /// <summary>Whether the reader, who leads, has asked the family to wait outside and the server does not have it yet.</summary>
    public bool IsClosing { get; init; }

    /// <summary>Whether the map is final (L2).</summary>
    public bool IsFinal { get; init; }

    /// <summary>Why the reader cannot change now what everyone sees; null when the meeting does not stand in the way.</summary>
    public Refusal? Shared { get; init; }

    /// <summary>The same of what a smaller circle of theirs sees.</summary>
    public Refusal? Inner { get; init; }

    public static MeetingViewModel Of(BoardState state)
    {
        var isOutside = state.IsOutside();
        var inside = isOutside ? null : state.Replica.Confirmed.ClosedNow;
        return new()
        {
            Leads = state.Leads(),
            Holder = state.Board.Held is { } held ? Speaker.Of(state.Board, held.By, state.Replica.Me) : null,
            IsOutside = isOutside,
            Inside = inside,
            IsClosing = inside is null && !isOutside && state.Board.ClosedNow is not null,
            IsFinal = state.IsFinal(),
            Shared = state.NotNow(Circles.Everyone),
            Inner = state.InnerCircle() is { } inner ? state.NotNow(inner) : null,
        };
    }

    public Refusal? NotNow(string circle) => Circles.IsShared(circle) ? Shared : Inner;
}
