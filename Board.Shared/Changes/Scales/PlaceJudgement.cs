using System.Text.Json.Serialization;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>The author places their own number on a scale, or changes it (P9). Nobody places one for somebody else.</summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Value">0 to 10.</param>
/// <param name="Reason">Why that number; may be empty.</param>
/// <param name="OneHigher">What one point higher would look like; may be empty.</param>
/// <param name="ReasonFor">Who of those who see the scale may see these words: the id of a circle of the author's.</param>
/// <param name="Circle">Those who saw the scale when it was placed: it never arrives before others (C17).</param>
public sealed record PlaceJudgement(
    string Scale,
    int Value,
    string Reason,
    string OneHigher,
    [property: JsonRequired] string ReasonFor = Circles.Everyone,
    string Circle = Circles.Everyone) : Change
{
    public static ChangeKind<PlaceJudgement> Kind { get; } = new("place-judgement", "P9")
    {
        OnScale = scale => new(scale.Id, 0, "", "", Circle: scale.Circle),
        Says = (placed, board) => board.Scale(placed.Scale) is { Sealed: true } ? Messages.Done.JudgedUnseen : Messages.Done.Judged,
        Undone = Messages.Undo.NumberBack,
    };

    public override string? Subject => Scale;

    public override string AuthorsWords => string.Join("\n\n", Reason, OneHigher).Trim();

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.Judges(board, stamp)
        ?? Rules.WritesFor(board, stamp, ReasonFor)
        ?? (board.Scale(Scale)!.Circle == Circle ? null : Refusal.ShownAnew)
        ?? (Value is >= 0 and <= 10 ? null : Refusal.NotANumber)
        ?? Rules.Text(Reason, Bounds.ShortText)
        ?? Rules.Text(OneHigher, Bounds.ShortText);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, scale =>
    {
        var (was, now) = (scale.JudgementOf(stamp.By), Judged(scale, stamp));
        if (was is not null && (was.Circle, was.Unseen) == (now.Circle, now.Unseen))
            return scale with { Judgements = scale.Judgements.Replace(was, now) };

        // For those who did not see the number that it takes the place of it comes last: so it does for everybody.
        var others = was is null ? scale.Judgements : scale.Judgements.Remove(was);
        return scale with { Judgements = others.Add(now), Placed = scale.Placed - Count(was) + Count(now) };
    });

    public override Change? Invert(Board before, Stamp stamp) => before.Scale(Scale)?.JudgementOf(stamp.By) switch
    {
        _ when before.Scale(Scale) is null => null,
        { } was when was.Circle != before.Scale(Scale)!.Circle => null,
        { } was => new PlaceJudgement(Scale, was.Value, was.Reason, was.OneHigher, was.ReasonFor, was.Circle),
        null => new WithdrawJudgement(Scale),
    };

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale)?.JudgementOf(stamp.By) is { } mine && mine.Value == Value && mine.Reason == Reason && mine.OneHigher == OneHigher;

    /// <summary>
    /// Of a number that is placed unseen others learn that there is one more, and nothing else (C32). A reason for some is for
    /// them alone: while it changes and the number does not, the others learn nothing.
    /// </summary>
    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (before.Scale(Scale) is not { } scale) return this;
        if (!viewer.Sees(scale.Circle)) return null;
        if (viewer.Person == stamp.By) return this;
        var (was, now) = (scale.JudgementOf(stamp.By), Judged(scale, stamp));
        var seen = was?.IsSeenBy(viewer) == true ? was.SeenBy(viewer) : null;
        if (!now.Unseen && viewer.Sees(now.ReasonFor) && (was is null || (was.IsSeenBy(viewer) && viewer.Sees(was.ReasonFor)))) return this;
        if (now.Unseen) return was is { Unseen: true } ? null : new NumberPlaced(Scale, scale.Placed + 1, seen is null ? null : stamp.By);
        if (seen == now.SeenBy(viewer)) return null;
        return viewer.Sees(now.ReasonFor) ? this : this with { Reason = "", OneHigher = "", ReasonFor = scale.Circle };
    }

    public override bool IsPersonal(Board before, Stamp stamp) => before.Scale(Scale) is { Sealed: true };

    private static int Count(Judgement? judgement) => judgement is { Unseen: true } ? 1 : 0;

    private Judgement Judged(Scale scale, Stamp stamp)
    {
        var now = new Judgement(Value, Reason, OneHigher, stamp, scale.Circle, Circles.IsShared(ReasonFor) ? scale.Circle : ReasonFor, scale.Sealed);
        return scale.JudgementOf(stamp.By) is { } was && LooksTheSame(was, now) ? now with { Placed = was.Placed } : now;
    }

    /// <summary>Whether only what some of those see changes who see the number.</summary>
    private static bool LooksTheSame(Judgement was, Judgement now) =>
        (was.ReasonFor != was.Circle || now.ReasonFor != now.Circle)
        && was.WithoutReason == (now with { Placed = was.Placed }).WithoutReason;
}
