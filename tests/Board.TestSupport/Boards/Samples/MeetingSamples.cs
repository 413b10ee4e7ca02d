using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using static MappingBoard.TestSupport.Boards.AnyThing;

namespace MappingBoard.TestSupport.Boards.Samples;

/// <summary>Changes of the meeting and of the people at it, and what projections alone make.</summary>
internal sealed class MeetingSamples : ISamples
{
    public IEnumerable<Sample> All =>
    [
        Sample.Of(HoldBoard.Kind, Occasion.Leading, 1, (_, _) => new()),
        Sample.Of(OpenClosedPart.Kind, Occasion.Leading, 2, (_, random) => new(random.Pick(Enum.GetValues<ClosedGround>()), Words(random), TestCircles.Professionals)),
        Sample.Of(AppointChair.Kind, Occasion.Leading, 2, (board, random) => new(Person(board, random))),
        Sample.Of(RenamePerson.Kind, Occasion.Leading, 1, (_, random) => new("Made up " + random.Next(9), "made up")),

        // What stops others from writing does not last: AnyChange ends it.
        Sample.Of(ReleaseBoard.Kind, (_, _) => new()),
        Sample.Of(EndClosedPart.Kind, (_, _) => new()),

        Sample.Of(LockBoard.Kind, (_, _) => new()),
        Sample.Of(RespondToFinal.Kind, (_, random) => new(random.Pick(Enum.GetValues<FinalAnswer>()), Words(random))),
        Sample.Of(AddAddendum.Kind, (_, random) => new(random.Id(), "Later: " + Words(random), Circle(random))),
        Sample.Of(SendOut.Kind, (board, random) => new(Person(board, random))),
        Sample.Of(LeaveBoard.Kind, (_, _) => new()),
        Sample.Of(JoinBoard.Kind, (_, random) => new("Made up " + random.Next(9), "made up", Role(random))),
        Sample.Of(StartBoard.Kind, (_, random) => SampleBoards.Start with { Title = "Made up " + random.Next(9) }),

        Sample.Of(NoteShown.Kind, (board, random) => Shown(random.Id(), board, random)),
        Sample.Of(NoteHidden.Kind, (board, random) => Hidden(Note(board, random))),
        Sample.Of(ScaleShown.Kind, (_, random) => new(new() { Id = random.Id(), Wording = new("How safe?", "Ten", "Nought"), Circle = TestCircles.Everyone })),
        Sample.Of(ScaleHidden.Kind, (board, random) => new(Scale(board, random))),
        Sample.Of(NumberPlaced.Kind, (board, random) => new(Scale(board, random), random.Next(5))),

        // Only in old logs.
        Sample.Of(SetNoteAudience.Kind, (board, random) => new(Note(board, random), Circle(random))),
        Sample.Of(SetScaleAudience.Kind, (board, random) => new(Scale(board, random), Circle(random))),
    ];

    private static NoteHidden Hidden(string note) => new(note, [note], []);

    private static NoteShown Shown(string id, Shared.Model.Board board, Random random) =>
        new(id, [new(new() { Id = id, Text = Words(random), Author = Person(board, random), Circle = TestCircles.Everyone }, Place(board, Column.Worries, random))], []);
}
