namespace MappingBoard.Client.UI;

/// <summary>
/// The order in which the parts of a page come alive on a server circuit, after what can be touched at once: each when the
/// browser has the one before. The whole of a full map would be one message of a quarter of a megabyte, and until it was
/// there nobody could write. In the browser itself, and where the server only renders, every part has its turn at once.
/// One for each page; used on the page's own synchronisation context.
/// </summary>
/// <param name="oneByOne">Whether parts wait for their turn.</param>
public sealed class Turns(bool oneByOne)
{
    private readonly LinkedList<DeferredRegion> _waiting = [];
    private bool _isFirstRendering = oneByOne;

    /// <summary>Takes a place in the order. False where there is nothing to wait for: the part is alive from the beginning.</summary>
    public bool Wait(DeferredRegion part)
    {
        if (!_isFirstRendering) return false;
        _waiting.AddLast(part);
        return true;
    }

    /// <summary>The browser has the page, or the part whose turn it was: the next one comes alive.</summary>
    public void Next()
    {
        _isFirstRendering = false;
        if (_waiting.First is not { Value: var part }) return;
        _waiting.RemoveFirst();
        part.ComeAlive();
    }

    /// <summary>A part that is not shown any more.</summary>
    public void Leave(DeferredRegion part) => _waiting.Remove(part);
}
