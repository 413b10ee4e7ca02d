using System.Collections.Immutable;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>What shares one circle (C20): a danger statement, the goal that answers it, and the scales that measure it; else a note alone.</summary>
/// <param name="Notes">The note that was asked about first.</param>
/// <param name="Scales">In the board's order.</param>
internal readonly record struct Tied(ImmutableArray<Note> Notes, ImmutableArray<Scale> Scales)
{
    /// <summary>What shares the circle of a note that is there.</summary>
    public static Tied To(Board board, string noteId)
    {
        var note = board.Notes[noteId];
        var notes = ImmutableArray.Create(note);

        // A goal that was a danger statement before may have a goal of its own: all of a chain share the circle.
        for (var i = 0; i < notes.Length; i++)
        {
            var next = notes[i];
            var pair = board.Notes.Values.Where(n => n.Circle == note.Circle && (n.Id == next.Goal || (n.Goal is not null && n.Goal == next.Id)));
            notes = notes.AddRange(pair.Where(n => !notes.Contains(n)).OrderBy(n => n.Id, StringComparer.Ordinal));
        }

        return new(notes, [.. board.Scales.Where(s => s.Circle == note.Circle && notes.Any(n => n.Id == s.Danger))]);
    }

    /// <summary>A note without what is tied to it.</summary>
    public static Tied Alone(Note note) => new([note], []);

    /// <summary>A scale that measures no danger statement.</summary>
    public static Tied Alone(Scale scale) => new([], [scale]);

    /// <summary>
    /// Whether somebody would see their own words or numbers no more (C19): authors, whoever worded them since they came before
    /// this circle, and whoever placed a number.
    /// </summary>
    /// <param name="board">As the mover sees it.</param>
    /// <param name="circle">Where all of it would go.</param>
    public bool LosesSight(Board board, string circle)
    {
        var hands = Notes.SelectMany(n => n.Hands is { } more ? more.Add(n.Author) : [n.Author]).Concat(Scales.SelectMany(s => s.Judgements).Select(j => j.Placed.By));
        return hands.Any(by => board.Participant(by) is { } person && !person.IsIn(circle)) || HoldsUnseen(Scales, circle);
    }

    /// <summary>Whether numbers were placed unseen by people of whom nobody can say whether they would see the scale any more.</summary>
    private static bool HoldsUnseen(ImmutableArray<Scale> scales, string circle) =>
        scales.Any(s => !Circles.IsWithin(s.Circle, circle) && s.Placed > s.Judgements.Count(j => j.Unseen));
}
