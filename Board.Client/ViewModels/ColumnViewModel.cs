using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.ViewModels;

/// <summary>One column as it is shown.</summary>
/// <param name="Template">Its words.</param>
/// <param name="Groups">One for each category, in the template's order; those not sorted yet last, if there are any.</param>
/// <param name="TakenOff">Notes that were taken off, the latest first (R4).</param>
/// <param name="Unseen">How many notes in it are new to the reader.</param>
/// <param name="Writers">The names of others who are writing a new note here; empty when nobody is.</param>
public sealed record ColumnViewModel(
    ColumnTemplate Template,
    ImmutableArray<GroupViewModel> Groups,
    ImmutableArray<TakenOffViewModel> TakenOff,
    int Unseen,
    string Writers)
{
    public Column Column => Template.Column;

    public bool IsEmpty => Groups.All(g => g.Notes.IsEmpty);
}

/// <param name="Category">Its words; null for notes that are not sorted yet.</param>
/// <param name="Notes">In order.</param>
public sealed record GroupViewModel(CategoryTemplate? Category, ImmutableArray<NoteViewModel> Notes)
{
    /// <summary>Whether another one shows the same notes, each of them as it is here.</summary>
    internal bool IsAs(GroupViewModel other) =>
        ReferenceEquals(Category, other.Category) && Notes.Length == other.Notes.Length && !Notes.Where((n, i) => !ReferenceEquals(n, other.Notes[i])).Any();

    /// <summary>Whether another one has the same notes in the same order, whatever they say.</summary>
    internal bool HasTheNotesOf(GroupViewModel other) =>
        ReferenceEquals(Category, other.Category) && Notes.Length == other.Notes.Length && !Notes.Where((n, i) => n.Note.Id != other.Notes[i].Note.Id).Any();
}

/// <summary>A note that was taken off the board, with who did it and when.</summary>
/// <param name="Note">The note.</param>
/// <param name="Voice">Whose words they are.</param>
/// <param name="By">Who took it off.</param>
/// <param name="At">When.</param>
/// <param name="CanPutBack">Whether the reader may put it back.</param>
public sealed record TakenOffViewModel(Note Note, Speaker Voice, Speaker By, DateTimeOffset At, bool CanPutBack);
