namespace MappingBoard.Server.Pages;

/// <summary>The files by which the map comes alive, by their paths without a fingerprint.</summary>
internal static class MapFiles
{
    public const string Styles = "Board.Client.bundle.scp.css";

    public const string Blazor = "_framework/blazor.web.js";

    public const string Start = "js/map.js";

    /// <summary>Says in words that a browser cannot read the others. No module: they cannot read those either.</summary>
    public const string TooOld = "js/too-old.js";

    private static readonly string[] Always = ["js/text-fields.js", "js/translated.js", "js/page.js", "js/keys.js", "js/drafts.js", "js/drag.js"];

    /// <summary>
    /// The modules that the start needs, or .NET as soon as the map is alive: each would else be learnt of a round trip
    /// after the one before it. What is needed later, when a note is opened, comes then.
    /// </summary>
    /// <param name="onCircuit">Whether the map runs on a server circuit.</param>
    public static IEnumerable<string> Modules(bool onCircuit) =>
        onCircuit ? [Start, "js/circuit.js", "js/runtime.js", .. Always] : [Start, "js/circuit.js", "js/runtime.js", "_framework/dotnet.js", .. Always, "js/signals.js", "js/hub.js"];
}
