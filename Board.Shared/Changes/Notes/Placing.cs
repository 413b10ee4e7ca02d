using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>How the place in a change is carried and shown: by neighbours that its reader sees, and by no others (C12). Pure.</summary>
internal static class Placing
{
    /// <summary>
    /// The place as the author's view has it: the column, and the note above. A neighbour that is not there for the author is
    /// none, so nothing can be learnt of where a hidden note stands.
    /// </summary>
    /// <param name="place">As the author's page sent it; nothing was looked at yet.</param>
    /// <param name="view">The board as the author sees it.</param>
    /// <param name="noteId">The note that comes there.</param>
    public static Place CarriedOnto(this Place place, Board view, string noteId)
    {
        if (!Enum.IsDefined(place.Column) || place is { After: null, Before: null }) return place;
        var order = view.Columns[(int)place.Column].Remove(noteId);
        var index = place.IndexIn(order);
        var after = index == 0 ? null : order[index - 1];
        return place.Before is null && place.After == after ? place : new(place.Column, after);
    }

    /// <summary>The place as a viewer gets it.</summary>
    /// <param name="place">As it is in the log.</param>
    /// <param name="after">The whole board with the change in it.</param>
    /// <param name="noteId">The note that came there.</param>
    /// <param name="viewer">Who sees the note.</param>
    public static Place SeenBy(this Place place, Board after, string noteId, Viewer viewer) =>
        place.After is null || (after.Note(place.After) is { } above && viewer.Sees(above.Circle) && after.Columns[(int)place.Column].Contains(place.After))
            ? place
            : after.PlaceSeenBy(noteId, viewer) ?? place;
}
