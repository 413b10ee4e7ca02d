using MappingBoard.Shared.Log;

namespace MappingBoard.Shared.Sync;

/// <summary>The names on the wire between a browser and the hub; described for other clients in docs/PROTOCOL.md.</summary>
public static class HubContract
{
    /// <summary>Relative to the server's address.</summary>
    public const string Path = "hub";

    /// <summary>Client to server: <see cref="EnterRequest"/>. Answered by a <see cref="Welcome"/>.</summary>
    public const string Enter = "Enter";

    /// <summary>Client to server: <see cref="Batch"/>. Answered by <see cref="Answered"/>, <see cref="SlowDown"/> or <see cref="Unreadable"/>.</summary>
    public const string Submit = "Submit";

    /// <summary>Client to server: <see cref="ShowRequest"/>. Not answered.</summary>
    public const string Show = "Show";

    /// <summary>Client to server: <see cref="AdmissionRequest"/>; returns a <see cref="AdmissionAnswer"/>.</summary>
    public const string Doors = "Doors";

    /// <summary>Server to client: a <see cref="ServerMessage"/>.</summary>
    public const string Receive = "Receive";
}
