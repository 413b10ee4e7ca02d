using System.Security.Cryptography;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Practice;
using MappingBoard.Shared.Templates.Practice;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>One step of the scripted meeting, and what <see cref="BoardChanges.Apply"/> makes of it for the one who does it.</summary>
/// <param name="Step">Who does what, in the keys of the script.</param>
/// <param name="Change">The same as a change of the board.</param>
/// <param name="Before">The map as they see it when they begin.</param>
/// <param name="After">The map as they are to see it then.</param>
internal sealed record Scene(PracticeStep Step, Change Change, Board Before, Board After)
{
    /// <summary>The note that it is about, before it is done.</summary>
    public Note Note => Before.Note(Change.Subject)!;

    /// <summary>The scale that it is about, before it is done.</summary>
    public Scale Scale => Before.Scale(Change.Subject)!;

    /// <summary>The heading under which a category's notes stand.</summary>
    public string Label(string category) => Before.Template.Category(category)!.Label;

    /// <summary>How many notes of its own category stand behind the note in the end, in its column.</summary>
    public int Behind(string note, Column column)
    {
        var group = After.NotesIn(column).Where(n => n.Category == After.Note(note)!.Category).Select(n => n.Id).ToList();
        return group.Count - 1 - group.IndexOf(note);
    }
}

/// <summary>The scripted meeting while it is held: the board that it should have made so far.</summary>
internal sealed class Script
{
    private readonly PracticeBoard _practice;
    private readonly List<(string By, Change Change)> _changes;

    private Script(PracticeMeeting meeting, DateOnly day)
    {
        Meeting = meeting;
        _practice = PracticeBoard.Of(meeting, day, RandomNumberGenerator.GetBytes(PracticeBoard.SeedBytes));
        _changes = [.. _practice.Batches.SelectMany(batch => batch.Changes.Select(change => (batch.By, change)))];
        Board = _changes.SkipLast(meeting.Steps.Length).Aggregate(Board.Empty("script"), Apply);
    }

    public PracticeMeeting Meeting { get; }

    /// <summary>Everything on the board now, whoever may see it.</summary>
    public Board Board { get; private set; }

    /// <param name="day">The day of the meeting, from which due days count.</param>
    public static Script Of(DateOnly day) => new(PracticeMeeting.Load(), day);

    /// <summary>The participant's id of somebody in the script.</summary>
    public string IdOf(string person) => _practice.Participants[person];

    /// <summary>The board as somebody in the script should see it now.</summary>
    public Board SeenBy(string person) => Board.SeenBy(new(IdOf(person), Board.SetOf(IdOf(person))));

    /// <summary>Every step in order; the board goes on with each.</summary>
    public IEnumerable<Scene> Scenes()
    {
        foreach (var (step, change) in Meeting.Steps.Zip(_changes.TakeLast(Meeting.Steps.Length)))
        {
            var before = SeenBy(step.By);
            Board = Apply(Board, change);
            yield return new(step, change.Change, before, SeenBy(step.By));
        }
    }

    private static Board Apply(Board board, (string By, Change Change) next) =>
        board.Apply(next.Change, new Stamp(next.By, DateTimeOffset.UtcNow));
}
