using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State;

/// <summary>What the page says in words: short, warm, and true.</summary>
internal static class Sentences
{
    public static Message WentAway => Messages.Notices.WentAway;

    public static Message IsCatchingUp => Messages.Notices.CatchingUp;

    public static Message IsFarBehind => Messages.Notices.FarBehind;

    public static Message CameBack => Messages.Notices.CameBack;

    public static Message WordsKept => Messages.Notices.WordsKept;

    public static Message SentAgain => Messages.Notices.SentAgain;

    public static Message IsPaused => Messages.Notices.Paused;

    public static Message MayWriteAgain => Messages.Notices.Resumed;

    public static Message FamilyIsOutside => Messages.Notices.FamilyOutside;

    public static Message FamilyIsBack => Messages.Notices.FamilyBack;

    public static Message AreOutside => Messages.Notices.YouAreOutside;

    public static Message AreBack => Messages.Notices.YouAreBack;

    public static Message IsLocked => Messages.Notices.Locked;

    private static Message NotNow => Messages.Undo.NotNow;

    private static Message NothingToTakeBack => Messages.Undo.NothingToTakeBack;

    private static Message NothingToDoAgain => Messages.Undo.NothingToDoAgain;

    private static Message Overtaken => Messages.Undo.Overtaken;

    /// <summary>What the board looks like after a change was taken back or done again, by the change that did it.</summary>
    private static readonly Dictionary<Type, Message> Reversals = new()
    {
        [typeof(RemoveNote)] = Messages.Undo.NoteOff,
        [typeof(RestoreNote)] = Messages.Undo.NoteBack,
        [typeof(EditText)] = Messages.Undo.WordsBack,
        [typeof(MoveNote)] = Messages.Undo.NoteMoved,
        [typeof(CategoriseNote)] = Messages.Undo.NoteSorted,
        [typeof(RenamePerson)] = Messages.Undo.NameBack,
        [typeof(SetScaleAside)] = Messages.Undo.ScaleAside,
        [typeof(WordScale)] = Messages.Undo.ScaleWords,
        [typeof(PlaceJudgement)] = Messages.Undo.NumberBack,
        [typeof(WithdrawJudgement)] = Messages.Undo.NumberOff,
        [typeof(PairGoal)] = Messages.Undo.Pairing,
        [typeof(AgreeStep)] = Messages.Undo.StepAgreed,
        [typeof(MarkStep)] = Messages.Undo.StepMarked,
    };

    /// <summary>What to say after this person did something whose effect one cannot hear otherwise; null for nothing.</summary>
    public static Message? Done(Change change, Shared.Model.Board board) => change switch
    {
        AddNote added => Messages.Done.Added(board.Template[added.Place.Column].ShortLabel),
        MoveNote moved => Messages.Done.Moved(board.Template[moved.Place.Column].ShortLabel, PlaceInColumn(board, moved)),
        RemoveNote => Messages.Done.Removed,
        RestoreNote => Messages.Done.Restored,
        PlaceJudgement placed when board.Scale(placed.Scale) is { Sealed: true } => Messages.Done.JudgedUnseen,
        PlaceJudgement => Messages.Done.Judged,
        WithdrawJudgement => Messages.Done.JudgementWithdrawn,
        AppointChair made when board.Participant(made.Participant) is { } chair => Messages.Done.ChairAppointed(Names.InFull(chair, board.Participants)),
        SendOut sent when board.Participant(sent.Participant) is { } person => Messages.Done.SentOut(Names.InFull(person, board.Participants)),
        SealScale => Messages.Done.Sealed,
        RevealScale => Messages.Done.Revealed,
        MarkExactWords => Messages.Done.MarkedExact,
        SetNoteAudience { Audience: Audience.Everyone } => Messages.Done.NoteShown,
        SetNoteAudience => Messages.Done.NoteHidden,
        SetScaleAudience { Audience: Audience.Everyone } => Messages.Done.ScaleShown,
        SetScaleAudience => Messages.Done.ScaleHidden,
        HoldBoard => Messages.Done.Held,
        ReleaseBoard => MayWriteAgain,
        RespondToFinal => Messages.Done.Responded,
        AddAddendum => Messages.Done.AddendumAdded,
        _ => null,
    };

    /// <summary>What to say when the numbers of a scale are shown.</summary>
    public static Message Revealed(Scale? scale) => scale is null ? Messages.Notices.NumbersShown : Messages.Notices.NumbersOfScaleShown(scale.Wording.Question);

    /// <summary>Somebody new waits to come in.</summary>
    public static Message Asks(ImmutableArray<JoinRequest> requests) => requests switch
    {
        [var one] => Messages.Notices.AsksToComeIn(Bidi.Isolate(one.Name), Bidi.Isolate(one.Who), Names.Of(one.Role)),
        _ => Messages.Notices.PeopleAskToComeIn(requests.Length),
    };

    public static Message TakenBack(UndoOutcome outcome, Change? change) => Reversed(outcome, change, NothingToTakeBack);

    public static Message DoneAgain(UndoOutcome outcome, Change? change) => Reversed(outcome, change, NothingToDoAgain);

    private static Message Reversed(UndoOutcome outcome, Change? change, Message nothing) => outcome switch
    {
        UndoOutcome.Nothing => nothing,
        UndoOutcome.Overtaken => Overtaken,
        UndoOutcome.NotNow => NotNow,
        _ => change is not null && Reversals.TryGetValue(change.GetType(), out var words) ? words : Messages.Undo.ChangedBack,
    };

    private static int PlaceInColumn(Shared.Model.Board board, MoveNote moved) =>
        board.NotesIn(moved.Place.Column).TakeWhile(n => n.Id != moved.Note).Count() + 1;
}
