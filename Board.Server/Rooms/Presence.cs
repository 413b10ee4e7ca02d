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
    private readonly Dictionary<(string Participant, CircleSet Set), PersonPresence> _told = [];

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

    /// <summary>Everybody who is here, as those see them who are in these circles: from now on they are told what changes.</summary>
    public ImmutableArray<PersonPresence> SeenBy(CircleSet set, Ledger ledger)
    {
        foreach (var participant in _people.Keys) News(participant, set, ledger);
        return [.. _people.Keys.Select(p => Of(p, set, ledger))];
    }

    /// <summary>A person's presence as those see it who are in these circles, or null when they were told so already.</summary>
    public PersonPresence? News(string participant, CircleSet set, Ledger ledger)
    {
        var now = Of(participant, set, ledger);
        var told = _told.GetValueOrDefault((participant, set), new(participant, Here: false));
        if (now == told) return null;
        if (now.Here) _told[(participant, set)] = now;
        else _told.Remove((participant, set));
        return now;
    }

    private PersonPresence Of(string participant, CircleSet set, Ledger ledger) => _people.TryGetValue(participant, out var pages)
        ? new(participant, Here: true, pages.LastOrDefault(p => IsSeen(p, set, ledger))?.Shows.Writing)
        : new(participant, Here: false);

    /// <summary>
    /// Whether those in these circles may know where a page's person is writing: in a note that both see, or a new one that is
    /// meant for a circle of both. Nothing else is ever shown, and nothing across the border of a part that goes on (C25).
    /// </summary>
    private static bool IsSeen(IPresentPage page, CircleSet set, Ledger ledger)
    {
        if (page.Shows.Writing is not { Length: > 0 and <= LongestWriting } writing) return false;
        if (ledger.Board.ClosedNow is { } part && page.Set.Contains(part.Circle) != set.Contains(part.Circle)) return false;
        return NewNoteIn.Contains(writing)
            ? page.Set.Contains(page.Shows.Circle) && set.Contains(page.Shows.Circle)
            : ledger.Board.Note(writing) is { IsRemoved: false } note && set.Contains(note.Circle) && page.Set.Contains(note.Circle);
    }
}
