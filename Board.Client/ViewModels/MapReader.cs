using System.Collections.Immutable;
using MappingBoard.Client.State;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.ViewModels;

/// <summary>
/// What everything on the map is read with: who reads, how the meeting stands, who writes where. What it makes out of a note
/// or a scale it takes from before as long as neither that nor what the answer depends on has changed.
/// </summary>
internal sealed class MapReader
{
    private readonly BoardState _state;
    private readonly May _may;
    private readonly bool _canTouch;
    private readonly bool _isRecord;
    private readonly Meeting _meeting;
    private readonly Refusal? _shared;
    private readonly Refusal? _inner;
    private readonly ImmutableHashSet<string> _unsaved;
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _writers;
    private readonly bool _isSameMeeting;
    private readonly bool _isAway;

    /// <param name="state">What to show.</param>
    /// <param name="board">The board as it is shown.</param>
    /// <param name="canTouch">False while the page is only rendered, and for a record.</param>
    /// <param name="isRecord">Whether people are named as they were called when they spoke (V8).</param>
    /// <param name="before">What the map was read with before.</param>
    public MapReader(BoardState state, Board board, bool canTouch, bool isRecord, MapReader? before)
    {
        (_state, Board, _canTouch, _isRecord) = (state, board, canTouch, isRecord);
        _may = new(board, state.Replica.Me);
        _meeting = new(state.Replica.Me, canTouch, board.IsStarted, board.Participants, board.Held, board.Locked, board.ClosedParts);
        _isAway = state.Saved == SavedState.NotSavedYet;
        _isSameMeeting = before?._meeting == _meeting;
        (_shared, _inner) = _isSameMeeting ? (before!._shared, before._inner) : (state.NotNow(Circles.Everyone), state.InnerCircle() is { } inner ? state.NotNow(inner) : null);
        _unsaved = Unsaved(state.Replica, before);
        _writers = _isSameMeeting && ReferenceEquals(state.Presence, before!._state.Presence) ? before._writers : Writers(before);
        (CanWrite, CanAddScale) = _isSameMeeting
            ? (before!.CanWrite, before.CanAddScale)
            : (_may.Write(), canTouch && board.SetOf(state.Replica.Me).Ids.Any(circle => _may.AddScale(circle)));
    }

    public Board Board { get; }

    public bool CanWrite { get; }

    public bool CanAddScale { get; }

    public int Asked => _may.Asked;

    private string Me => _state.Replica.Me;

    /// <summary>
    /// Notes that may look otherwise than before although they are the same, and columns in which others write; null where
    /// the meeting itself stands otherwise, and so everything may.
    /// </summary>
    public ImmutableHashSet<string>? OtherwiseThan(MapReader before)
    {
        if (!_isSameMeeting) return null;
        var stale = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (!ReferenceEquals(_state.Unseen, before._state.Unseen)) stale.UnionWith(_state.Unseen.SymmetricExcept(before._state.Unseen));
        if (!ReferenceEquals(_unsaved, before._unsaved)) stale.UnionWith(_unsaved.SymmetricExcept(before._unsaved));
        if (_isAway != before._isAway) stale.UnionWith(_unsaved);
        if (!ReferenceEquals(_writers, before._writers)) stale.UnionWith(_writers.Keys.Concat(before._writers.Keys));
        stale.UnionWith(new[] { _state.EditingNote, _state.MovingNote, before._state.EditingNote, before._state.MovingNote }.OfType<string>());
        return stale.ToImmutable();
    }

    public ImmutableArray<string> WritersIn(string place) => _writers.IsEmpty ? [] : _writers.GetValueOrDefault(place, []);

    public NoteViewModel NoteOf(Note note, Column column, Pairs pairs, NoteViewModel? before)
    {
        var viewModel = _isSameMeeting && before is not null && ReferenceEquals(before.Note, note) && before.Column == column ? before : Read(note, column);
        var isUnsaved = !_unsaved.IsEmpty && _unsaved.Contains(note.Id);
        var (isOpen, isMoving) = (_state.EditingNote == note.Id, _state.MovingNote == note.Id);
        var danger = viewModel.Kind == NoteKind.SafetyGoal ? pairs.DangerOf(note.Id) : null;
        var numbered = viewModel.Kind == NoteKind.DangerStatement ? note.Id : danger;
        var now = new Around(
            pairs.NumberOf(numbered),
            danger,
            viewModel.Kind == NoteKind.DangerStatement ? pairs.GoalOf(note.Id) : null,
            pairs.ScaleOf(numbered),
            !_state.Unseen.IsEmpty && _state.Unseen.Contains(note.Id),
            isUnsaved,
            isUnsaved && _isAway,
            _writers.IsEmpty ? "" : Quote.Names(WritersIn(note.Id)),
            isOpen && (_may.Reword(note) || NotNow(note.Circle) is not null),
            isMoving && _may.Move(note, column));
        return now == Around.Of(viewModel) ? viewModel : now.Put(viewModel);
    }

    public TakenOffViewModel TakenOff(Note note, TakenOffViewModel? before) => _isSameMeeting && before is not null && ReferenceEquals(before.Note, note)
        ? before
        : new(note, VoiceOf(note), Speaker.Of(Board, note.Removed!.By, Me), note.Removed.At, _canTouch && _may.PutBack(note));

    public ScaleViewModel ScaleOf(Scale scale, Note? danger, Pairs pairs, ScaleViewModel? before)
    {
        var (number, goal) = danger is null ? (null, null) : (pairs.NumberOf(danger.Id), pairs.GoalOf(danger.Id));
        var isUnsaved = _unsaved.Contains(scale.Id);
        return _isSameMeeting && before is not null && ReferenceEquals(before.Scale, scale) && ReferenceEquals(before.Danger, danger)
            && (before.Number, before.Goal, before.IsUnsaved) == (number, goal, isUnsaved)
            ? before
            : new(
                scale,
                number,
                danger,
                goal,
                [.. scale.Judgements.Select(j => new JudgementViewModel(j, Speaker.Of(Board, j.Placed.By, Me, Then(j.Placed.At))))],
                Board.JudgesOf(scale).Count(),
                isUnsaved,
                _canTouch ? MayWith(scale) : default)
            {
                NotNow = NotNow(scale.Circle),
            };
    }

    public AsideViewModel Aside(Scale scale, AsideViewModel? before) => _isSameMeeting && before is not null ? before : new(scale, _canTouch && _may.TakeUp(scale));

    private Refusal? NotNow(string circle) => Circles.IsShared(circle) ? _shared : _inner;

    private DateTimeOffset Then(DateTimeOffset at) => _isRecord ? at : default;

    private Speaker VoiceOf(Note note) => note.Voice is { } voice ? Speaker.Of(voice) : Speaker.Of(Board, note.Author, Me, Then(note.AddedAt));

    /// <summary>What follows from the note and the meeting alone.</summary>
    private NoteViewModel Read(Note note, Column column)
    {
        var kind = Board.KindOf(note);
        return new(note, column, kind, VoiceOf(note), note.Voice is null ? null : Speaker.Of(Board, note.Author, Me, Then(note.AddedAt)))
        {
            May = _canTouch ? MayWith(note, column, kind) : default,
            NotNow = NotNow(note.Circle),
            ChangedBy = kind == NoteKind.Words && note.Reworded is { } reworded ? Speaker.Of(Board, reworded.By, Me, Then(reworded.At)) : null,
        };
    }

    private NoteMay MayWith(Note note, Column column, NoteKind kind) => new(
        _may.Reword(note),
        _may.Move(note, column),
        kind == NoteKind.NextStep && _may.Agree(note),
        note.IsExact || note.Original is not null || _may.Sort(note) || _may.TakeOff(note));

    private ScaleMay MayWith(Scale scale) => new(
        _may.Judge(scale),
        _may.Reveal(scale),
        _may.Word(scale) || _may.SetAside(scale) || _may.Seal(scale));

    private ImmutableDictionary<string, ImmutableArray<string>> Writers(MapReader? before)
    {
        var writers = _state.Presence.Values
            .Where(p => p.Here && p.Writing is not null && p.Participant != Me)
            .GroupBy(p => p.Writing!, p => Speaker.Of(Board, p.Participant, Me).Called, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
        return before is not null && writers.Count == before._writers.Count
            && writers.All(w => before._writers.TryGetValue(w.Key, out var was) && was.AsSpan().SequenceEqual(w.Value.AsSpan()))
            ? before._writers
            : writers;
    }

    private static ImmutableHashSet<string> Unsaved(Replica replica, MapReader? before)
    {
        var unsaved = (replica.InFlight is null ? replica.Waiting : replica.InFlight.Changes.AddRange(replica.Waiting))
            .Select(p => p.Change.Subject).OfType<string>().ToImmutableHashSet(StringComparer.Ordinal);
        return before is not null && unsaved.SetEquals(before._unsaved) ? before._unsaved : unsaved;
    }

    /// <summary>What the rules look at besides the note or the scale that they are asked about, and what is shown beside each.</summary>
    private readonly record struct Meeting(
        string Me,
        bool CanTouch,
        bool IsStarted,
        ImmutableList<Participant> People,
        Stamp? Held,
        Stamp? Locked,
        ImmutableList<ClosedPart> Closed);

    /// <summary>What of a note's sight comes from elsewhere than from the note.</summary>
    private readonly record struct Around(
        int? Number, string? Danger, string? Goal, string? Scale, bool IsNew, bool IsUnsaved, bool IsAway, string Writers, bool IsOpen, bool IsMoving)
    {
        public static Around Of(NoteViewModel viewModel) => new(
            viewModel.Number, viewModel.Danger, viewModel.Goal, viewModel.Scale, viewModel.IsNew, viewModel.IsUnsaved, viewModel.IsAway, viewModel.Writers, viewModel.IsOpen, viewModel.IsMoving);

        public NoteViewModel Put(NoteViewModel viewModel) => viewModel with
        {
            Number = Number,
            Danger = Danger,
            Goal = Goal,
            Scale = Scale,
            IsNew = IsNew,
            IsUnsaved = IsUnsaved,
            IsAway = IsAway,
            Writers = Writers,
            IsOpen = IsOpen,
            IsMoving = IsMoving,
        };
    }
}
