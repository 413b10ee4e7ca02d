using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Transfer;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Commands;

/// <summary>
/// What the program does besides serving: move boards, keep and destroy them. Commands take the server's own
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

    private const string HowTo =
        """
        usage: Board.Server export --board ID --to FILE      one board, its whole log
               Board.Server import --from FILE               the same into the store that is configured
               Board.Server backup --to FILE                 the file of the embedded store, while servers write to it
               Board.Server show --board ID                  how far its log goes, and whether it is on legal hold
               Board.Server legal-hold --board ID --reference NUMBER        nothing destroys it until that ends
               Board.Server end-legal-hold --board ID --reference NUMBER
               Board.Server destroy --board ID --hash HASH --reference NUMBER --to FILE
                                                             for good; the proof goes into the file
        HASH is that of the board's last commit, which show prints. NUMBER is that of the decision in your own files.
        Settings of the server may follow, such as --Storage:Path=data.
        """;

    private static readonly Dictionary<string, Spec> Commands = new(StringComparer.Ordinal)
    {
        ["export"] = new([CommandLine.BoardOption, CommandLine.ToOption], TransferCommands.Export),
        ["import"] = new([CommandLine.FromOption], TransferCommands.Import),
        ["backup"] = new([CommandLine.ToOption], TransferCommands.Backup),
        ["show"] = new([CommandLine.BoardOption], RetentionCommands.Show),
        ["legal-hold"] = new([CommandLine.BoardOption, CommandLine.ReferenceOption], RetentionCommands.Hold),
        ["end-legal-hold"] = new([CommandLine.BoardOption, CommandLine.ReferenceOption], RetentionCommands.EndHold),
        ["destroy"] = new([CommandLine.BoardOption, CommandLine.HashOption, CommandLine.ReferenceOption, CommandLine.ToOption], RetentionCommands.Destroy),
    };

    /// <summary>Whether a command line names a command; otherwise it starts the server.</summary>
    public static bool IsNamed(string[] args) => args is [var first, ..] && Commands.ContainsKey(first);

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
            if (!Commands.TryGetValue(line.Command, out var command) || !line.Has(command.Options))
            {
                await error.WriteLineAsync(HowTo);
                return Usage;
            }

            using var host = Build(line.Settings, with);
            await command.Do(line, new(host), output);
            return Done;
        }
        catch (RefusedException e)
        {
            await error.WriteLineAsync(e.Message);
            return Refused;
        }
        catch (BoardDestroyedException)
        {
            await error.WriteLineAsync("The board was destroyed. Nothing of it is left to export, and no import brings it back.");
            return Refused;
        }
        catch (NewerLogException e)
        {
            await error.WriteLineAsync($"{e.Message} Use the program of that version. Nothing was changed.");
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

    /// <param name="Options">All of them, and no others, have to be there.</param>
    /// <param name="Do">Does it and says what was done.</param>
    private sealed record Spec(string[] Options, Func<CommandLine, CommandStore, TextWriter, Task> Do);
}
