using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Log;

/// <summary>
/// One accepted change as its viewers get it (V2). Worked out once, when the change is applied: what audiences see of the
/// board and what is sent to them both come from here.
/// </summary>
/// <param name="Change">The change itself.</param>
/// <param name="Stamp">Whose it is.</param>
/// <param name="Everyone">What everyone has in common of it; null for nothing.</param>
/// <param name="Professionals">What professionals have in common of it; null for nothing.</param>
/// <param name="IsPersonal">Whether its author sees more of it than that.</param>
/// <param name="Own">Where it is personal, what its author gets instead.</param>
internal sealed record SeenChange(Change Change, Stamp Stamp, Change? Everyone, Change? Professionals, bool IsPersonal, Change? Own)
{
    /// <param name="change">An accepted change.</param>
    /// <param name="stamp">Whose it is.</param>
    /// <param name="before">The whole board before it.</param>
    public static SeenChange Of(Change change, Stamp stamp, Model.Board before)
    {
        var isPersonal = change.IsPersonal(before);
        return new(
            change,
            stamp,
            change.Project(before, stamp, Viewer.Everyone),
            change.Project(before, stamp, Viewer.Professionals),
            isPersonal,
            isPersonal ? change.Project(before, stamp, new(stamp.By, before.AudienceOf(stamp.By))) : null);
    }

    /// <summary>What an audience has in common of it.</summary>
    public Change? For(Audience audience) => audience == Audience.Everyone ? Everyone : Professionals;

    /// <summary>Whether its author gets a change that others with their audience do not get at all.</summary>
    public bool AuthorGetsMore(Model.Board before) => Own is not null && For(before.AudienceOf(Stamp.By)) is null;
}
