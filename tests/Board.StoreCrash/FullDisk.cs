using System.ComponentModel;
using System.Runtime.InteropServices;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;

namespace MappingBoard.StoreCrash;

/// <summary>
/// A disk that has no more room, on Linux: the kernel lets no file of this process grow past a size, then lets it again.
/// </summary>
internal static partial class FullDisk
{
    private const int FileSize = 1;
    private const int SizeExceeded = 25;
    private const int Bytes = 400_000;
    private const int CommitsAfter = 20;

    /// <summary>
    /// Appends until the store is unavailable, makes room, settles what became of the last commit by reading back, and
    /// goes on. Prints how many commits were there when the room ended, and how many in the end.
    /// </summary>
    public static async Task<int> Fill(IBoardStore store)
    {
        // Without a handler the signal would end the process before the store sees an error.
        using var signal = PosixSignalRegistration.Create((PosixSignal)SizeExceeded, context => context.Cancel = true);
        var board = SampleLog.Id(0);
        Limit(Bytes);
        var log = new List<Commit>();
        var filled = await AppendUntilUnavailable(store, log, board);
        Limit(ulong.MaxValue);

        var there = await store.ReadCommits(board, 0, default);
        if (there.Count < log.Count) throw new InvalidOperationException("An acknowledged commit is gone.");
        log = [.. there];
        for (var i = 0; i < CommitsAfter; i++)
        {
            var next = SampleLog.After(board, log[^1]);
            if (!await store.TryAppend(next, default)) throw new InvalidOperationException($"Number {next.Number} was taken by nobody.");
            log.Add(next);
        }

        Console.WriteLine($"{filled} {log.Count}");
        return 0;
    }

    private static async Task<int> AppendUntilUnavailable(IBoardStore store, List<Commit> log, string board)
    {
        try
        {
            while (true)
            {
                var next = SampleLog.After(board, log.LastOrDefault(), new string('x', 2_000));
                if (!await store.TryAppend(next, default)) throw new InvalidOperationException($"Number {next.Number} was taken by nobody.");
                log.Add(next);
            }
        }
        catch (StoreUnavailableException)
        {
            return log.Count;
        }
    }

    private static void Limit(ulong bytes)
    {
        if (SetLimit(FileSize, new(bytes, ulong.MaxValue)) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limits(ulong Soft, ulong Hard);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limits limits);
}
