using MappingBoard.TestSupport;

namespace MappingBoard.E2E.Browser;

/// <summary>Finds what <c>./run --build</c> put together: the server as it is shipped, not as it is debugged.</summary>
internal static class PublishedServer
{
    /// <summary>
    /// The folder of the published server: <c>BOARD_SERVER_DIR</c>, or artifacts/server of the repository that this
    /// assembly was built in.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was published there.</exception>
    public static string Directory
    {
        get
        {
            var directory = Environment.GetEnvironmentVariable("BOARD_SERVER_DIR") is { Length: > 0 } given
                ? given
                : Path.Combine(Repository.Root, "artifacts", "server");
            return File.Exists(Path.Combine(directory, "Board.Server.dll"))
                ? directory
                : throw new InvalidOperationException(
                    $"No published server in {directory}. `./run --build` makes it; `./test` does so by itself.");
        }
    }

    /// <summary>The dotnet host that runs these tests, so that the server runs on the same one.</summary>
    public static string DotnetHost =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath!
        : "dotnet";
}
