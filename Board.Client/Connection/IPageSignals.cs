namespace MappingBoard.Client.Connection;

/// <summary>What a browser tells its page about the network and about being looked at.</summary>
public interface IPageSignals
{
    /// <summary>
    /// Begins to listen. <paramref name="woke"/> is called when the network comes back or the page is shown again, and
    /// <paramref name="lost"/> when the browser knows that there is no network. Where it throws, it may be called again.
    /// </summary>
    Task Listen(Action woke, Action lost);
}
