namespace MappingBoard.TestSupport;

/// <summary>Where the tests' sources are: for tests that look at documents and at code.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MappingBoard.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from the repository.");
        return folder;
    }
}
