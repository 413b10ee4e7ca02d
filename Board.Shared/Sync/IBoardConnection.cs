using MappingBoard.Shared.Log;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// A page's way to its board: over SignalR in the browser, in-process on a server circuit. It connects, and connects
/// again for as long as it is not disposed; it keeps nothing, so that whatever is lost on the way is sent again by the
/// replica. Messages reach the listener one at a time, in order, and none of them is passed over: what cannot be taken in
/// ends the session, and the next begins where the replica stands (<see cref="SessionLoop"/>).
/// </summary>
public interface IBoardConnection : IAsyncDisposable
{
    /// <summary>Starts connecting and returns. Called once.</summary>
    void Open(IBoardListener listener);

    /// <summary>Sends a batch, if there is a connection; never throws for the lack of one.</summary>
    ValueTask Submit(Batch batch);

    /// <summary>Says what this person is doing, if there is a connection.</summary>
    ValueTask Show(ShowRequest presence);

    /// <summary>Drops the connection and resumes, because the replica has missed something.</summary>
    ValueTask Resume();

    /// <summary>Asks something at the doors of the meeting: for links, and for who waits outside.</summary>
    /// <exception cref="InvalidOperationException">There is no connection at the moment, or it ended before the answer.</exception>
    Task<AdmissionAnswer> Ask(AdmissionRequest request);
}

/// <summary>The page's end of an <see cref="IBoardConnection"/>.</summary>
public interface IBoardListener
{
    /// <summary>Where the replica stands; asked at every (re)connection.</summary>
    EnterRequest Position();

    Task Receive(ServerMessage message);

    Task LinkChanged(LinkState state);
}

/// <summary>Whether the page has a connection to its board, truthfully.</summary>
public enum LinkState
{
    Connecting,

    /// <summary>Connected, and in step: a <see cref="Welcome"/> follows at once.</summary>
    Live,

    /// <summary>No connection at the moment; it tries again by itself.</summary>
    Away,

    /// <summary>The page could not take in what it was sent, or has missed something; it enters anew by itself.</summary>
    OutOfStep,

    /// <summary>The server closed this page's connection for good (see <see cref="Closed"/>).</summary>
    Ended,
}
