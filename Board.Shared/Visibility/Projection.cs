using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Visibility;

/// <summary>
/// What a viewer may see of a board and of each thing on it (V1, V2): the one place that knows. Pure; depends on nothing
/// that they may not see (V5), and commutes with what changes do (V4).
/// </summary>
public static class Projection
{
    /// <summary>What a viewer may see of a board.</summary>
    public static Board SeenBy(this Board board, Viewer viewer)
    {
        var seen = board.Scales.Exists(s => s.Sealed || !viewer.Sees(Audience.Professionals))
            ? board with { Scales = [.. board.Scales.Where(s => viewer.Sees(s.Audience)).Select(s => s.SeenBy(viewer))] }
            : board;
        return viewer.Sees(Audience.Professionals) ? seen : seen.ForEveryone(viewer);
    }

    /// <summary>What a viewer gets of a scale: on a sealed one their own number alone.</summary>
    internal static Scale SeenBy(this Scale scale, Viewer viewer)
    {
        var seen = scale.Judgements.ConvertAll(j => scale.Sealed && j.Placed.By != viewer.Participant ? Judgement.SealedBy(j.Placed.By) : j.SeenBy(viewer));
        return seen.SequenceEqual(scale.Judgements) ? scale : scale with { Judgements = seen };
    }

    /// <summary>What a viewer gets of a judgement, once it may be seen.</summary>
    internal static Judgement SeenBy(this Judgement judgement, Viewer viewer) => viewer.Sees(judgement.ReasonFor) ? judgement : judgement.WithoutReason;

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

        bool IsSeen(string id) => viewer.Sees(board.Notes[id].Audience);
    }

    private static Board ForEveryone(this Board board, Viewer viewer) => board with
    {
        Notes = board.Notes.RemoveRange(board.Notes.Values.Where(n => !viewer.Sees(n.Audience)).Select(n => n.Id)),
        Columns = [.. board.Columns.Select(order => order.RemoveAll(id => !viewer.Sees(board.Notes[id].Audience)))],
        ClosedParts = board.ClosedParts.ConvertAll(part => part with { Ground = null, Words = "" }),
        Addenda = board.Addenda.RemoveAll(a => !viewer.Sees(a.Audience)),
    };
}
