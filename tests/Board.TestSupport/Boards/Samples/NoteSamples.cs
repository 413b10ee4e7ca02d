using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using static MappingBoard.TestSupport.Boards.AnyThing;

namespace MappingBoard.TestSupport.Boards.Samples;

/// <summary>Changes of notes.</summary>
internal sealed class NoteSamples : ISamples
{
    public IEnumerable<Sample> All =>
    [
        Sample.Of(AddNote.Kind, Occasion.Mapping, 13, Add),
        Sample.Of(EditText.Kind, Occasion.Mapping, 38, Edit),
        Sample.Of(MoveNote.Kind, Occasion.Mapping, 8, Move),
        Sample.Of(CategoriseNote.Kind, Occasion.Mapping, 3, (board, random) => new(Note(board, random), Category(board, random))),
        Sample.Of(RemoveNote.Kind, Occasion.Mapping, 4, (board, random) => new(Note(board, random))),
        Sample.Of(RestoreNote.Kind, Occasion.Mapping, 5, (board, random) => new(Note(board, random, note => note.IsRemoved))),
        Sample.Of(PairGoal.Kind, Occasion.Mapping, 5, Pair),
        Sample.Of(AgreeStep.Kind, Occasion.Mapping, 3, Agree),
        Sample.Of(MarkStep.Kind, Occasion.Mapping, 1, (board, random) => new(Step(board, random), random.Chance(0.5))),
        Sample.Of(MarkExactWords.Kind, Occasion.Leading, 1, (board, random) => new(Note(board, random))),
        Sample.Of(SetCircle.Kind, Occasion.Leading, 9, Elsewhere),
    ];

    private static AddNote Add(Shared.Model.Board board, Random random)
    {
        var column = random.Pick(Enum.GetValues<Column>());
        var categories = board.Template[column].Categories;
        var voice = random.Chance(0.1) ? new Voice("Robin", "8 years old", ExactWords: true) : null;
        return new(random.Id(), Place(board, column, random), "Note: " + Words(random), random.Chance(0.8) ? random.Pick(categories).Id : null, voice, Circle(random));
    }

    private static EditText Edit(Shared.Model.Board board, Random random) => board.Note(Note(board, random)) is { } note
        ? new(note.Id, note.TextVersion, Splice(note.Text, random), note.Showing)
        : new(random.Id(), 0, Splice("", random));

    private static MoveNote Move(Shared.Model.Board board, Random random)
    {
        var column = random.Pick(Enum.GetValues<Column>());
        var category = random.Chance(0.5) ? random.Pick(board.Template[column].Categories).Id : null;
        return new(Note(board, random), Place(board, column, random), category);
    }

    private static PairGoal Pair(Shared.Model.Board board, Random random) =>
        Note(board, random, NoteKind.DangerStatement) is var danger && random.Chance(0.2)
            ? new(danger)
            : new(danger, Note(board, random, n => board.KindOf(n) == NoteKind.SafetyGoal && (random.Chance(0.1) || n.Circle == board.Note(danger)?.Circle)));

    /// <summary>Mostly before another circle than the note stands before.</summary>
    private static SetCircle Elsewhere(Shared.Model.Board board, Random random)
    {
        var note = random.Chance(0.5) ? Note(board, random) : Note(board, random, n => IsTied(board, n));
        var other = board.Note(note)?.Circle == TestCircles.Everyone ? TestCircles.Professionals : TestCircles.Everyone;
        return new(note, random.Chance(0.85) ? other : Circle(random), random.Id());
    }

    /// <summary>Whether something shares the note's circle.</summary>
    private static bool IsTied(Shared.Model.Board board, Note note) =>
        note.Goal is not null || board.Notes.Values.Any(n => n.Goal == note.Id) || board.Scales.Exists(s => s.Danger == note.Id);

    private static AgreeStep Agree(Shared.Model.Board board, Random random) => Step(board, random) is var step && random.Chance(0.5)
        ? new(step, "Nan", Showing: board.Note(step)?.Showing)
        : new(step, "Nan", new DateOnly(2026, 12, random.Next(1, 29)), board.Note(step)?.Showing);

    private static string Step(Shared.Model.Board board, Random random) => Note(board, random, NoteKind.NextStep);
}
