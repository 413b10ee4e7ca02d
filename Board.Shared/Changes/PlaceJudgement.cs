using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>The author places their own number on a scale, or changes it. Nobody places one for somebody else.</summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Value">0 to 10.</param>
/// <param name="Reason">Why that number; may be empty.</param>
/// <param name="OneHigher">What one point higher would look like; may be empty.</param>
public sealed record PlaceJudgement(string Scale, int Value, string Reason, string OneHigher) : Change
{
    public override string? Subject => Scale;

    public override string AuthorsWords => string.Join("\n\n", Reason, OneHigher).Trim();

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.InUse(board, Scale)
        ?? (Value is >= 0 and <= 10 ? null : Refusal.NotANumber)
        ?? Rules.Text(Reason, Bounds.ShortText)
        ?? Rules.Text(OneHigher, Bounds.ShortText);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, scale =>
    {
        var judgement = new Judgement(Value, Reason, OneHigher, stamp);
        var mine = scale.Judgements.FindIndex(j => j.Placed.By == stamp.By);
        return scale with { Judgements = mine < 0 ? scale.Judgements.Add(judgement) : scale.Judgements.SetItem(mine, judgement) };
    });

    public override Change? Invert(Board before, Stamp stamp) => before.Scale(Scale)?.JudgementOf(stamp.By) switch
    {
        _ when before.Scale(Scale) is null => null,
        { } was => new PlaceJudgement(Scale, was.Value, was.Reason, was.OneHigher),
        null => new WithdrawJudgement(Scale),
    };

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale)?.JudgementOf(stamp.By) is { } mine && mine.Value == Value && mine.Reason == Reason && mine.OneHigher == OneHigher;
}
