using MappingBoard.Shared.Language;

namespace MappingBoard.Shared.Changes;

/// <summary>Why a change was not accepted (R5).</summary>
/// <param name="Code">Stable, for programs; listed in docs/PROTOCOL.md.</param>
/// <param name="Args">What its sentence needs besides; null for nothing. Never anybody's words.</param>
public sealed record Refusal(string Code, MessageArguments? Args = null)
{
    /// <summary>What is said of it, by the page that shows it (G2).</summary>
    public Message Message => new("refusals", Code, Args ?? MessageArguments.None);

    /// <summary>
    /// Whether it is the meeting that stands in the way and not the change: the writing is paused, somebody is outside, the
    /// map is locked. But for the lock the same change may be possible later.
    /// </summary>
    public bool IsOfTheMeeting => Code == Held.Code || Code == Locked.Code || Code == Outside.Code || Code == FamilyOutside.Code;

    public static Refusal NotStarted { get; } = new("not-started");

    public static Refusal AlreadyStarted { get; } = new("already-started");

    public static Refusal ServerOnly { get; } = new("server-only");

    public static Refusal UnknownPerson { get; } = new("unknown-person");

    public static Refusal ChairOnly { get; } = new("chair-only");

    public static Refusal NotYourPart { get; } = new("not-your-part");

    public static Refusal NotYourNote { get; } = new("not-your-note");

    public static Refusal NotYourCircle { get; } = new("not-your-circle");

    public static Refusal ExactWords { get; } = new("exact-words");

    public static Refusal Held { get; } = new("held");

    public static Refusal NotHeld { get; } = new("not-held");

    public static Refusal HoldFirst { get; } = new("hold-first");

    public static Refusal Locked { get; } = new("locked");

    public static Refusal NotLocked { get; } = new("not-locked");

    public static Refusal NotAnAnswer { get; } = new("not-an-answer");

    public static Refusal Outside { get; } = new("outside");

    public static Refusal FamilyOutside { get; } = new("family-outside");

    public static Refusal ClosedPartOpen { get; } = new("closed-part-open");

    public static Refusal NoClosedPart { get; } = new("no-closed-part");

    public static Refusal NeedsAGround { get; } = new("needs-a-ground");

    public static Refusal NeedsAVoice { get; } = new("needs-a-voice");

    public static Refusal SameCircle { get; } = new("same-circle");

    /// <summary>Somebody would lose sight of their own words or number (C19).</summary>
    public static Refusal SomebodysOwn { get; } = new("somebodys-own");

    /// <summary>A danger statement, its goal and its scale share a circle (C20).</summary>
    public static Refusal CirclesDiffer { get; } = new("circles-differ");

    /// <summary>The edit was made on what the note said before it came before another circle (C16).</summary>
    public static Refusal ShownAnew { get; } = new("shown-anew");

    public static Refusal AlreadyJudged { get; } = new("already-judged");

    public static Refusal NotSealed { get; } = new("not-sealed");

    public static Refusal TooMany { get; } = new("too-many");

    public static Refusal NobodyHere { get; } = new("nobody-here");

    public static Refusal CannotChair { get; } = new("cannot-chair");

    public static Refusal CannotSendOut { get; } = new("cannot-send-out");

    public static Refusal LastChair { get; } = new("last-chair");

    public static Refusal UnknownNote { get; } = new("unknown-note");

    /// <summary>Said on the page of somebody who sees a note no more in which they were writing. Never an answer of the server's.</summary>
    public static Refusal NoteGone { get; } = new("note-gone");

    public static Refusal NoteRemoved { get; } = new("note-removed");

    public static Refusal NoteNotRemoved { get; } = new("note-not-removed");

    public static Refusal IdTaken { get; } = new("id-taken");

    public static Refusal BadId { get; } = new("bad-id");

    public static Refusal UnknownScale { get; } = new("unknown-scale");

    public static Refusal NotANumber { get; } = new("out-of-range");

    public static Refusal NoJudgement { get; } = new("no-judgement");

    public static Refusal UnknownCategory { get; } = new("unknown-category");

    public static Refusal WrongPlace { get; } = new("wrong-place");

    public static Refusal NotADanger { get; } = new("not-a-danger");

    public static Refusal NotAGoal { get; } = new("not-a-goal");

    public static Refusal NotAStep { get; } = new("not-a-step");

    public static Refusal BadText { get; } = new("bad-text");

    public static Refusal Blank { get; } = new("blank");

    public static Refusal EditDoesNotFit { get; } = new("edit-does-not-fit");

    public static Refusal FutureVersion { get; } = new("future-version");

    public static Refusal TooLarge { get; } = new("too-large");

    public static Refusal TooFarBehind { get; } = new("too-far-behind");

    public static Refusal TooManyNotes { get; } = new("too-many-notes");

    public static Refusal TooManyScales { get; } = new("too-many-scales");

    public static Refusal TooManyPeople { get; } = new("too-many-people");

    /// <summary>A fault of the server's own.</summary>
    public static Refusal Broken { get; } = new("broken");

    /// <param name="most">The bound, in UTF-16 units.</param>
    public static Refusal TooLong(int most) => new("too-long", MessageArguments.Of(("most", most)));
}
