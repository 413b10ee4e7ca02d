using System.Globalization;

namespace MappingBoard.LoadTest;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage =
        """
        usage: Board.LoadTest --people N --boards N --rate N --seconds N [more]

          --people N       people in all, spread over the boards; at most 250 on each
          --boards N       boards, 1 to 1000
          --rate N         changes a second in all, 1 to 10000
          --seconds N      how long it is measured, 1 to 3600
          --warm-up N      seconds of the same load before that, 0 to 600 (10); a server counts as warm after 60
          --kill [N]       end the server with SIGKILL N times (1) in mid-flight, and start it again
          --slow [N]       N readers (1) who come half-way and never read
          --hostile [N]    N people (1) who may only read come half-way and call everything at random, 10,000 calls in all
          --servers N      servers with Redis between them, 1 to 8 (1); people are spread over all of them, kills take turns
          --store HOME     sqlite (the default) or cosmos: the account of COSMOS_ENDPOINT and COSMOS_KEY where they are
                           set, otherwise a double of it in this program
          --away N         the double is away for N seconds from half-way, 1 to 60: nothing may be acknowledged meanwhile
          --faults         all the time the double throttles, fails before and after the work, and is late; Redis goes
                           away now and then
          --baseline       then the same load on a bare SignalR relay with the same SQLite writes
          --seed N         of everything that is random in the load (1)
          --server FOLDER  where the published Board.Server.dll is (artifacts/server, published by ./run --build when
                           something has changed)
        """;

    /// <summary>In all.</summary>
    public int People { get; private set; }

    public int Boards { get; private set; }

    public int Rate { get; private set; }

    public int Seconds { get; private set; }

    public int WarmUp { get; private set; } = 10;

    /// <summary>
    /// Whether what is measured is a server that has worked for a while. For most of a minute under load the runtime
    /// still compiles: a cold server's processor time and latencies are another thing than a warm one's.
    /// </summary>
    public bool IsWarm => WarmUp >= 60 && Kills == 0;

    public int Kills { get; private set; }

    public int Slow { get; private set; }

    public int Hostile { get; private set; }

    /// <summary>Whether somebody comes half-way who is trouble.</summary>
    public bool HasTrouble => Slow > 0 || Hostile > 0;

    public int Servers { get; private set; } = 1;

    /// <summary>Whether boards are in Cosmos DB.</summary>
    public bool InCosmos { get; private set; }

    /// <summary>For how long the store is away, in seconds.</summary>
    public int Away { get; private set; }

    public bool Faults { get; private set; }

    public bool Baseline { get; private set; }

    public int Seed { get; private set; } = 1;

    public string? Server { get; private set; }

    /// <summary>How many of the people are at a board: as many as at any other, or one more.</summary>
    public int PeopleOn(int board) => (People / Boards) + (board < People % Boards ? 1 : 0);

    /// <summary>Reads the command line; values follow their names after a space or a <c>=</c>.</summary>
    /// <exception cref="FormatException">It does not say what it should; the message says where.</exception>
    public static Options Read(IEnumerable<string> args)
    {
        var options = new Options();
        var words = new Queue<string>(args.SelectMany(a => a.StartsWith("--", StringComparison.Ordinal) ? a.Split('=', 2) : [a]));
        while (words.TryDequeue(out var name)) options.Set(name, words);
        if (options is { People: 0 } or { Boards: 0 } or { Rate: 0 } or { Seconds: 0 })
            throw new FormatException("--people, --boards, --rate and --seconds are all needed.");
        if (options.PeopleOn(0) > 250 || options.PeopleOn(options.Boards - 1) == 0) throw new FormatException("On each board there are 1 to 250 people.");
        if (options is { InCosmos: false } and ({ Away: > 0 } or { Faults: true }))
            throw new FormatException("--away and --faults go with --store cosmos: they happen to its double.");
        return options;
    }

    private void Set(string name, Queue<string> words)
    {
        switch (name)
        {
            case "--people":
                People = Number(name, words, 1, 250_000);
                break;
            case "--boards":
                Boards = Number(name, words, 1, 1_000);
                break;
            case "--rate":
                Rate = Number(name, words, 1, 10_000);
                break;
            case "--seconds":
                Seconds = Number(name, words, 1, 3_600);
                break;
            case "--warm-up":
                WarmUp = Number(name, words, 0, 600);
                break;
            case "--kill":
                Kills = HasValue(words) ? Number(name, words, 1, 100) : 1;
                break;
            case "--slow":
                Slow = HasValue(words) ? Number(name, words, 1, 40) : 1;
                break;
            case "--hostile":
                Hostile = HasValue(words) ? Number(name, words, 1, 20) : 1;
                break;
            case "--servers":
                Servers = Number(name, words, 1, 8);
                break;
            case "--store":
                InCosmos = words.TryDequeue(out var home) && home is "sqlite" or "cosmos" ? home == "cosmos" : throw new FormatException("--store is sqlite or cosmos.");
                break;
            case "--away":
                Away = Number(name, words, 1, 60);
                break;
            case "--faults":
                Faults = true;
                break;
            case "--seed":
                Seed = Number(name, words, 0, int.MaxValue);
                break;
            case "--baseline":
                Baseline = true;
                break;
            case "--server":
                Server = words.TryDequeue(out var folder) ? folder : throw new FormatException("--server needs a folder.");
                break;
            default:
                throw new FormatException($"{name} is not known.");
        }
    }

    private static bool HasValue(Queue<string> words) =>
        words.TryPeek(out var next) && !next.StartsWith("--", StringComparison.Ordinal);

    private static int Number(string name, Queue<string> words, int least, int most) =>
        words.TryDequeue(out var word)
        && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : throw new FormatException($"{name} needs a whole number from {least} to {most}.");
}
