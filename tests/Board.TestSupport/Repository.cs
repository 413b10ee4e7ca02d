namespace MappingBoard.TestSupport;

/// <summary>Where the tests' sources are: for tests that look at documents and at code.</summary>
public static class Repository
{
    private static string? _root;

    /// <summary>The folder of the solution.</summary>
    /// <exception cref="InvalidOperationException">The program was built elsewhere.</exception>
    public static string Root => _root ??= Find();

    /// <summary>The files of code in a folder and the folders below it; none that a build made.</summary>
    /// <param name="folder">From the root, with slashes.</param>
    /// <param name="extensions">Which, each with its dot.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder: a search in it would find nothing, and so prove nothing.</exception>
    public static IEnumerable<string> Sources(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MappingBoard.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This program does not stand in its repository.");
        return folder;
    }
}
