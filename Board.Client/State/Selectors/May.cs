using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.State.Selectors;

/// <summary>
/// What the reader may do on the map as it is now. Each answer is the rule of the change itself, the one that the server
/// asks, so that the page offers nobody what would be refused. Pure.
/// </summary>
/// <param name="board">The board as the reader sees it.</param>
/// <param name="me">The reader.</param>
public sealed class May(Board board, string me)
{
    /// <summary>An id for a note or a scale that is only asked about.</summary>
    private static readonly string SomeId = Ids.From(new byte[16]);

    private static readonly Voice SomeVoice = new("Somebody", "", ExactWords: false);

    private static readonly ScaleWording SomeWording = new("?", "", "");

    private readonly Stamp _stamp = new(me, default);

    /// <summary>What the reader of this page may do.</summary>
    public static May On(BoardState state) => new(state.Board, state.Replica.Me);

    public bool Do(Change change) => Why(change) is null;

    /// <summary>Make a change of a kind to a note, whatever the reader would say or choose.</summary>
    public bool Do(ChangeKind kind, Note note) => kind.On(note) is { } change && Do(change);

    /// <summary>The same to a scale.</summary>
    public bool Do(ChangeKind kind, Scale scale) => kind.On(scale) is { } change && Do(change);

    /// <summary>How many rules were asked so far.</summary>
    public int Asked { get; private set; }

    /// <summary>Why the reader may not do it, or null.</summary>
    public Refusal? Why(Change change)
    {
        Asked++;
        return change.Check(board, _stamp);
    }

    /// <summary>Write a new note for a circle. A full map is no reason: that is said to whoever tries.</summary>
    public bool Write(string circle) =>
        Why(new AddNote(SomeId, new(Column.Worries), "?", Voice: SomeVoice, Circle: circle)) is null or { Code: "too-many-notes" };

    /// <summary>Write anything new at all.</summary>
    public bool Write() => Mine.Any(Write);

    /// <summary>Add a scale about the whole situation.</summary>
    public bool AddScale(string circle, bool isSealed = true) =>
        Why(new AddScale(SomeId, SomeWording, Circle: circle, Sealed: isSealed)) is null or { Code: "too-many-scales" };

    /// <summary>Change the words of a note.</summary>
    public bool Reword(Note note) => Do(EditText.Kind, note);

    public bool Move(Note note, Column column) => Do(new MoveNote(note.Id, new(column)));

    /// <summary>Put a note under another heading of its column.</summary>
    public bool Sort(Note note) => Do(CategoriseNote.Kind, note);

    public bool TakeOff(Note note) => Do(RemoveNote.Kind, note);

    public bool PutBack(Note note) => Do(RestoreNote.Kind, note);

    public bool MarkExact(Note note) => Do(MarkExactWords.Kind, note);

    /// <summary>Say who does a next step, by when, and that it is done.</summary>
    public bool Agree(Note step) => Do(MarkStep.Kind, step);

    /// <summary>Pair a danger statement with a goal.</summary>
    public bool Pair(Note danger) => Do(PairGoal.Kind, danger);

    /// <summary>Give a danger statement a scale of its own, for those who see the statement.</summary>
    public bool Measure(Note danger) =>
        Why(new AddScale(SomeId, SomeWording, danger.Id, danger.Circle, Sealed: true)) is null or { Code: "too-many-scales" };

    /// <summary>Place a number of one's own.</summary>
    public bool Judge(Scale scale) => Do(PlaceJudgement.Kind, scale);

    /// <summary>Keep the reason for a number to some of those who see the scale.</summary>
    public bool JudgeFor(Scale scale, string circle) => Do(new PlaceJudgement(scale.Id, 0, "", "", circle, scale.Circle));

    public bool Word(Scale scale) => Do(WordScale.Kind, scale);

    public bool SetAside(Scale scale) => scale.SetAside is null && Do(SetScaleAside.Kind, scale);

    public bool TakeUp(Scale scale) => scale.SetAside is not null && Do(SetScaleAside.Kind, scale);

    public bool Seal(Scale scale) => !scale.Sealed && Do(SealScale.Kind, scale);

    public bool Reveal(Scale scale) => Do(RevealScale.Kind, scale);

    /// <summary>Why the reader may not bring a note before another circle of theirs; null where they may.</summary>
    public Refusal? WhyNotShow(Note note, string circle) => Why(new SetCircle(note.Id, circle, SomeId));

    /// <summary>The same of a scale.</summary>
    public Refusal? WhyNotShow(Scale scale, string circle) => Why(new SetScaleCircle(scale.Id, circle));

    private IEnumerable<string> Mine => board.SetOf(me).Ids;
}
