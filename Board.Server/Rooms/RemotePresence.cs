using System.Collections.Immutable;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Who is in this board's rooms at other servers, as those say. A server that says nothing for a while has ended. Used by
/// its room alone.
/// </summary>
internal sealed class RemotePresence
{
    private readonly Dictionary<string, Told> _servers = new(StringComparer.Ordinal);
    private ImmutableArray<Page> _placed = [];

    /// <summary>A server says who is there.</summary>
    /// <returns>Whether nobody had heard of it: it has not heard of this one either.</returns>
    public bool Hear(string server, PeopleHere people, long now)
    {
        if (people.Pages.IsEmpty)
        {
            _servers.Remove(server);
            return false;
        }

        var isNew = !_servers.ContainsKey(server);
        _servers[server] = new(people, now);
        return isNew;
    }

    /// <summary>Forgets the servers that have said nothing since before something holds.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Forget(Func<long, bool> isLongAgo)
    {
        var silent = _servers.Where(s => isLongAgo(s.Value.At)).Select(s => s.Key).ToList();
        foreach (var server in silent) _servers.Remove(server);
        return silent.Count > 0;
    }

    /// <summary>Puts those who are at the meeting now into its presence, in place of those who were there before.</summary>
    /// <returns>Everybody of whom something may have changed.</returns>
    public IReadOnlyCollection<string> Place(Presence presence, Board board)
    {
        var before = _placed;
        _placed =
        [
            .. _servers.OrderBy(s => s.Value.At)
                .SelectMany(s => s.Value.People.Pages)
                .Where(p => board.Participant(p.Participant) is { IsAtTheMeeting: true })
                .Select(p => new Page(p.Participant, board.SetOf(p.Participant), p.Shows)),
        ];
        foreach (var page in before) presence.Went(page);
        foreach (var page in _placed) presence.Came(page);
        return [.. before.Concat(_placed).Select(p => p.Participant).Distinct(StringComparer.Ordinal)];
    }

    private sealed record Told(PeopleHere People, long At);

    /// <summary>Compared as what it is, not by what it says: two devices may say the same.</summary>
    private sealed class Page(string participant, CircleSet set, ShowRequest shows) : IPresentPage
    {
        public string Participant => participant;

        public CircleSet Set => set;

        public ShowRequest Shows => shows;
    }
}
