using System.Collections.Immutable;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Who is here, and who is writing where (B3): the latest of each person over all their pages, as each audience may see it
/// (V2). Never stored.
/// </summary>
internal sealed class Presence
{
    private const int LongestWriting = 40;

    private static readonly HashSet<string> NewNoteIn = new(Enum.GetNames<Column>().Select(c => "column:" + c), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, List<IPresentPage>> _people = new(StringComparer.Ordinal);

    /// <summary>What each audience was told last.</summary>
    private readonly Dictionary<(string Participant, Audience Audience), PersonPresence> _told = [];

    /// <summary>Those who are said to be writing somewhere.</summary>
    public ImmutableArray<string> Writers => [.. _people.Where(p => p.Value.Exists(s => s.Shows.Writing is not null)).Select(p => p.Key)];

    /// <summary>How many pages of a person are at this server.</summary>
    public int PagesOf(string participant) => _people.TryGetValue(participant, out var pages) ? pages.Count(p => p is RoomConnection) : 0;

    /// <summary>The pages at this server, those of each person in the order in which they spoke.</summary>
    public IEnumerable<RoomConnection> Here => _people.Values.SelectMany(pages => pages.OfType<RoomConnection>());

    public void Came(IPresentPage page)
    {
        if (!_people.TryGetValue(page.Participant, out var pages)) _people.Add(page.Participant, pages = []);
        pages.Add(page);
    }

    public void Went(IPresentPage page)
    {
        if (_people.TryGetValue(page.Participant, out var pages) && pages.Remove(page) && pages.Count == 0) _people.Remove(page.Participant);
    }

    /// <summary>The page that spoke last counts.</summary>
    public void Shows(RoomConnection connection, ShowRequest request)
    {
        if (!_people.TryGetValue(connection.Participant, out var pages) || !pages.Remove(connection)) return;
        connection.Shows = request;
        pages.Add(connection);
    }

    /// <summary>Everybody who is here, as an audience sees them.</summary>
    public ImmutableArray<PersonPresence> SeenBy(Audience audience, Ledger ledger) => [.. _people.Keys.Select(p => Of(p, audience, ledger))];

    /// <summary>A person's presence as an audience sees it, or null when it was told so already.</summary>
    public PersonPresence? News(string participant, Audience audience, Ledger ledger)
    {
        var now = Of(participant, audience, ledger);
        var told = _told.GetValueOrDefault((participant, audience), new(participant, Here: false));
        if (now == told) return null;
        if (now.Here) _told[(participant, audience)] = now;
        else _told.Remove((participant, audience));
        return now;
    }

    private PersonPresence Of(string participant, Audience audience, Ledger ledger) => _people.TryGetValue(participant, out var pages)
        ? new(participant, Here: true, pages.LastOrDefault(p => IsSeen(p, audience, ledger))?.Shows.Writing)
        : new(participant, Here: false);

    /// <summary>
    /// Whether an audience may know where a page's person is writing: in a note on its board, or a new one that is meant
    /// for it. Nothing else is ever shown, and nothing of what professionals do while a closed part goes on.
    /// </summary>
    private static bool IsSeen(IPresentPage page, Audience audience, Ledger ledger)
    {
        if (page.Shows.Writing is not { Length: > 0 and <= LongestWriting } writing) return false;
        if (audience == Audience.Everyone && page.Audience == Audience.Professionals && ledger.Board.ClosedNow is not null) return false;
        return NewNoteIn.Contains(writing)
            ? Reaches(page, audience)
            : ledger.Views.For(audience).Note(writing) is { IsRemoved: false } && ledger.Views.For(page.Audience).Note(writing) is not null;
    }

    private static bool Reaches(IPresentPage page, Audience audience) =>
        page.Shows.Audience == Audience.Everyone || (audience == Audience.Professionals && page.Audience == Audience.Professionals);
}
