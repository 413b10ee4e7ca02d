using System.Collections.Immutable;
using MappingBoard.Client.State;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.Components.Sights;

/// <summary>The map as it is shown: the one selector from the state to what the components draw. Pure.</summary>
public sealed class MapSight
{
    private readonly BoardState _state;
    private readonly Board _board;
    private readonly string _me;
    private readonly bool _canTouch;
    private readonly May _may;
    private readonly Dictionary<string, CategoryTemplate> _categories;
    private readonly Dictionary<string, int> _dangers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dangerOfGoal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _scaleOfDanger = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsaved;
    private readonly Refusal? _shared;
    private readonly Refusal? _professional;
    private readonly ILookup<string, string> _writers;

    private MapSight(BoardState state, Board board, bool canTouch)
    {
        _state = state;
        _board = board;
        _me = state.Replica.Me;
        _canTouch = canTouch;
        _may = May.On(state);
        (_shared, _professional) = (state.NotNow(Audience.Everyone), state.NotNow(Audience.Professionals));
        _categories = _board.Template.Columns.SelectMany(c => c.Categories).ToDictionary(c => c.Id, StringComparer.Ordinal);
        _unsaved = Pending(state.Replica).Select(p => p.Change.Subject).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _writers = state.Presence.Values
            .Where(p => p.Here && p.Writing is not null && p.Participant != _me)
            .ToLookup(p => p.Writing!, p => Speaker.Of(_board, p.Participant, _me).Name, StringComparer.Ordinal);
        Pair();
        Columns = [.. _board.Template.Columns.Select(ColumnOf)];
        Scales = [.. _board.Scales.Where(s => s.SetAside is null).Select(ScaleOf).OrderBy(s => s.Number ?? 0)];
        Aside = [.. _board.Scales.Where(s => s.SetAside is not null).Select(s => new AsideSight(s, canTouch && _may.TakeUp(s)))];
        CanWrite = _may.Write();
        CanAddScale = canTouch && (_may.AddScale(Audience.Everyone) || _may.AddScale(Audience.Professionals));
    }

    /// <summary>Three, in their order.</summary>
    public ImmutableArray<ColumnSight> Columns { get; }

    /// <summary>Those in use: overall ones first as they were added, then those of danger statements by their numbers.</summary>
    public ImmutableArray<ScaleSight> Scales { get; }

    /// <summary>Scales that were set aside (R4).</summary>
    public ImmutableArray<AsideSight> Aside { get; }

    /// <summary>Whether the reader may write new notes at this meeting now.</summary>
    public bool CanWrite { get; }

    public bool CanAddScale { get; }

    /// <param name="state">What to show.</param>
    /// <param name="canTouch">False while the page is only rendered.</param>
    public static MapSight Of(BoardState state, bool canTouch) => new(state, state.Board, canTouch);

    /// <summary>The map as it is on the record: what the server has, and nothing of what waits here.</summary>
    /// <param name="state">What to show.</param>
    public static MapSight Final(BoardState state) => new(state, state.Replica.Confirmed, canTouch: false);

    private static ImmutableList<Pending> Pending(Replica replica) =>
        replica.InFlight is null ? replica.Waiting : replica.InFlight.Changes.AddRange(replica.Waiting);

    private Refusal? NotNow(Audience audience) => audience == Audience.Everyone ? _shared : _professional;

    private NoteKind KindOf(Note note) =>
        note.Category is not null && _categories.TryGetValue(note.Category, out var category) ? category.Kind : NoteKind.Words;

    private void Pair()
    {
        foreach (var danger in _board.NotesIn(Column.Worries).Where(n => KindOf(n) == NoteKind.DangerStatement))
        {
            _dangers.Add(danger.Id, _dangers.Count + 1);
            if (GoalOf(danger) is { } goal) _dangerOfGoal.TryAdd(goal, danger.Id);
        }

        foreach (var scale in _board.Scales.Where(s => s.SetAside is null && s.Danger is not null)) _scaleOfDanger.TryAdd(scale.Danger!, scale.Id);
    }

    private string? GoalOf(Note danger) => _board.Note(danger.Goal) is { IsRemoved: false } goal && KindOf(goal) == NoteKind.SafetyGoal ? goal.Id : null;

    private ColumnSight ColumnOf(ColumnTemplate template)
    {
        var notes = _board.NotesIn(template.Column).Select(n => NoteOf(n, template.Column)).ToList();
        var groups = template.Categories.Select(c => new GroupSight(c, [.. notes.Where(n => n.Note.Category == c.Id)])).ToList();
        var unsorted = notes.Where(n => template.Categories.All(c => c.Id != n.Note.Category)).ToImmutableArray();
        if (!unsorted.IsEmpty) groups.Add(new(null, unsorted));
        return new(template, [.. groups], TakenOffIn(template.Column), notes.Count(n => n.IsNew), Quote.Names([.. _writers[Places.NewNoteIn(template.Column)]]));
    }

    private ImmutableArray<TakenOffSight> TakenOffIn(Column column) =>
    [
        .. _board.Columns[(int)column].Select(id => _board.Notes[id]).Where(n => n.IsRemoved)
            .OrderByDescending(n => n.Removed!.At)
            .Select(n => new TakenOffSight(n, VoiceOf(n), Speaker.Of(_board, n.Removed!.By, _me), n.Removed.At, _canTouch && _may.PutBack(n))),
    ];

    private Speaker VoiceOf(Note note) => note.Voice is { } voice ? Speaker.Of(voice) : Speaker.Of(_board, note.Author, _me);

    private NoteSight NoteOf(Note note, Column column)
    {
        var kind = KindOf(note);
        var danger = _dangerOfGoal.GetValueOrDefault(note.Id);
        var numbered = kind == NoteKind.DangerStatement ? note.Id : danger;
        return new(note, column, kind, VoiceOf(note), note.Voice is null ? null : Speaker.Of(_board, note.Author, _me))
        {
            Number = numbered is not null && _dangers.TryGetValue(numbered, out var number) ? number : null,
            Danger = danger,
            Goal = kind == NoteKind.DangerStatement ? GoalOf(note) : null,
            Scale = numbered is null ? null : _scaleOfDanger.GetValueOrDefault(numbered),
            IsNew = _state.Unseen.Contains(note.Id),
            IsUnsaved = _unsaved.Contains(note.Id),
            IsAway = _state.Saved == SavedState.NotSavedYet,
            Writers = Quote.Names([.. _writers[note.Id]]),
            IsOpen = _state.EditingNote == note.Id && (_may.Reword(note) || NotNow(note.Audience) is not null),
            IsMoving = _state.MovingNote == note.Id && _may.Move(note, column),
            May = _canTouch ? MayWith(note, column, kind) : default,
            NotNow = NotNow(note.Audience),
            ChangedBy = kind == NoteKind.Words && note.Reworded is { } reworded ? Speaker.Of(_board, reworded.By, _me) : null,
        };
    }

    private NoteMay MayWith(Note note, Column column, NoteKind kind) => new(
        _may.Reword(note),
        _may.Move(note, column),
        kind == NoteKind.NextStep && _may.Agree(note),
        note.IsExact || note.Original is not null || _may.Sort(note) || _may.TakeOff(note));

    private ScaleSight ScaleOf(Scale scale)
    {
        var danger = _board.Note(scale.Danger) is { IsRemoved: false } note ? note : null;
        return new(
            scale,
            danger is not null && _dangers.TryGetValue(danger.Id, out var number) ? number : null,
            danger,
            danger is null ? null : GoalOf(danger),
            [.. scale.Judgements.Select(j => new JudgementSight(j, Speaker.Of(_board, j.Placed.By, _me)))],
            [.. _board.JudgesOf(scale).Where(p => scale.JudgementOf(p.Id) is null).Select(p => Speaker.Of(_board, p.Id, _me))],
            _unsaved.Contains(scale.Id),
            _canTouch ? MayWith(scale) : default)
        {
            NotNow = NotNow(scale.Audience),
        };
    }

    private ScaleMay MayWith(Scale scale) => new(
        _may.Judge(scale),
        _may.Reveal(scale),
        _may.Word(scale) || _may.SetAside(scale) || _may.Seal(scale));
}
