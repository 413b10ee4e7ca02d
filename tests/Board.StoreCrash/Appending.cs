using MappingBoard.Server.Ports;
using MappingBoard.TestSupport.Log;

namespace MappingBoard.StoreCrash;

internal static class Appending
{
    /// <summary>How many boards grow at once.</summary>
    private const int Boards = 6;

    /// <summary>
    /// Goes on with each board's log until somebody ends the process. Prints a line "board number" for every commit that
    /// was acknowledged, each in one write.
    /// </summary>
    public static async Task<int> ForEver(IBoardStore store)
    {
        using var output = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, Boards).Select(i => Task.Run(() => Grow(i))));
        return 0;

        async Task Grow(int index)
        {
            var board = SampleLog.Id(index);
            var last = await store.ReadCommits(board, 0, default) is [.., var latest] ? latest : null;
            while (true)
            {
                var next = SampleLog.After(board, last);
                if (!await store.TryAppend(next, default)) throw new InvalidOperationException($"Number {next.Number} was taken by nobody.");
                last = next;
                var line = System.Text.Encoding.ASCII.GetBytes($"{index} {next.Number}\n");
                lock (output) output.Write(line);
            }
        }
    }
}
