using System.Globalization;

namespace MappingBoard.Shared.Changes;

/// <summary>Why a change was not accepted (R5).</summary>
/// <param name="Code">Stable, for programs; listed in docs/PROTOCOL.md.</param>
/// <param name="Sentence">Plain English, for the person who made the change. Holds nobody's words.</param>
public sealed record Refusal(string Code, string Sentence)
{
    /// <summary>
    /// Whether it is the meeting that stands in the way and not the change: the writing is paused, somebody is outside, the
    /// map is locked. But for the lock the same change may be possible later.
    /// </summary>
    public bool IsOfTheMeeting => OfTheMeeting(Code);

    public static Refusal NotStarted { get; } = new("not-started", "This map has not been started yet.");

    public static Refusal AlreadyStarted { get; } = new("already-started", "This map has already been started.");

    public static Refusal ServerOnly { get; } = new("server-only", "This cannot be done from the map. It belongs to the pages before it.");

    public static Refusal UnknownPerson { get; } = new("unknown-person", "You are not at this meeting. Open the link that you were sent once more.");

    public static Refusal ChairOnly { get; } = new("chair-only", "Only the chair can do this.");

    public static Refusal NotYourPart { get; } = new("not-your-part", "This is not for your part in the meeting. Ask the chair.");

    public static Refusal NotYourNote { get; } = new("not-your-note", "These are somebody else's own words. They can change them, and so can the chair.");

    public static Refusal NotYourAudience { get; } = new("not-your-audience", "You can write for everyone at the meeting, and not for the professionals alone.");

    public static Refusal ExactWords { get; } = new("exact-words", "These are exact words. Nobody can alter them.");

    public static Refusal Held { get; } = new("held", "The chair has paused the writing. Your words are kept here for you.");

    public static Refusal NotHeld { get; } = new("not-held", "The writing is not paused.");

    public static Refusal HoldFirst { get; } = new("hold-first", "Pause the writing first, so that nothing changes while you read the map once more.");

    public static Refusal Locked { get; } = new("locked", "The chair has locked this map as final. Nothing on it changes any more. Your words are kept here for you.");

    public static Refusal NotLocked { get; } = new("not-locked", "This can be said once the chair has locked the map as final.");

    public static Refusal NotAnAnswer { get; } = new("not-an-answer", "Say whether you agree, agree partly, or disagree.");

    public static Refusal Outside { get; } = new("outside", "The professionals are talking alone for a while. Your words are kept here, and you can send them when you are back.");

    public static Refusal FamilyOutside { get; } = new("family-outside", "While the family is outside, what everyone shares stays as it is.");

    public static Refusal ClosedPartOpen { get; } = new("closed-part-open", "The professionals are still talking alone. End that first.");

    public static Refusal NoClosedPart { get; } = new("no-closed-part", "The professionals are not talking alone at the moment.");

    public static Refusal NeedsAGround { get; } = new("needs-a-ground", "Choose the reason for talking without the family.");

    public static Refusal NeedsAVoice { get; } = new("needs-a-voice", "Say whose words these are.");

    public static Refusal SameAudience { get; } = new("same-audience", "Those who may see this are the same already.");

    public static Refusal FamilysOwn { get; } = new("familys-own", "This holds the family's own words or numbers. It cannot be taken out of their sight.");

    public static Refusal AudiencesDiffer { get; } = new("audiences-differ", "One of the two is for the professionals alone. Show both to everyone first.");

    public static Refusal ScaleInTheWay { get; } = new("scale-in-the-way", "A scale that everyone sees measures this statement. Change who sees the scale first.");

    public static Refusal AlreadyJudged { get; } = new("already-judged", "Numbers have been placed already. Judging unseen begins before the first number.");

    public static Refusal NotSealed { get; } = new("not-sealed", "Everybody sees these numbers already.");

    public static Refusal TooMany { get; } = new("too-many", "There are as many of these as the map can hold.");

    public static Refusal NobodyHere { get; } = new("nobody-here", "This person is not at the meeting.");

    public static Refusal CannotChair { get; } = new("cannot-chair", "Only somebody who came for an agency can be made a chair, and only once.");

    public static Refusal CannotSendOut { get; } = new("cannot-send-out", "A chair leaves by their own hand.");

    public static Refusal LastChair { get; } = new("last-chair", "A meeting is never without a chair. Make somebody else a chair first.");

    public static Refusal UnknownNote { get; } = new("unknown-note", "This note is not on the map.");

    /// <summary>Said on the page of somebody who sees a note no more in which they were writing. Never an answer of the server's.</summary>
    public static Refusal NoteGone { get; } = new("note-gone", "The note that you were writing in is not on the map any more. Your own words are kept here for you.");

    public static Refusal NoteRemoved { get; } = new("note-removed", "Somebody has taken this note off the map. Your words are kept here for you.");

    public static Refusal NoteNotRemoved { get; } = new("note-not-removed", "This note is on the map already.");

    public static Refusal IdTaken { get; } = new("id-taken", "This is on the map already.");

    public static Refusal BadId { get; } = new("bad-id", "This page made something that the map cannot name. Load the page again.");

    public static Refusal UnknownScale { get; } = new("unknown-scale", "This scale is not on the map.");

    public static Refusal NotANumber { get; } = new("out-of-range", "Choose a number from 0 to 10.");

    public static Refusal NoJudgement { get; } = new("no-judgement", "You have not placed a number on this scale.");

    public static Refusal UnknownCategory { get; } = new("unknown-category", "This kind of note does not belong to the column where the note stands now.");

    public static Refusal WrongPlace { get; } = new("wrong-place", "A note cannot stand there.");

    public static Refusal NotADanger { get; } = new("not-a-danger", "This is not a danger statement.");

    public static Refusal NotAGoal { get; } = new("not-a-goal", "This is not a safety goal.");

    public static Refusal NotAStep { get; } = new("not-a-step", "This is not a next step.");

    public static Refusal BadText { get; } = new("bad-text", "These words hold a sign that the map cannot keep. Type them again without it.");

    public static Refusal Blank { get; } = new("blank", "Write a few words first.");

    public static Refusal EditDoesNotFit { get; } = new("edit-does-not-fit", "This edit does not fit the words that it was made on. Your words are kept here for you.");

    public static Refusal FutureVersion { get; } = new("future-version", "This edit was made on words that the map does not have. Your words are kept here for you.");

    public static Refusal TooLarge { get; } = new("too-large", "This is too much at once. Divide it into smaller parts.");

    public static Refusal TooFarBehind { get; } = new("too-far-behind", "So much was written in this note meanwhile that your words could not be put in. They are kept here for you.");

    public static Refusal TooManyNotes { get; } = new("too-many-notes", "This map is full. Take the most important notes to a new one.");

    public static Refusal TooManyScales { get; } = new("too-many-scales", "This map has as many scales as it can hold.");

    public static Refusal TooManyPeople { get; } = new("too-many-people", "This meeting has as many people as it can hold.");

    internal static bool OfTheMeeting(string code) =>
        code == Held.Code || code == Locked.Code || code == Outside.Code || code == FamilyOutside.Code;

    /// <param name="most">The bound, in UTF-16 units.</param>
    public static Refusal TooLong(int most) => new(
        "too-long",
        string.Create(CultureInfo.InvariantCulture, $"This is too long for one note: {most:N0} signs is the most. Divide it into two."));
}
