using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards.Samples;

namespace MappingBoard.TestSupport.Boards;

/// <summary>
/// A random change that somebody at this board might make, of any kind of which there is a <see cref="Sample"/>: mostly one
/// that fits, now and then one that does not. The same seed gives the same change.
/// </summary>
public static class AnyChange
{
    /// <summary>Never the last word, which is <see cref="LockBoard"/>.</summary>
    public static Change On(Shared.Model.Board board, Random random) =>
        random.Chance(0.15) ? Leading(board, random) : OnTheMap(board, random);

    /// <summary>A change of the map's notes and scales. On a map without notes mostly one that adds one.</summary>
    public static Change OnTheMap(Shared.Model.Board board, Random random) =>
        (board.Notes.IsEmpty && random.Chance(0.5) ? AllSamples.Of(AddNote.Kind) : AllSamples.Any(Occasion.Mapping, random)).On(board, random);

    public static string Words(Random random) => AnyThing.Words(random);

    /// <summary>A splice such as typing, pasting or deleting makes.</summary>
    public static TextEdit Edit(string text, Random random) => AnyThing.Splice(text, random);

    public static string AnyCircle(Random random) => AnyThing.Circle(random);

    /// <summary>A change of those that lead a meeting or decide who sees what. What stops others from writing does not last.</summary>
    private static Change Leading(Shared.Model.Board board, Random random) =>
        board.Held is not null && random.Chance(0.5) ? new ReleaseBoard()
        : board.ClosedNow is not null && random.Chance(0.5) ? new EndClosedPart()
        : AllSamples.Any(Occasion.Leading, random).On(board, random);
}
