using MappingBoard.Shared.Changes.Scales;
using static MappingBoard.TestSupport.Boards.AnyThing;

namespace MappingBoard.TestSupport.Boards.Samples;

/// <summary>Changes of scales and of the numbers on them.</summary>
internal sealed class ScaleSamples : ISamples
{
    public IEnumerable<Sample> All =>
    [
        Sample.Of(AddScale.Kind, Occasion.Mapping, 4, (board, random) =>
            new(random.Id(), new("How safe?" + random.Next(9), "Safe", "Not safe"), Danger(board, random), Audience(random), random.Chance(0.4))),
        Sample.Of(WordScale.Kind, Occasion.Mapping, 1, (board, random) => new(Scale(board, random), new("How safe now?" + random.Next(9), "Ten", "Nought"))),
        Sample.Of(SetScaleAside.Kind, Occasion.Mapping, 2, (board, random) => new(Scale(board, random), random.Chance(0.3))),
        Sample.Of(PlaceJudgement.Kind, Occasion.Mapping, 11, (board, random) =>
            new(Scale(board, random), random.Next(-1, 12), Words(random), Words(random), Audience(random))),
        Sample.Of(WithdrawJudgement.Kind, Occasion.Mapping, 4, (board, random) => new(Scale(board, random))),
        Sample.Of(SetScaleAudience.Kind, Occasion.Leading, 3, (board, random) => new(Scale(board, random), Audience(random))),
        Sample.Of(SealScale.Kind, Occasion.Leading, 2, (board, random) => new(Scale(board, random))),
        Sample.Of(RevealScale.Kind, Occasion.Leading, 3, (board, random) => new(Scale(board, random))),
    ];
}
