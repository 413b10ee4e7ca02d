using System.Diagnostics;
using MappingBoard.TestSupport;

namespace MappingBoard.LoadTest.Serving;

/// <summary>What is started as a server: the product as it is published, or this program as the relay.</summary>
internal static class Programs
{
    private const string ServerDll = "Board.Server.dll";

    /// <summary>The folder with the server as it is published and shipped: the one that was given, or this repository's own.</summary>
    /// <exception cref="FormatException">There is no server in it, or it could not be published.</exception>
    public static async Task<string> ServerFolder(string? given, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(given ?? await Published(cancel));
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
            ["Access__AsksPerAddress"] = "1000000",
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

    /// <summary>What <c>./run</c> would start, published anew where something has changed since.</summary>
    private static async Task<string> Published(CancellationToken cancel)
    {
        var root = Repository.Root;
        using var run = Process.Start(new ProcessStartInfo("bash", ["./run", "--build"]) { WorkingDirectory = root, RedirectStandardOutput = true })!;
        // Standard output is the report's alone.
        await Console.Error.WriteAsync(await run.StandardOutput.ReadToEndAsync(cancel));
        await run.WaitForExitAsync(cancel);
        return run.ExitCode == 0 ? Path.Combine(root, "artifacts", "server") : throw new FormatException("The server could not be published (./run --build).");
    }
}
