using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Visibility;

/// <summary>
/// What a viewer may see of a board and of each thing on it (V1, V2): the one place that knows. Pure; depends on nothing
/// that they may not see (V5), and commutes with what changes do (V4).
/// </summary>
public static class Projection
{
    /// <summary>What a viewer may see of a board. The board itself where that is all of it.</summary>
    public static Board SeenBy(this Board board, Viewer viewer) => board.NotesSeenBy(viewer).ScalesSeenBy(viewer).MeetingSeenBy(viewer);

    /// <summary>What a viewer gets of a scale: on a sealed one their own number, and how many there are (C32).</summary>
    internal static Scale SeenBy(this Scale scale, Viewer viewer)
    {
        if (scale.Judgements.TrueForAll(j => j.IsSeenBy(viewer) && ReferenceEquals(j.SeenBy(viewer), j))) return scale;
        return scale with { Judgements = [.. scale.Judgements.Where(j => j.IsSeenBy(viewer)).Select(j => j.SeenBy(viewer))] };
    }

    /// <summary>What a viewer gets of a judgement, once it may be seen.</summary>
    internal static Judgement SeenBy(this Judgement judgement, Viewer viewer) => viewer.Sees(judgement.ReasonFor) ? judgement : judgement.WithoutReason;

    /// <summary>Whether a viewer gets a judgement at all: it is for a circle of theirs, and not somebody else's that was placed unseen.</summary>
    internal static bool IsSeenBy(this Judgement judgement, Viewer viewer) =>
        judgement.Unseen ? judgement.Placed.By == viewer.Person : viewer.Sees(judgement.Circle);

    /// <summary>
    /// Where a note stands for a viewer: between the neighbours that they see. The same place for them whatever stands
    /// between that they do not see (V5). Null when the board has no such note.
    /// </summary>
    public static Place? PlaceSeenBy(this Board board, string noteId, Viewer viewer)
    {
        if (Place.Of(board, noteId) is not { } place) return null;
        var order = board.Columns[(int)place.Column];
        var index = order.IndexOf(noteId);
        return new(place.Column, order.Take(index).LastOrDefault(IsSeen), order.Skip(index + 1).FirstOrDefault(IsSeen));

        bool IsSeen(string id) => viewer.Sees(board.Notes[id].Circle);
    }

    private static Board NotesSeenBy(this Board board, Viewer viewer)
    {
        var hidden = board.Notes.Values.Where(n => !viewer.Sees(n.Circle)).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        return hidden.Count == 0 ? board : board with
        {
            Notes = board.Notes.RemoveRange(hidden),
            Columns = [.. board.Columns.Select(order => order.RemoveAll(hidden.Contains))],
        };
    }

    private static Board ScalesSeenBy(this Board board, Viewer viewer)
    {
        return board.Scales.TrueForAll(s => viewer.Sees(s.Circle) && ReferenceEquals(Seen(s), s))
            ? board
            : board with { Scales = [.. board.Scales.Where(s => viewer.Sees(s.Circle)).Select(Seen)] };

        // A danger statement that is not seen reads as none (C14).
        Scale Seen(Scale scale) => scale.Danger is null || board.Notes.ContainsKey(scale.Danger) ? scale.SeenBy(viewer) : (scale with { Danger = null }).SeenBy(viewer);
    }

    private static Board MeetingSeenBy(this Board board, Viewer viewer)
    {
        var (parts, addenda) = (board.ClosedParts, board.Addenda);
        if (parts.Exists(part => !viewer.Sees(part.Circle)))
            parts = parts.ConvertAll(part => viewer.Sees(part.Circle) ? part : part with { Ground = null, Words = "" });
        if (addenda.Exists(a => !viewer.Sees(a.Circle))) addenda = addenda.RemoveAll(a => !viewer.Sees(a.Circle));
        return ReferenceEquals(parts, board.ClosedParts) && ReferenceEquals(addenda, board.Addenda) ? board : board with { ClosedParts = parts, Addenda = addenda };
    }
}
