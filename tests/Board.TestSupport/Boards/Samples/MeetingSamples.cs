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
        Sample.Of(OpenClosedPart.Kind, Occasion.Leading, 2, (_, random) => new(random.Pick(Enum.GetValues<ClosedGround>()), Words(random))),
        Sample.Of(AppointChair.Kind, Occasion.Leading, 1, (board, random) => new(Person(board, random))),
        Sample.Of(RenamePerson.Kind, Occasion.Leading, 1, (_, random) => new("Made up " + random.Next(9), "made up")),

        // What stops others from writing does not last: AnyChange ends it.
        Sample.Of(ReleaseBoard.Kind, (_, _) => new()),
        Sample.Of(EndClosedPart.Kind, (_, _) => new()),

        Sample.Of(LockBoard.Kind, (_, _) => new()),
        Sample.Of(RespondToFinal.Kind, (_, random) => new(random.Pick(Enum.GetValues<FinalAnswer>()), Words(random))),
        Sample.Of(AddAddendum.Kind, (_, random) => new(random.Id(), "Later: " + Words(random), Audience(random))),
        Sample.Of(SendOut.Kind, (board, random) => new(Person(board, random))),
        Sample.Of(LeaveBoard.Kind, (_, _) => new()),
        Sample.Of(JoinBoard.Kind, (_, random) => new("Made up " + random.Next(9), "made up", Role(random))),
        Sample.Of(StartBoard.Kind, (_, random) => SampleBoards.Start with { Title = "Made up " + random.Next(9) }),

        Sample.Of(NoteShown.Kind, (board, random) => new(new() { Id = random.Id(), Text = Words(random), Author = Person(board, random) }, Place(board, Column.Worries, random))),
        Sample.Of(NoteHidden.Kind, (board, random) => new(Note(board, random))),
        Sample.Of(ScaleShown.Kind, (_, random) => new(new() { Id = random.Id(), Wording = new("How safe?", "Ten", "Nought") })),
        Sample.Of(ScaleHidden.Kind, (board, random) => new(Scale(board, random))),
        Sample.Of(JudgementSealed.Kind, (board, random) => new(Scale(board, random))),
    ];
}
