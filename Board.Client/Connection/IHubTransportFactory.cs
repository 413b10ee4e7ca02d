namespace MappingBoard.Client.Connection;

/// <summary>How text travels to the hub and back.</summary>
public enum HubWay
{
    /// <summary>A WebSocket, without negotiation, so that any server will do.</summary>
    WebSocket,

    /// <summary>Plain requests that the server answers when it has something to say: passes wherever pages pass.</summary>
    LongPolling,
}

/// <summary>Makes lines to the hub.</summary>
public interface IHubTransportFactory
{
    /// <summary>A new line.</summary>
    /// <param name="hub">The address of the hub.</param>
    /// <param name="way">How.</param>
    /// <param name="end">The page's end of it, called one at a time and in order.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">There is no way through.</exception>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    Task<IHubTransport> Open(Uri hub, HubWay way, IHubTransportListener end, CancellationToken cancel);
}

/// <summary>An open line: carries text, in order, for as long as it lasts.</summary>
public interface IHubTransport
{
    /// <summary>Sends text, or nothing where the line has ended. Does not wait for its arrival.</summary>
    ValueTask Send(string text);

    /// <summary>Ends the line without waiting for the other end.</summary>
    ValueTask Close();
}

/// <summary>What a line tells.</summary>
public interface IHubTransportListener
{
    /// <summary>Text came; where it is cut says nothing.</summary>
    void Heard(string text);

    /// <summary>The line has ended. Said at most once.</summary>
    void Ended();
}
