using System.Text.Json;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// The version of what a page and a server say to each other (docs/PROTOCOL.md). A page names its own when it enters, the
/// server its own in the <see cref="Welcome"/>; each knows which of the other's it understands (G1).
/// </summary>
public static class WireVersion
{
    /// <summary>
    /// What this build speaks. Raised with whatever an earlier build would not understand: a field that is needed, a kind
    /// of message, of change or of answer, another meaning.
    /// </summary>
    public const int Current = 3;

    /// <summary>The oldest that this build understands at the other end.</summary>
    public const int Oldest = 3;

    /// <summary>What an <c>Enter</c> and a <c>welcome</c> that name none are: those of the first version did not.</summary>
    public const int Unnamed = 1;

    /// <summary>Why a server turns away a page of this version; null when it understands it.</summary>
    public static Closed? Refuses(int page) =>
        page < Oldest ? VersionClosed.PageTooOld
        : page > Current ? VersionClosed.PageTooNew
        : null;

    /// <summary>Why a page goes no further with a server of this version; null when it understands it.</summary>
    public static Closed? RefusesServer(int server) =>
        server > Current ? VersionClosed.PageTooOld
        : server < Oldest ? VersionClosed.PageTooNew
        : null;

    /// <summary>Why a page goes no further with a server whose welcome it cannot even read; null for anything but that.</summary>
    /// <param name="message">Anything at all.</param>
    public static Closed? RefusesServerOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals("welcome")
            ? RefusesServer(message.TryGetProperty("v", out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var version) ? version : Unnamed)
            : null;

    /// <summary>Whether what cannot be read is of a page that is newer than this build, and says so.</summary>
    public static bool IsOfANewerPage(JsonElement enter) =>
        enter.ValueKind == JsonValueKind.Object && enter.TryGetProperty("v", out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var version) && version > Current;
}

/// <summary>Said to a page where the page and the server are of different versions. It keeps its words and opens anew, once.</summary>
public static class VersionClosed
{
    public static Closed PageTooOld { get; } = new("page-too-old");

    public static Closed PageTooNew { get; } = new("page-too-new");

    /// <summary>A newer version of the server has written to the board: this one is about to be replaced, or was put back.</summary>
    public static Closed NewerLog { get; } = new("newer-log");

    /// <summary>Whether opening the page anew is what helps.</summary>
    public static bool OpensAnew(string code) => code == PageTooOld.Code || code == PageTooNew.Code || code == NewerLog.Code;
}
