using System.Collections.Immutable;

namespace MappingBoard.Shared.Model;

/// <summary>
/// One map of a meeting, at one moment: an immutable value. It is a pure function of the changes that were accepted
/// so far (O3), and the same code computes it on the server and in the browser. Safe to share between threads.
/// </summary>
public sealed record Board
{
    private static readonly ImmutableArray<ImmutableList<string>> ThreeEmptyColumns = [[], [], []];

    private Board()
    {
    }

    public required string Id { get; init; }

    /// <summary>What the meeting is called, for example "Robin and Sky: review".</summary>
    public string Title { get; init; } = "";

    /// <summary>The template that the board was started with, embedded in it; <see cref="NoTemplate"/> before that.</summary>
    public MeetingTemplate Template { get; init; } = NoTemplate;

    /// <summary>Whether everybody on the map is made up.</summary>
    public bool Practice { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Every note that was ever added, removed ones included (R4), by id.</summary>
    public ImmutableDictionary<string, Note> Notes { get; init; } = ImmutableDictionary.Create<string, Note>(StringComparer.Ordinal);

    /// <summary>The ids of the notes of each column in order, removed ones in their place; indexed by <see cref="Column"/>.</summary>
    public ImmutableArray<ImmutableList<string>> Columns { get; init; } = ThreeEmptyColumns;

    /// <summary>In the order in which they were added; those set aside included.</summary>
    public ImmutableList<Scale> Scales { get; init; } = [];

    /// <summary>The chair who holds everybody's edits, and since when (L1); null while everybody may write.</summary>
    public Stamp? Held { get; init; }

    /// <summary>Every closed part, in order; the last one may go on.</summary>
    public ImmutableList<ClosedPart> ClosedParts { get; init; } = [];

    /// <summary>The chair who locked the board as final and when; null until then (L2).</summary>
    public Stamp? Locked { get; init; }

    /// <summary>What people said of the final version, at most one each, in the order in which they first spoke.</summary>
    public ImmutableList<FinalResponse> Responses { get; init; } = [];

    /// <summary>What was added to the final version, in order.</summary>
    public ImmutableList<Addendum> Addenda { get; init; } = [];

    /// <summary>Everybody who ever joined, in the order of joining.</summary>
    public ImmutableList<Participant> Participants { get; init; } = [];

    /// <summary>The template of a board that has not been started: three columns without words.</summary>
    public static MeetingTemplate NoTemplate { get; } = new(
        "", "", "", "",
        [
            new(Column.Worries, "", "", "", "", []),
            new(Column.WorkingWell, "", "", "", "", []),
            new(Column.NeedsToHappen, "", "", "", "", []),
        ],
        [],
        new("", "", ""),
        []);

    public bool IsStarted => Template.Id.Length > 0;

    public bool IsLocked => Locked is not null;

    /// <summary>The closed part that goes on now, or null.</summary>
    public ClosedPart? ClosedNow => ClosedParts is [.., { Ended: null } open] ? open : null;

    /// <summary>The board before its first change.</summary>
    public static Board Empty(string id) => new() { Id = id };

    public Note? Note(string? id) => id is not null && Notes.TryGetValue(id, out var note) ? note : null;

    /// <summary>Whether something that people add has this id: a note, a scale or an addendum.</summary>
    public bool Has(string id) => Notes.ContainsKey(id) || Scale(id) is not null || Addenda.Exists(a => a.Id == id);

    public Scale? Scale(string? id) => id is null ? null : Scales.Find(s => s.Id == id);

    public Participant? Participant(string? id) => id is null ? null : Participants.Find(p => p.Id == id);

    /// <summary>The notes of a column that are on the board, in order.</summary>
    public IEnumerable<Note> NotesIn(Column column) => Columns[(int)column].Select(id => Notes[id]).Where(n => !n.IsRemoved);

    /// <summary>What the board does with this note, by its category.</summary>
    public NoteKind KindOf(Note note) => Template.Category(note.Category)?.Kind ?? NoteKind.Words;

    /// <summary>The column where a note of this board stands. A category says it; else it is looked for.</summary>
    public Column? ColumnOf(Note note) => Template.ColumnOf(note.Category) ?? Place.Of(this, note.Id)?.Column;

    /// <summary>The number of a danger statement among those on the board (1, 2, 3 …), or null when it is none.</summary>
    public int? DangerNumber(string? noteId)
    {
        var number = 0;
        foreach (var note in NotesIn(Column.Worries).Where(n => KindOf(n) == NoteKind.DangerStatement))
        {
            number++;
            if (note.Id == noteId) return number;
        }

        return null;
    }

    /// <summary>The same board with one note replaced; the same board when it has no such note.</summary>
    public Board With(string noteId, Func<Note, Note> change) =>
        Notes.TryGetValue(noteId, out var note) ? this with { Notes = Notes.SetItem(noteId, change(note)) } : this;

    /// <summary>The same board with one scale replaced; the same board when it has no such scale.</summary>
    public Board WithScale(string scaleId, Func<Scale, Scale> change)
    {
        var index = Scales.FindIndex(s => s.Id == scaleId);
        return index < 0 ? this : this with { Scales = Scales.SetItem(index, change(Scales[index])) };
    }

    /// <summary>The same board with one participant replaced; the same board when nobody has that id.</summary>
    public Board WithParticipant(string participantId, Func<Participant, Participant> change)
    {
        var index = Participants.FindIndex(p => p.Id == participantId);
        return index < 0 ? this : this with { Participants = Participants.SetItem(index, change(Participants[index])) };
    }

    /// <summary>The same board with a note at a place in a column, taken out of where it stood before.</summary>
    public Board Placed(string noteId, Place place)
    {
        var columns = Columns;
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Contains(noteId)) columns = columns.SetItem(i, columns[i].Remove(noteId));
        }

        var order = columns[(int)place.Column];
        return this with { Columns = columns.SetItem((int)place.Column, order.Insert(place.IndexIn(order), noteId)) };
    }
}
