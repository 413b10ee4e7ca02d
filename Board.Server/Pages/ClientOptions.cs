using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using static Microsoft.AspNetCore.Components.Web.RenderMode;

namespace MappingBoard.Server.Pages;

/// <summary>Settings of the section <c>Client</c>. Checked when the server starts.</summary>
public sealed class ClientOptions
{
    public const string Section = "Client";

    /// <summary>Where the map runs.</summary>
    public MapRuntime RenderMode { get; set; } = MapRuntime.Auto;

    /// <summary>
    /// How long a page on a server circuit is kept while its line is away, so that a phone that sleeps in a pocket while
    /// somebody talks finds its page as it was. Zero to a day. After that the page is opened anew.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CircuitKept { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The render mode of the map's root component for a browser. All are prerendered: words first, then life. Blazor's
    /// own automatic mode is not used: it reads a part of the runtime before it turns to a circuit, which on a slow line
    /// is seconds.
    /// </summary>
    /// <param name="hasRuntime">Whether the browser says that it has the runtime (<see cref="RuntimeCookie"/>).</param>
    internal IComponentRenderMode ModeFor(bool hasRuntime) => RenderMode switch
    {
        MapRuntime.Server => InteractiveServer,
        MapRuntime.WebAssembly => InteractiveWebAssembly,
        _ => hasRuntime ? InteractiveWebAssembly : InteractiveServer,
    };
}

/// <summary>Where the map of the meeting runs.</summary>
public enum MapRuntime
{
    /// <summary>On a server circuit at the first visit, in the browser from then on: the soonest for everybody.</summary>
    Auto,

    /// <summary>
    /// Always on a server circuit: for browsers too old for WebAssembly SIMD (before iOS 16.4), and agencies that forbid
    /// WebAssembly. Every keystroke takes a round trip.
    /// </summary>
    Server,

    /// <summary>
    /// Always in the browser: for networks that block WebSockets, where a circuit falls back to long polling and feels
    /// slow, and for servers with more people than memory. The first visit waits for the download.
    /// </summary>
    WebAssembly,
}
