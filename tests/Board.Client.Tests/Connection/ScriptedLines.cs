using MappingBoard.Client.Connection;

namespace MappingBoard.Client.Tests.Connection;

/// <summary>Lines whose other end is the test: it says what a hub says, to the letter, and whatever a hub never says.</summary>
public sealed class ScriptedLines : IHubTransportFactory
{
    private const string Welcome = """{"kind":"welcome","you":"me","stream":0,"missed":[],"presence":[],"now":"2026-01-05T12:00:00+00:00"}""";

    private IHubTransportListener? _end;

    /// <summary>What the pages sent, record by record.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>How many lines were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>What opening a line throws; null for nothing.</summary>
    public Func<Exception?> Fails { get; set; } = () => null;

    /// <summary>What sending throws; null for nothing.</summary>
    public Exception? SendingFails { get; set; }

    /// <summary>What the hub says to a page that enters.</summary>
    public string Greeting { get; set; } = Receive(Welcome);

    /// <summary>One invocation of the page's method.</summary>
    public static string Receive(string message) => $$"""{"type":1,"target":"Receive","arguments":[{{message}}]}""";

    public Task<IHubTransport> Open(Uri hub, HubWay way, IHubTransportListener end, CancellationToken cancel)
    {
        Asked++;
        _end = end;
        return Fails() is { } failure ? Task.FromException<IHubTransport>(failure) : Task.FromResult<IHubTransport>(new Line(this, end));
    }

    /// <summary>The hub says one record, whatever it is.</summary>
    public void Say(string record) => _end!.Heard(record + "\u001e");

    private sealed class Line(ScriptedLines lines, IHubTransportListener end) : IHubTransport
    {
        public ValueTask Send(string text)
        {
            if (lines.SendingFails is { } failure) throw failure;
            foreach (var record in text.Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
            {
                lines.Sent.Add(record);
                if (record.Contains("protocol", StringComparison.Ordinal)) end.Heard("{}\u001e");
                if (record.Contains("\"Enter\"", StringComparison.Ordinal)) end.Heard(lines.Greeting + "\u001e");
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask Close() => ValueTask.CompletedTask;
    }
}
