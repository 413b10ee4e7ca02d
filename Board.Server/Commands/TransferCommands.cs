using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using MappingBoard.Server.Transfer;

namespace MappingBoard.Server.Commands;

/// <summary>The commands that carry boards from one store to another.</summary>
internal static class TransferCommands
{
    public static Task Export(CommandLine line, CommandStore store, TextWriter output) => store.Use(mayBeNew: false, async (services, cancel) =>
    {
        var foot = await BoardExport.Write(services.GetRequiredService<IBoardStore>(), line.Board, line.To, cancel);
        await output.WriteLineAsync($"Exported board {BoardTag.Of(line.Board)}: {Counted(foot)}.");
    });

    public static Task Import(CommandLine line, CommandStore store, TextWriter output) => store.Use(mayBeNew: true, async (services, cancel) =>
    {
        var (board, file, there) = await new BoardImport(services.GetRequiredService<IBoardStore>(), line.From).Run(cancel);
        var how = there switch
        {
            0 => "Imported board {0}: {1}.",
            _ when there < file.Commits => $"Board {{0}} was here up to commit {there}; the rest was imported: {{1}}.",
            _ when there == file.Commits => "Board {0} is here already, the same: {1}. Nothing was written.",
            _ => $"Board {{0}} is here already and has gone on to commit {there} since. Nothing was written. The file: {{1}}.",
        };
        await output.WriteLineAsync(string.Format(null, how, BoardTag.Of(board), Counted(file)));
    });

    public static async Task Backup(CommandLine line, CommandStore store, TextWriter output)
    {
        SqliteBackup.Write(store.Embedded, line.To);
        await output.WriteLineAsync("Backed up. The keys beside the store are not in it: keep them elsewhere.");
        if (!store.IsEmbedded) await output.WriteLineAsync("Boards are configured to lie elsewhere: they are not in it either.");
    }

    private static string Counted(BoardFileFoot foot) => $"{foot.Commits} commits, {foot.Changes} changes, the last commit's hash is {foot.Hash}";
}
