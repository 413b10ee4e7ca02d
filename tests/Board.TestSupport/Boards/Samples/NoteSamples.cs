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
        Sample.Of(PairGoal.Kind, Occasion.Mapping, 3, Pair),
        Sample.Of(AgreeStep.Kind, Occasion.Mapping, 3, (board, random) => new(Step(board, random), "Nan", random.Chance(0.5) ? null : new DateOnly(2026, 12, random.Next(1, 29)))),
        Sample.Of(MarkStep.Kind, Occasion.Mapping, 1, (board, random) => new(Step(board, random), random.Chance(0.5))),
        Sample.Of(MarkExactWords.Kind, Occasion.Leading, 1, (board, random) => new(Note(board, random))),
        Sample.Of(SetNoteAudience.Kind, Occasion.Leading, 6, (board, random) => new(Note(board, random), Audience(random))),
    ];

    private static AddNote Add(Shared.Model.Board board, Random random)
    {
        var column = random.Pick(Enum.GetValues<Column>());
        var categories = board.Template[column].Categories;
        var voice = random.Chance(0.1) ? new Voice("Robin", "8 years old", ExactWords: true) : null;
        return new(random.Id(), Place(board, column, random), "Note: " + Words(random), random.Chance(0.8) ? random.Pick(categories).Id : null, voice, Audience(random));
    }

    private static EditText Edit(Shared.Model.Board board, Random random) => board.Note(Note(board, random)) is { } note
        ? new(note.Id, note.TextVersion, Splice(note.Text, random))
        : new(random.Id(), 0, Splice("", random));

    private static MoveNote Move(Shared.Model.Board board, Random random)
    {
        var column = random.Pick(Enum.GetValues<Column>());
        var category = random.Chance(0.5) ? random.Pick(board.Template[column].Categories).Id : null;
        return new(Note(board, random), Place(board, column, random), category);
    }

    private static PairGoal Pair(Shared.Model.Board board, Random random) =>
        new(Note(board, random, NoteKind.DangerStatement), random.Chance(0.2) ? null : Note(board, random, NoteKind.SafetyGoal));

    private static string Step(Shared.Model.Board board, Random random) => Note(board, random, NoteKind.NextStep);
}
