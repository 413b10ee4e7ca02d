using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State.Actions;

/// <summary>This person does something: shown at once (R1), or refused in <see cref="BoardState.Refused"/>. For typing use <see cref="TextEdited"/>.</summary>
public sealed record ChangeProposed(Change Change) : StampedAction;

/// <summary>This person types in a note.</summary>
/// <param name="Note">Which note.</param>
/// <param name="Edit">What was typed.</param>
/// <param name="On">The text that it was typed on; the note's text as shown when null.</param>
public sealed record TextEdited(string Note, TextEdit Edit, string? On = null) : StampedAction;

/// <summary>Take back this person's own latest change.</summary>
public sealed record UndoRequested : StampedAction;

/// <summary>Do again what was taken back last.</summary>
public sealed record RedoRequested : StampedAction;

/// <summary>The browser has words that this person had typed in a note and that never reached the map (R5).</summary>
/// <param name="Note">Which note.</param>
/// <param name="Words">The words as their author saw them.</param>
/// <param name="On">What the note said before they began to type; null where that is not known.</param>
public sealed record WordsFound(string Note, string Words, string? On = null);

/// <summary>The person has read why something was refused, and lets go of their words (R5).</summary>
/// <param name="Key">See <see cref="Shared.Sync.RejectedWords.Key"/>.</param>
public sealed record RejectedLetGo(long Key);

/// <summary>The person wants their kept words on the board after all: as a new note, or the same change again (R5).</summary>
/// <param name="Key">See <see cref="Shared.Sync.RejectedWords.Key"/>.</param>
public sealed record RejectedSentAgain(long Key);

/// <summary>Proposes a change in place of kept words, which are let go of if it is accepted here.</summary>
public sealed record RejectedReplaced(long Key, Change Change) : StampedAction;

/// <summary>What somebody was still writing has lost its place: their words are kept (R5).</summary>
/// <param name="Change">What it would have become.</param>
public sealed record WordsLeft(Change Change);

/// <summary>The sentence in <see cref="BoardState.Refused"/> has been read.</summary>
public sealed record RefusalDismissed;
