using MappingBoard.Server.Ports;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Storage;

/// <summary>
/// Asks the store now and then what has changed. It begins with every board each time that it follows: who is told knows
/// which of them are news, so nothing has to be kept, and what was missed is repaired. For stores whose servers are few.
/// Thread-safe.
/// </summary>
public sealed class PollingBoardFeed(IBoardStore store, IOptions<MeetingIndexOptions> options, TimeProvider time) : IBoardFeed
{
    private const int BoardsAtOnce = 500;

    public async Task Follow(Func<IReadOnlyList<ChangedBoard>, CancellationToken, Task> changed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(changed);
        string? token = null;
        while (true)
        {
            try
            {
                while (await store.ReadChanged(token, BoardsAtOnce, cancel) is { Boards.Count: > 0 } some)
                {
                    await changed(some.Boards, cancel);
                    token = some.Token;
                }
            }
            catch (StoreUnavailableException)
            {
                // Rooms and health say that it is away. What was not told, or failed, is told next time.
            }

            await Task.Delay(options.Value.Every, time, cancel);
        }
    }
}
