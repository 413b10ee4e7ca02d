using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State;

/// <summary>What the page says in words: short, warm, and true.</summary>
internal static class Sentences
{
    public const string WentAway = "There is no connection at the moment. Keep going: your words stay on this page and are saved when it is back.";

    public const string IsCatchingUp = "This page has fallen behind the meeting and is catching up. Keep going: your words stay on this page.";

    public const string IsFarBehind = "This page cannot follow the meeting at the moment. It keeps trying. Your words stay here. If this goes on, open the map again.";

    public const string CameBack = "The connection is back.";

    public const string WordsKept = "Something of yours is not on the map. Your words are kept for you.";

    public const string OpenNoteTakenOff = "Somebody has taken off the note that you had open. It is under “Taken off”, and can be put back.";

    public const string OpenNoteGone = "The note that you had open is not on the map any more.";

    public const string OpenedAnew = "This page was opened anew before these words of yours had reached the map. They are kept for you here.";

    public const string SentAgain = "Your words are on the map.";

    public const string NoDoors = "There is no connection at the moment. Try again when it is back.";

    public const string IsPaused = "The chair has paused the writing. What you write stays on this page until you can send it.";

    public const string MayWriteAgain = "Everybody can write again.";

    public const string FamilyIsOutside = "The family is outside now. Everything new is for professionals only.";

    public const string FamilyIsBack = "The family is back. Everybody is at the meeting again.";

    public const string AreOutside = "The professionals are talking without you for a while. You have not done anything wrong. This page brings you back by itself.";

    public const string AreBack = "You are back in the meeting. The map is as you left it.";

    public const string IsLocked = "This map is locked as final. Nobody can change it any more.";

    private const string NotNow = "Not at the moment. It stays as it is, and you can take it back later.";

    private const string NothingToTakeBack = "There is nothing of yours to take back.";

    private const string NothingToDoAgain = "There is nothing to do again.";

    private const string Overtaken = "Somebody has changed this since, so it stays as it is.";

    /// <summary>What the board looks like after a change was taken back or done again, by the change that did it.</summary>
    private static readonly Dictionary<Type, string> Reversals = new()
    {
        [typeof(RemoveNote)] = "The note is off the map.",
        [typeof(RestoreNote)] = "The note is back on the map.",
        [typeof(EditText)] = "The words are changed back.",
        [typeof(MoveNote)] = "The note is moved back.",
        [typeof(CategoriseNote)] = "The note is sorted as it was before.",
        [typeof(RenamePerson)] = "Your name is changed back.",
        [typeof(SetScaleAside)] = "The scale is as it was before.",
        [typeof(WordScale)] = "The words of the scale are changed back.",
        [typeof(PlaceJudgement)] = "Your number is as it was before.",
        [typeof(WithdrawJudgement)] = "Your number is off the scale.",
        [typeof(PairGoal)] = "The danger and its goal are as they were before.",
        [typeof(AgreeStep)] = "Who does it, and by when, is as it was before.",
        [typeof(MarkStep)] = "The step is as it was before.",
    };

    /// <summary>What to say after this person did something whose effect one cannot hear otherwise; null for nothing.</summary>
    public static string? Done(Change change, Shared.Model.Board board) => change switch
    {
        AddNote added => $"Added to “{board.Template[added.Place.Column].ShortLabel}”.",
        MoveNote moved => $"Moved to “{board.Template[moved.Place.Column].ShortLabel}”, place {PlaceInColumn(board, moved)}.",
        RemoveNote => "Taken off the map. You can put it back.",
        RestoreNote => "Back on the map.",
        PlaceJudgement placed when board.Scale(placed.Scale) is { Sealed: true } => "Your number is placed. Only you see it until the chair shows all numbers.",
        PlaceJudgement => "Your number is on the scale.",
        WithdrawJudgement => "Your number is off the scale.",
        AppointChair made => $"{NameOf(board, made.Participant)} leads the meeting too.",
        SendOut sent => $"{NameOf(board, sent.Participant)} is not at the meeting any more.",
        SealScale => "From now on everybody judges unseen on this scale.",
        RevealScale => "Showing all the numbers.",
        MarkExactWords => "Marked as exact words. Nobody can change them.",
        SetNoteAudience { Audience: Audience.Everyone } => "Everybody at the meeting sees this note now.",
        SetNoteAudience => "The note is out of the family’s sight.",
        SetScaleAudience { Audience: Audience.Everyone } => "Everybody at the meeting sees this scale now.",
        SetScaleAudience => "The scale is out of the family’s sight.",
        HoldBoard => "The writing is paused. Only chairs can write.",
        ReleaseBoard => MayWriteAgain,
        RespondToFinal => "What you say of it stands beside the map.",
        AddAddendum => "The addendum is on the record.",
        _ => null,
    };

    /// <summary>What to say when the numbers of a scale are shown.</summary>
    public static string Revealed(Scale? scale) => scale is null ? "All the numbers are shown now." : $"All the numbers are shown now: {scale.Wording.Question}";

    /// <summary>Somebody new waits to come in.</summary>
    public static string Asks(ImmutableArray<JoinRequest> requests) => requests switch
    {
        [var one] => $"{Bidi.Isolate(one.Name)}, {Bidi.Isolate(one.Who)}, asks to come in.",
        _ => $"{requests.Length} people ask to come in.",
    };

    public static string TakenBack(UndoOutcome outcome, Change? change) => Reversed(outcome, change, NothingToTakeBack);

    public static string DoneAgain(UndoOutcome outcome, Change? change) => Reversed(outcome, change, NothingToDoAgain);

    private static string Reversed(UndoOutcome outcome, Change? change, string nothing) => outcome switch
    {
        UndoOutcome.Nothing => nothing,
        UndoOutcome.Overtaken => Overtaken,
        UndoOutcome.NotNow => NotNow,
        _ => change is not null && Reversals.TryGetValue(change.GetType(), out var words) ? words : "Changed back.",
    };

    private static string NameOf(Shared.Model.Board board, string participant) => Bidi.Isolate(board.Participant(participant)?.Name ?? "Somebody");

    private static int PlaceInColumn(Shared.Model.Board board, MoveNote moved) =>
        board.NotesIn(moved.Place.Column).TakeWhile(n => n.Id != moved.Note).Count() + 1;
}
