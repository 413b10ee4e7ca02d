namespace MappingBoard.TestSupport;

/// <summary>
/// Which tests a run plays: the usual ones, which every change passes, or everything (<c>./test --long</c>, which sets
/// <c>BOARD_LONG=1</c>): every cell of each matrix, more seeds, more kills.
/// </summary>
public static class Tier
{
    /// <summary>Whether the run was asked for everything.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("BOARD_LONG") == "1";

    /// <summary>One cell of a matrix in a usual run, all of them in a long one.</summary>
    /// <param name="usual">The cell that stands for the others.</param>
    /// <param name="others">What only a long run plays.</param>
    public static IEnumerable<T> Cells<T>(T usual, params T[] others) => IsLong ? [usual, .. others] : [usual];

    /// <summary>How many random runs, seeds or kills: fewer in a usual run.</summary>
    public static int Count(int usual, int inALongRun) => IsLong ? inALongRun : usual;

    /// <summary>How many random cases a property looks at: a tenth where it is asked once for each mutant (<c>./test --mutate</c>).</summary>
    public static int Cases(int usual) => IsForMutants ? Math.Max(1, usual / 10) : usual;

    private static bool IsForMutants { get; } = Environment.GetEnvironmentVariable("BOARD_MUTANTS") == "1";
}
