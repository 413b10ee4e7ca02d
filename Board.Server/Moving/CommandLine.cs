namespace MappingBoard.Server.Moving;

/// <summary>
/// What an operator typed after the program's name: a command, its own options, and settings of the server, which are
/// left to the configuration.
/// </summary>
/// <param name="Command">One of <see cref="BoardCommand"/>'s.</param>
/// <param name="Board">The board's id, where one was named.</param>
/// <param name="From">The file to read.</param>
/// <param name="To">The file to write.</param>
/// <param name="Settings">What is left, <c>--Storage:Path=data</c>.</param>
internal sealed record CommandLine(string Command, string? Board, string? From, string? To, string[] Settings)
{
    /// <summary>Reads a command line. An option's value is taken as it stands: an id may begin with a hyphen.</summary>
    /// <exception cref="RefusedException">An option has no value, or stands there twice.</exception>
    public static CommandLine Read(IReadOnlyList<string> args)
    {
        var own = new Dictionary<string, string?>(StringComparer.Ordinal) { ["--board"] = null, ["--from"] = null, ["--to"] = null };
        var settings = new List<string>();
        for (var i = 1; i < args.Count; i++)
        {
            var sign = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? args[i] : args[i][..sign];
            if (!own.TryGetValue(name, out var before))
            {
                settings.Add(args[i]);
                continue;
            }

            if (before is not null) throw new RefusedException($"{name} stands there twice.");
            if (sign < 0 && ++i == args.Count) throw new RefusedException($"{name} needs a value.");
            own[name] = sign < 0 ? args[i] : args[i][(sign + 1)..];
        }

        return new(args[0], own["--board"], own["--from"], own["--to"], [.. settings]);
    }
}
