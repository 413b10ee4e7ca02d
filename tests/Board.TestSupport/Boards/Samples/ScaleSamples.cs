using MappingBoard.Shared.Changes.Scales;
using static MappingBoard.TestSupport.Boards.AnyThing;

namespace MappingBoard.TestSupport.Boards.Samples;

/// <summary>Changes of scales and of the numbers on them.</summary>
internal sealed class ScaleSamples : ISamples
{
    public IEnumerable<Sample> All =>
    [
        Sample.Of(AddScale.Kind, Occasion.Mapping, 4, (board, random) =>
            new(random.Id(), new("How safe?" + random.Next(9), "Safe", "Not safe"), Danger(board, random), Circle(random), random.Chance(0.4))),
        Sample.Of(WordScale.Kind, Occasion.Mapping, 1, (board, random) => Worded(Scale(board, random), board, random)),
        Sample.Of(SetScaleAside.Kind, Occasion.Mapping, 2, (board, random) => new(Scale(board, random), random.Chance(0.3))),
        Sample.Of(PlaceJudgement.Kind, Occasion.Mapping, 11, (board, random) => On(Scale(board, random), board, random)),
        Sample.Of(WithdrawJudgement.Kind, Occasion.Mapping, 4, (board, random) => new(Scale(board, random))),
        Sample.Of(SetScaleCircle.Kind, Occasion.Leading, 4, Elsewhere),
        Sample.Of(SealScale.Kind, Occasion.Leading, 2, (board, random) => new(Scale(board, random))),
        Sample.Of(RevealScale.Kind, Occasion.Leading, 3, (board, random) => new(Scale(board, random))),
    ];

    /// <summary>Mostly an overall scale, before another circle than it stands before.</summary>
    private static SetScaleCircle Elsewhere(Shared.Model.Board board, Random random)
    {
        var overall = board.Scales.FindAll(s => s.Danger is null);
        if (overall.Count == 0 || random.Chance(0.15)) return new(Scale(board, random), Circle(random));
        var scale = random.Pick(overall);
        return new(scale.Id, scale.Circle == TestCircles.Everyone ? TestCircles.Professionals : TestCircles.Everyone);
    }

    private static WordScale Worded(string scale, Shared.Model.Board board, Random random) =>
        new(scale, new("How safe now?" + random.Next(9), "Ten", "Nought"), CircleOf(board, scale));

    private static PlaceJudgement On(string scale, Shared.Model.Board board, Random random) =>
        new(scale, random.Next(-1, 12), Words(random), Words(random), Circle(random), CircleOf(board, scale));

    private static string CircleOf(Shared.Model.Board board, string scale) => board.Scale(scale)?.Circle ?? TestCircles.Everyone;
}
