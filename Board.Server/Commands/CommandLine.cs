using MappingBoard.Server.Transfer;

namespace MappingBoard.Server.Commands;

/// <summary>
/// What an operator typed after the program's name: a command, its own options, and settings of the server, which are
/// left to the configuration.
/// </summary>
/// <param name="Command">One of <see cref="BoardCommand"/>'s.</param>
/// <param name="Options">The command's own options and their values.</param>
/// <param name="Settings">What is left, <c>--Storage:Path=data</c>.</param>
internal sealed record CommandLine(string Command, IReadOnlyDictionary<string, string> Options, string[] Settings)
{
    public const string BoardOption = "--board";
    public const string FromOption = "--from";
    public const string ToOption = "--to";
    public const string HashOption = "--hash";
    public const string ReferenceOption = "--reference";

    private static readonly string[] Own = [BoardOption, FromOption, ToOption, HashOption, ReferenceOption];

    /// <summary>The board's id.</summary>
    public string Board => Options[BoardOption];

    /// <summary>The file to read.</summary>
    public string From => Options[FromOption];

    /// <summary>The file to write.</summary>
    public string To => Options[ToOption];

    /// <summary>The hash of the last commit, as the operator knows it.</summary>
    public string Hash => Options[HashOption];

    /// <summary>The number of a decision.</summary>
    public string Reference => Options[ReferenceOption];

    /// <summary>Whether it has these options and no others.</summary>
    public bool Has(IReadOnlyCollection<string> options) => options.Count == Options.Count && options.All(Options.ContainsKey);

    /// <summary>Reads a command line. An option's value is taken as it stands: an id may begin with a hyphen.</summary>
    /// <exception cref="RefusedException">An option has no value, or stands there twice.</exception>
    public static CommandLine Read(IReadOnlyList<string> args)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new List<string>();
        for (var i = 1; i < args.Count; i++)
        {
            var sign = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? args[i] : args[i][..sign];
            if (!Own.Contains(name, StringComparer.Ordinal))
            {
                settings.Add(args[i]);
                continue;
            }

            if (own.ContainsKey(name)) throw new RefusedException($"{name} stands there twice.");
            if (sign < 0 && ++i == args.Count) throw new RefusedException($"{name} needs a value.");
            own[name] = sign < 0 ? args[i] : args[i][(sign + 1)..];
        }

        return new(args[0], own, [.. settings]);
    }
}
