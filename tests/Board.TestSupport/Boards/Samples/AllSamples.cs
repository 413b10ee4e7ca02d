using System.Collections.Immutable;
using System.Reflection;
using MappingBoard.Shared.Changes;

namespace MappingBoard.TestSupport.Boards.Samples;

/// <summary>Every sample that there is: those in this assembly, and those beside the tests that run.</summary>
public static class AllSamples
{
    private static readonly ImmutableArray<Sample> Found =
    [
        .. new[] { typeof(AllSamples).Assembly, Assembly.GetEntryAssembly() }.OfType<Assembly>().Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ISamples)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => ((ISamples)Activator.CreateInstance(type)!).All),
    ];

    private static readonly ImmutableDictionary<Occasion, ImmutableArray<Sample>> Deck = Found
        .GroupBy(sample => sample.Occasion)
        .ToImmutableDictionary(g => g.Key, g => g.SelectMany(sample => Enumerable.Repeat(sample, sample.Weight)).ToImmutableArray());

    /// <summary>Those of the kinds that random meetings make by themselves.</summary>
    public static IEnumerable<Sample> OfMeetings => Found.Where(sample => sample.Weight > 0);

    /// <summary>The sample of a kind.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public static Sample Of(ChangeKind kind) => Found.Where(sample => sample.Kind == kind).ToList() is [var one]
        ? one
        : throw new InvalidOperationException($"The kind '{kind.Name}' needs one sample: in tests/Board.TestSupport/Boards/Samples, or beside its test.");

    /// <summary>One of those that are made on an occasion, the weightier the more often.</summary>
    internal static Sample Any(Occasion occasion, Random random) => random.Pick(Deck[occasion]);
}
