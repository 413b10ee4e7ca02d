using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>
/// The author says whether they agree with the final version, in their words (P15, L2). Said again, it takes the place of what
/// they said before.
/// </summary>
/// <param name="Answer">Whether they agree.</param>
/// <param name="Words">May be empty.</param>
public sealed record RespondToFinal(FinalAnswer Answer, string Words) : Change
{
    public static ChangeKind<RespondToFinal> Kind { get; } = new("respond", "P15")
    {
        Says = (_, _) => Messages.Done.Responded,
    };

    public override string AuthorsWords => Words;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.Judges(board, stamp)
        ?? (board.IsLocked ? null : Refusal.NotLocked)
        ?? (Enum.IsDefined(Answer) ? null : Refusal.NotAnAnswer)
        ?? Rules.Text(Words, Bounds.ShortText);

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        var response = new FinalResponse(Answer, Words, stamp);
        var mine = board.Responses.FindIndex(r => r.Given.By == stamp.By);
        return board with { Responses = mine < 0 ? board.Responses.Add(response) : board.Responses.SetItem(mine, response) };
    }
}
