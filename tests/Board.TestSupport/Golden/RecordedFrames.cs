using System.Text.Json;

namespace MappingBoard.TestSupport.Golden;

/// <summary>The frames between pages and a server of an earlier version, as they were recorded (see the README beside the files).</summary>
/// <param name="Board">The board's id in them.</param>
/// <param name="Frames">In order.</param>
public sealed record RecordedFrames(string Board, IReadOnlyList<RecordedFrame> Frames)
{
    public static RecordedFrames Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".frames.jsonl"));
        using var head = JsonDocument.Parse(lines[0]);
        return new(head.RootElement.GetProperty("board").GetString()!, [.. lines[1..].Select(Frame)]);
    }

    /// <summary>Those of one page.</summary>
    public IEnumerable<RecordedFrame> Of(string page) => Frames.Where(f => f.Page == page);

    private static RecordedFrame Frame(string line)
    {
        using var json = JsonDocument.Parse(line);
        var isSaid = json.RootElement.TryGetProperty("says", out var frame);
        if (!isSaid) frame = json.RootElement.GetProperty("hears");
        return new(json.RootElement.GetProperty("page").GetString()!, isSaid, frame.GetRawText());
    }
}

/// <param name="Page">Whose page.</param>
/// <param name="IsSaid">Whether the page sent it; otherwise it got it.</param>
/// <param name="Json">One record of SignalR's JSON protocol, without its end.</param>
public sealed record RecordedFrame(string Page, bool IsSaid, string Json);
