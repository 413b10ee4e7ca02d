using MappingBoard.Shared.Changes;

namespace MappingBoard.TestSupport.Boards.Samples;

/// <summary>When people at a random meeting make changes of a kind.</summary>
public enum Occasion
{
    /// <summary>While they map.</summary>
    Mapping,

    /// <summary>When somebody leads the meeting, or decides who sees what.</summary>
    Leading,

    /// <summary>Never by itself, since it would end what a test is about, or cannot be done by a page at all.</summary>
    OnItsOwn,
}

/// <summary>How tests make a random change of one kind.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Occasion">When it is made.</param>
/// <param name="Weight">How often, beside the others of that occasion.</param>
/// <param name="On">
/// A change that somebody at this board might make: mostly one that fits, now and then one that does not. The same seed
/// gives the same change.
/// </param>
public sealed record Sample(ChangeKind Kind, Occasion Occasion, int Weight, Func<Shared.Model.Board, Random, Change> On)
{
    public static Sample Of<TChange>(ChangeKind<TChange> kind, Occasion occasion, int weight, Func<Shared.Model.Board, Random, TChange> on)
        where TChange : Change => new(kind, occasion, weight, on);

    /// <summary>The same of a kind that no random meeting makes by itself.</summary>
    public static Sample Of<TChange>(ChangeKind<TChange> kind, Func<Shared.Model.Board, Random, TChange> on)
        where TChange : Change => new(kind, Occasion.OnItsOwn, 0, on);
}

/// <summary>Samples of some kinds. A class that implements it, here or in the tests that run, is found by itself.</summary>
public interface ISamples
{
    IEnumerable<Sample> All { get; }
}
