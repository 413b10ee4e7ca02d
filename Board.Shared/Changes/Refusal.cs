using System.Globalization;

namespace MappingBoard.Shared.Changes;

/// <summary>Why a change was not accepted (R5).</summary>
/// <param name="Code">Stable, for programs; listed in docs/PROTOCOL.md.</param>
/// <param name="Sentence">Plain English, for the person who made the change. Holds nobody's words.</param>
public sealed record Refusal(string Code, string Sentence)
{
    public static Refusal NotStarted { get; } = new("not-started", "This map has not been started yet.");

    public static Refusal AlreadyStarted { get; } = new("already-started", "This map has already been started.");

    public static Refusal ServerOnly { get; } = new("server-only", "This cannot be done from the map. It belongs to the pages before it.");

    public static Refusal UnknownPerson { get; } = new("unknown-person", "You are not at this meeting. Open the link that you were sent once more.");

    public static Refusal ChairOnly { get; } = new("chair-only", "Only the chair can do this.");

    public static Refusal NobodyHere { get; } = new("nobody-here", "This person is not at the meeting.");

    public static Refusal CannotChair { get; } = new("cannot-chair", "Only somebody who came for an agency can be made a chair, and only once.");

    public static Refusal CannotSendOut { get; } = new("cannot-send-out", "A chair leaves by their own hand.");

    public static Refusal LastChair { get; } = new("last-chair", "A meeting is never without a chair. Make somebody else a chair first.");

    public static Refusal UnknownNote { get; } = new("unknown-note", "This note is not on the map.");

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

    public static Refusal TooFarBehind { get; } = new("too-far-behind", "So much was written in this note meanwhile that your words could not be put in. They are kept here for you.");

    public static Refusal TooManyNotes { get; } = new("too-many-notes", "This map is full. Take the most important notes to a new one.");

    public static Refusal TooManyScales { get; } = new("too-many-scales", "This map has as many scales as it can hold.");

    public static Refusal TooManyPeople { get; } = new("too-many-people", "This meeting has as many people as it can hold.");

    /// <param name="most">The bound, in UTF-16 units.</param>
    public static Refusal TooLong(int most) => new(
        "too-long",
        string.Create(CultureInfo.InvariantCulture, $"This is too long for one note: {most:N0} signs is the most. Divide it into two."));
}
