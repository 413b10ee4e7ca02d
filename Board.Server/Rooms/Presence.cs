using System.Collections.Immutable;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Who is here, and who is writing where (B3): the latest of each person over all their pages. Never stored.</summary>
internal sealed class Presence
{
    private const int LongestWriting = 40;

    private static readonly HashSet<string> NewNoteIn = new(Enum.GetNames<Column>().Select(c => "column:" + c), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, List<Seat>> _people = new(StringComparer.Ordinal);

    public ImmutableArray<PersonPresence> Everybody => [.. _people.Select(p => Of(p.Key, p.Value))];

    public int PagesOf(string participant) => _people.TryGetValue(participant, out var pages) ? pages.Count : 0;

    /// <returns>The person's presence now.</returns>
    public PersonPresence Came(Seat seat)
    {
        if (!_people.TryGetValue(seat.Participant, out var pages)) _people.Add(seat.Participant, pages = []);
        pages.Add(seat);
        return Of(seat.Participant, pages);
    }

    /// <returns>The person's presence now.</returns>
    public PersonPresence Went(Seat seat)
    {
        if (!_people.TryGetValue(seat.Participant, out var pages)) return new(seat.Participant, Here: false);
        pages.Remove(seat);
        if (pages.Count > 0) return Of(seat.Participant, pages);
        _people.Remove(seat.Participant);
        return new(seat.Participant, Here: false);
    }

    /// <returns>The person's presence now, or null when nothing changed.</returns>
    public PersonPresence? Shows(Seat seat, string? writing, Board board)
    {
        if (!_people.TryGetValue(seat.Participant, out var pages) || !pages.Remove(seat)) return null;
        var before = Of(seat.Participant, pages.Append(seat));
        seat.Writing = Means(writing, board) ? writing : null;
        pages.Add(seat);
        var now = Of(seat.Participant, pages);
        return now == before ? null : now;
    }

    /// <summary>Whether it names a note on this board, or a column for a new one; nothing else is ever shown to others.</summary>
    private static bool Means(string? writing, Board board) =>
        writing is { Length: > 0 and <= LongestWriting }
        && (NewNoteIn.Contains(writing) || board.Note(writing) is { IsRemoved: false });

    /// <summary>The page that spoke last comes last.</summary>
    private static PersonPresence Of(string participant, IEnumerable<Seat> pages) =>
        new(participant, Here: true, pages.LastOrDefault(p => p.Writing is not null)?.Writing);
}
