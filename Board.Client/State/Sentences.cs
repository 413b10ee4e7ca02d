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
        _ => change is null ? Messages.Undo.ChangedBack : ChangeKinds.Of(change).Undone,
    };
}
