using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.State.Actions;

/// <summary>A phone shows another column, or the scales.</summary>
public sealed record TabChosen(BoardTab Tab);

/// <summary>A note is opened for writing; the one that was open before is closed.</summary>
public sealed record NoteOpened(string Note);

public sealed record NoteClosed;

/// <summary>A note's Move panel is opened; the one that was open before is closed.</summary>
public sealed record MoveOpened(string Note);

public sealed record MoveClosed;

/// <summary>This person is writing somewhere; sent to the others with a bound on its rate, and withdrawn when it is not said again for a while.</summary>
/// <param name="Where">A note's id, <c>column:worries</c> … for a new note (<see cref="Places.NewNoteIn"/>), or null for nowhere.</param>
/// <param name="Circle">Who may know of it: those for whom a new note is meant.</param>
public sealed record WritingShown(string? Where, string Circle = Circles.Everyone);

/// <summary>This person has looked at a column: nothing in it is new any more.</summary>
public sealed record ColumnSeen(Column Column);

/// <summary>Something is to be said by a screen reader.</summary>
public sealed record Announced(Message Message);
