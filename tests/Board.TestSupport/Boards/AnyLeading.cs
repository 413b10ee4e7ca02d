using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.TestSupport.Boards;

/// <summary>A random change of those that lead a meeting or decide who sees what; never the last word, which is <see cref="LockBoard"/>.</summary>
public static class AnyLeading
{
    public static Change On(Shared.Model.Board board, Random random)
    {
        // What stops others from writing does not last.
        if (board.Held is not null && random.Chance(0.5)) return new ReleaseBoard();
        if (board.ClosedNow is not null && random.Chance(0.5)) return new EndClosedPart();
        return random.Next(20) switch
        {
            < 6 => new SetNoteAudience(AnyChange.AnyNote(board, random), AnyChange.AnyAudience(random)),
            < 9 => new SetScaleAudience(AnyChange.AnyScale(board, random), AnyChange.AnyAudience(random)),
            < 11 => new SealScale(AnyChange.AnyScale(board, random)),
            < 14 => new RevealScale(AnyChange.AnyScale(board, random)),
            < 15 => new MarkExactWords(AnyChange.AnyNote(board, random)),
            < 16 => new HoldBoard(),
            < 18 => new OpenClosedPart(random.Pick(Enum.GetValues<ClosedGround>()), AnyChange.Words(random)),
            < 19 => new AppointChair(random.Pick(board.Participants).Id),
            _ => new RenamePerson("Made up " + random.Next(9), "made up"),
        };
    }

    /// <summary>Mostly people who write; each kind of them.</summary>
    public static Role Role(Random random) => random.Next(10) switch
    {
        < 2 => Shared.Model.Role.Chair,
        < 5 => Shared.Model.Role.Professional,
        < 8 => Shared.Model.Role.Family,
        < 9 => Shared.Model.Role.NoteTaker,
        _ => Shared.Model.Role.Observer,
    };
}
