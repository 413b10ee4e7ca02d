namespace MappingBoard.Shared.Sync;

/// <summary>How one session of a page's line came to its end.</summary>
public enum SessionEnd
{
    /// <summary>There was no way through, or no board at its end.</summary>
    NotReached,

    /// <summary>The line was there, and is not any more.</summary>
    Lost,

    /// <summary>The page could not take in what came, or something was missing: it must enter anew.</summary>
    OutOfStep,

    /// <summary>The server's last word was said (<see cref="Closed"/>): the page does not come back.</summary>
    SentAway,
}

/// <summary>
/// A message could not be read, is of an unknown kind, or made its page fail. It ends its session: what comes after it
/// must not be taken in as if nothing had happened. Its message names no content.
/// </summary>
public sealed class OutOfStepException(string what, Exception? cause = null) : Exception(what, cause);
