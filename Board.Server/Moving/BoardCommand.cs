using MappingBoard.Server.Storage;
using MappingBoard.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Moving;

/// <summary>
/// What the program does besides serving: <c>export</c>, <c>import</c>, <c>backup</c>. They take the server's own
/// configuration, may be run while it serves, and print neither names nor texts: of a board eight signs and a hash.
/// </summary>
public static class BoardCommand
{
    /// <summary>It was done, or there was nothing left to do.</summary>
    public const int Done = 0;

    /// <summary>It cannot be done as asked; nothing was changed.</summary>
    public const int Refused = 1;

    /// <summary>The command line is none.</summary>
    public const int Usage = 2;

    /// <summary>The store is away or not set up. The same command may be given again.</summary>
    public const int Away = 3;

    private const string Export = "export";
    private const string Import = "import";
    private const string Backup = "backup";

    private const string HowTo =
        """
        usage: Board.Server export --board ID --to FILE     one board, its whole log
               Board.Server import --from FILE              the same into the store that is configured
               Board.Server backup --to FILE                the file of the embedded store, while servers write to it
        Settings of the server may follow, such as --Storage:Path=data.
        """;

    /// <summary>Whether a command line names a command; otherwise it starts the server.</summary>
    public static bool IsNamed(string[] args) => args is [Export or Import or Backup, ..];

    /// <summary>Does it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Told what was done.</param>
    /// <param name="error">Told why not.</param>
    /// <param name="with">What a test exchanges in the store.</param>
    /// <returns>The program's exit code.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error, Action<IServiceCollection>? with = null)
    {
        try
        {
            var line = CommandLine.Read(args);
            var ask = line switch
            {
                { Command: Export, Board: not null, To: not null, From: null } => ExportBoard,
                { Command: Import, From: not null, Board: null, To: null } => ImportBoard,
                { Command: Backup, To: not null, Board: null, From: null } => BackUp,
                _ => (Func<CommandLine, IHost, TextWriter, Task>?)null,
            };
            if (ask is null)
            {
                await error.WriteLineAsync(HowTo);
                return Usage;
            }

            using var host = Build(line.Settings, with);
            await ask(line, host, output);
            return Done;
        }
        catch (RefusedException e)
        {
            await error.WriteLineAsync(e.Message);
            return Refused;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped. Given again, the command goes on from there.");
            return Away;
        }
        catch (Exception e) when (e is StoreUnavailableException or SqliteException)
        {
            await error.WriteLineAsync("The store did not answer. Given again, the command goes on from there.");
            return Away;
        }
        catch (Exception e) when (e is InvalidOperationException or OptionsValidationException)
        {
            // Of the start of a store: its sentences are for operators.
            await error.WriteLineAsync(e.Message);
            return Away;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"A file could not be read or written ({e.GetType().Name}): is the disk full, or the folder another's?");
            return Refused;
        }
    }

    private static Task ExportBoard(CommandLine line, IHost host, TextWriter output) => InStore(host, mayBeNew: false, async (store, cancel) =>
    {
        var foot = await BoardExport.Write(store, line.Board!, line.To!, cancel);
        await output.WriteLineAsync($"Exported board {BoardTag.Of(line.Board!)}: {Counted(foot)}.");
    });

    private static Task ImportBoard(CommandLine line, IHost host, TextWriter output) => InStore(host, mayBeNew: true, async (store, cancel) =>
    {
        var (board, file, there) = await new BoardImport(store, line.From!).Run(cancel);
        var how = there switch
        {
            0 => "Imported board {0}: {1}.",
            _ when there < file.Commits => $"Board {{0}} was here up to commit {there}; the rest was imported: {{1}}.",
            _ when there == file.Commits => "Board {0} is here already, the same: {1}. Nothing was written.",
            _ => $"Board {{0}} is here already and has gone on to commit {there} since. Nothing was written. The file: {{1}}.",
        };
        await output.WriteLineAsync(string.Format(null, how, BoardTag.Of(board), Counted(file)));
    });

    private static async Task BackUp(CommandLine line, IHost host, TextWriter output)
    {
        SqliteBackup.Write(Embedded(host), line.To!);
        await output.WriteLineAsync("Backed up. The keys beside the store are not in it: keep them elsewhere.");
        if (!IsEmbedded(host)) await output.WriteLineAsync("Boards are configured to lie elsewhere: they are not in it either.");
    }

    private static SqliteOptions Embedded(IHost host) =>
        host.Services.GetRequiredService<IConfiguration>().GetSection(SqliteOptions.Section).Get<SqliteOptions>() ?? new();

    private static bool IsEmbedded(IHost host) =>
        host.Services.GetRequiredService<IConfiguration>()[StorageExtensions.Kind]?.ToLowerInvariant() is null or "" or "sqlite";

    /// <summary>Opens the store as a server does when it starts, and closes it afterwards.</summary>
    private static async Task InStore(IHost host, bool mayBeNew, Func<IBoardStore, CancellationToken, Task> work)
    {
        if (!mayBeNew && IsEmbedded(host)) SqliteBackup.RequireStore(Embedded(host));
        await host.StartAsync();
        try
        {
            await work(host.Services.GetRequiredService<IBoardStore>(), host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        }
        finally
        {
            await host.StopAsync();
        }
    }

    /// <summary>The server's configuration and its store, and nothing else of it.</summary>
    private static IHost Build(string[] settings, Action<IServiceCollection>? with)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = settings,
            ApplicationName = typeof(BoardCommand).Assembly.GetName().Name,
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"),
        });
        // What is printed is the command's answer; the store's warnings go beside it.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Warning;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage(builder.Configuration);
        with?.Invoke(builder.Services);
        return builder.Build();
    }

    private static string Counted(BoardFileFoot foot) => $"{foot.Commits} commits, {foot.Changes} changes, the last commit's hash is {foot.Hash}";
}
