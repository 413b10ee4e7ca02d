using Microsoft.AspNetCore.Components;

namespace MappingBoard.Server.Pages;

/// <summary>
/// The mark of a browser that has fetched the map's runtime, so that its next visit runs there. The map's page writes it
/// (wwwroot/js/runtime.js) when the last file is here; it names one release of the runtime and nobody. A release that did
/// not start in a browser is marked as that, and is not tried there again.
/// </summary>
internal static class RuntimeCookie
{
    public const string Name = "mb-runtime";

    private const string Framework = "_framework/";

    /// <summary>Whether this browser says that it has the runtime of this release.</summary>
    public static bool IsHere(HttpRequest request, ResourceAssetCollection assets) => request.Cookies[Name] == Release(assets);

    /// <summary>
    /// What the mark holds: the fingerprinted name of the runtime's first file. That file lists the others with their
    /// hashes, so that no other release has the same.
    /// </summary>
    public static string Release(ResourceAssetCollection assets) => assets[Framework + "dotnet.js"][Framework.Length..];

    /// <summary>The addresses of the runtime's files, each with its fingerprint in its name: the small first.</summary>
    public static IEnumerable<string> Files(ResourceAssetCollection assets) => assets
        .Select(asset => (asset.Url, Label: asset.Properties?.FirstOrDefault(p => p.Name == "label")?.Value ?? ""))
        .Where(file => file.Label.StartsWith(Framework, StringComparison.Ordinal) && IsRuntime(file.Label[Framework.Length..]))
        .OrderBy(file => !file.Label.EndsWith(".js", StringComparison.Ordinal))
        .Select(file => "/" + file.Url);

    private static bool IsRuntime(string name) =>
        name.EndsWith(".wasm", StringComparison.Ordinal)
        || (name.StartsWith("dotnet.", StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal));
}
