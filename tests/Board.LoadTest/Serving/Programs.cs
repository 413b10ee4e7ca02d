using System.Diagnostics;

namespace MappingBoard.LoadTest.Serving;

/// <summary>What is started as a server: the product as it was built, or this program as the relay.</summary>
internal static class Programs
{
    private const string ServerDll = "Board.Server.dll";

    /// <summary>The folder of the product's server that was built together with this program, or the one that was given.</summary>
    /// <exception cref="FormatException">There is no server in it.</exception>
    public static string ServerFolder(string? given)
    {
        var folder = Path.GetFullPath(given ?? BuiltServer());
        return File.Exists(Path.Combine(folder, ServerDll)) ? folder : throw new FormatException($"There is no {ServerDll} in {folder}.");
    }

    /// <param name="folder">Where the server is.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="data">Its data folder.</param>
    /// <param name="settings">More of its command line.</param>
    public static ProcessStartInfo Server(string folder, Uri address, string data, IEnumerable<string> settings) => new(DotnetHost, [ServerDll, .. settings])
    {
        WorkingDirectory = folder,
        Environment =
        {
            ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority),
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Storage__Path"] = data,
            // Everybody comes from one address, and all at once.
            ["Access__DoorsPerMinute"] = "1000000",
        },
    };

    /// <summary>This program once more, as the relay; with the runtime settings of the product's server.</summary>
    public static ProcessStartInfo Relay(string folder, Uri address, string data) => new(
        DotnetHost,
        ["exec", "--runtimeconfig", Path.Combine(folder, "Board.Server.runtimeconfig.json"), typeof(Programs).Assembly.Location, RelayVerb])
    {
        Environment =
        {
            ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority),
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Relay__Path"] = data,
        },
    };

    /// <summary>As the first word of the command line, makes this program the relay.</summary>
    public const string RelayVerb = "relay";

    private static string DotnetHost =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath!
        : "dotnet";

    /// <summary>tests/Board.LoadTest/bin/X/Y stands beside Board.Server/bin/X/Y.</summary>
    private static string BuiltServer()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        for (var at = here; at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MappingBoard.sln")))
                return Path.Combine(at.FullName, "Board.Server", "bin", configuration, framework);
        }

        return here.FullName;
    }
}
