using System.Collections.Immutable;
using MappingBoard.Client.State;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.ViewModels;

/// <summary>One column as it is shown, with what it was made from. The same object as long as nothing in it looks otherwise.</summary>
internal sealed class ColumnReading
{
    private readonly NoteViewModel?[] _notes;

    private ColumnReading(NoteRow row, NoteViewModel?[] notes, ColumnViewModel viewModel) => (Row, _notes, ViewModel) = (row, notes, viewModel);

    public NoteRow Row { get; }

    public ColumnViewModel ViewModel { get; }

    /// <param name="template">The column's words.</param>
    /// <param name="row">Its notes.</param>
    /// <param name="reader">What they are read with.</param>
    /// <param name="pairs">Numbers, goals and scales.</param>
    /// <param name="stale">What may look otherwise than before although it is the same; null means everything.</param>
    /// <param name="before">What was shown before.</param>
    public static ColumnReading Of(ColumnTemplate template, NoteRow row, MapReader reader, Pairs pairs, ImmutableHashSet<string>? stale, ColumnReading? before)
    {
        if (before is not null && stale is { IsEmpty: true } && ReferenceEquals(row, before.Row)) return before;
        var known = before is null || row.HasTheOrderOf(before.Row) ? null : before._notes.OfType<NoteViewModel>().ToDictionary(n => n.Note.Id, StringComparer.Ordinal);
        var notes = new NoteViewModel?[row.Notes.Length];
        var isSame = before is not null && known is null;
        for (var i = 0; i < notes.Length; i++)
        {
            var note = row.Notes[i];
            var was = known is not null ? known.GetValueOrDefault(note.Id) : before?._notes[i];
            notes[i] = note.IsRemoved ? null
                : was is not null && stale is not null && ReferenceEquals(was.Note, note) && (stale.IsEmpty || !stale.Contains(note.Id)) ? was
                : reader.NoteOf(note, template.Column, pairs, was);
            isSame &= ReferenceEquals(notes[i], was);
        }

        var writers = Quote.Names(reader.WritersIn(Places.NewNoteIn(template.Column)));
        var off = TakenOff(row, reader, before?.ViewModel);
        if (isSame && before!.ViewModel.Writers == writers && before.ViewModel.TakenOff == off) return ReferenceEquals(row, before.Row) ? before : new(row, notes, before.ViewModel);
        return new(row, notes, new(template, Groups(template, notes, before?.ViewModel), off, notes.Count(n => n is { IsNew: true }), writers));
    }

    private static ImmutableArray<GroupViewModel> Groups(ColumnTemplate template, NoteViewModel?[] notes, ColumnViewModel? before)
    {
        var sorted = template.Categories.ToDictionary(c => c.Id, _ => ImmutableArray.CreateBuilder<NoteViewModel>(), StringComparer.Ordinal);
        var unsorted = ImmutableArray.CreateBuilder<NoteViewModel>();
        foreach (var note in notes)
        {
            if (note is not null) (note.Note.Category is { } category && sorted.TryGetValue(category, out var group) ? group : unsorted).Add(note);
        }

        var groups = template.Categories.Select(c => new GroupViewModel(c, sorted[c.Id].DrainToImmutable())).ToList();
        if (unsorted.Count > 0) groups.Add(new(null, unsorted.DrainToImmutable()));
        return [.. groups.Select(g => before?.Groups.FirstOrDefault(was => was.IsAs(g)) ?? g)];
    }

    private static ImmutableArray<TakenOffViewModel> TakenOff(NoteRow row, MapReader reader, ColumnViewModel? before)
    {
        var notes = Array.FindAll(row.Notes, n => n.IsRemoved);
        if (notes.Length == 0) return [];
        var known = before is null ? [] : before.TakenOff.ToDictionary(t => t.Note.Id, StringComparer.Ordinal);
        ImmutableArray<TakenOffViewModel> off = [.. notes.OrderByDescending(n => n.Removed!.At).Select(n => reader.TakenOff(n, known.GetValueOrDefault(n.Id)))];
        return before is not null && off.AsSpan().SequenceEqual(before.TakenOff.AsSpan()) ? before.TakenOff : off;
    }
}
