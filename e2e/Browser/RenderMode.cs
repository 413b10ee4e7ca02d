namespace MappingBoard.E2E.Browser;

/// <summary>Where the board page of a browser runs; the value of the server's setting <c>Client:RenderMode</c>.</summary>
public enum RenderMode
{
    /// <summary>As people get it: a server circuit at the first visit, the browser from then on.</summary>
    Auto,

    /// <summary>Always on a server circuit.</summary>
    Server,

    /// <summary>Always in the browser.</summary>
    WebAssembly,
}
