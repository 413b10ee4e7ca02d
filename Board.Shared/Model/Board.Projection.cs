using MappingBoard.Shared.Changes;

namespace MappingBoard.Shared.Model;

public sealed partial record Board
{
    /// <summary>
    /// What a viewer may see of this board (V1, V2). Commutes with <see cref="Change.Project"/> (V4); depends on nothing
    /// that they may not see (V5).
    /// </summary>
    public Board SeenBy(Viewer viewer)
    {
        var seen = Scales.Exists(s => s.Sealed || !viewer.Sees(Audience.Professionals))
            ? this with { Scales = [.. Scales.Where(s => viewer.Sees(s.Audience)).Select(s => s.SeenBy(viewer))] }
            : this;
        return viewer.Sees(Audience.Professionals) ? seen : seen.ForEveryone(viewer);
    }

    private Board ForEveryone(Viewer viewer) => this with
    {
        Notes = Notes.RemoveRange(Notes.Values.Where(n => !viewer.Sees(n.Audience)).Select(n => n.Id)),
        Columns = [.. Columns.Select(order => order.RemoveAll(id => !viewer.Sees(Notes[id].Audience)))],
        ClosedParts = ClosedParts.ConvertAll(part => part with { Ground = null, Words = "" }),
        Addenda = Addenda.RemoveAll(a => !viewer.Sees(a.Audience)),
    };
}
