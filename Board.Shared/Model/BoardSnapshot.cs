using System.Collections.Immutable;

namespace MappingBoard.Shared.Model;

/// <summary>
/// A board as JSON: arrays in the board's own order, so that equal boards give equal bytes. Used on the wire, in stored
/// snapshots, and to compare boards.
/// </summary>
/// <param name="Columns">Three; the notes of each in order, removed ones included.</param>
public sealed record BoardSnapshot(
    string Id,
    string Title,
    MeetingTemplate Template,
    bool Practice,
    DateTimeOffset StartedAt,
    ImmutableArray<ImmutableArray<Note>> Columns,
    ImmutableArray<Scale> Scales,
    ImmutableArray<Participant> Participants,
    Stamp? Held = null,
    Stamp? Locked = null,
    ImmutableArray<ClosedPart>? ClosedParts = null,
    ImmutableArray<FinalResponse>? Responses = null,
    ImmutableArray<Addendum>? Addenda = null)
{
    public static BoardSnapshot Of(Board board) => new(
        board.Id,
        board.Title,
        board.Template,
        board.Practice,
        board.StartedAt,
        [.. board.Columns.Select(order => order.Select(id => board.Notes[id]).ToImmutableArray())],
        [.. board.Scales],
        [.. board.Participants],
        board.Held,
        board.Locked,
        Some(board.ClosedParts),
        Some(board.Responses),
        Some(board.Addenda));

    /// <exception cref="FormatException">Not three columns, or a note that stands twice.</exception>
    public Board ToBoard()
    {
        if (Columns.Length != 3) throw new FormatException("A board has three columns.");
        var notes = ImmutableDictionary.CreateBuilder<string, Note>(StringComparer.Ordinal);
        foreach (var note in Columns.SelectMany(c => c))
        {
            if (!notes.TryAdd(note.Id, note)) throw new FormatException("A note stands in two places.");
        }

        return Board.Empty(Id) with
        {
            Title = Title,
            Template = Template,
            Practice = Practice,
            StartedAt = StartedAt,
            Notes = notes.ToImmutable(),
            Columns = [.. Columns.Select(c => c.Select(n => n.Id).ToImmutableList())],
            Scales = [.. Scales],
            Participants = [.. Participants],
            Held = Held,
            Locked = Locked,
            ClosedParts = [.. ClosedParts ?? []],
            Responses = [.. Responses ?? []],
            Addenda = [.. Addenda ?? []],
        };
    }

    /// <summary>Left out of the JSON when there are none, as in records from before there could be any.</summary>
    private static ImmutableArray<T>? Some<T>(ImmutableList<T> items) => items.IsEmpty ? null : [.. items];
}
