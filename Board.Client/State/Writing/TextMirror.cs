using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State.Writing;

/// <summary>What happens to the text in a browser's text field, for the module there (live-text.js).</summary>
/// <param name="M">1, 2, 3 …</param>
/// <param name="Took">How many of the field's own edits had been taken in before.</param>
/// <param name="Edit">Made on the field's text with those edits and everything shown before.</param>
internal sealed record TextShown(long M, long Took, TextEdit Edit);

/// <summary>
/// .NET's end of a text field that is edited at both ends at once: by a person in the browser, who is ahead by a round
/// trip, and by what comes from the board. Two-party operational transformation: each end keeps what the other may not
/// have had yet, and carries what arrives over it. What the board shows is Left, what the person types is Right (R2).
/// The messages may be late, doubled, or lost and sent again; each counts once. Not thread-safe.
/// </summary>
internal sealed class TextMirror(string text)
{
    /// <summary>What was shown and the field's next edit may have been made without.</summary>
    private readonly List<Sent> _sent = [];

    private long _received;

    /// <summary>The field's text, once all that was sent to it has reached it.</summary>
    public string Text { get; private set; } = text;

    /// <summary>How many of the field's edits were taken in.</summary>
    public long Took { get; private set; }

    /// <summary>How many times something was shown.</summary>
    public long Shown { get; private set; }

    /// <summary>An edit that somebody made in the field.</summary>
    /// <param name="n">Its number, from 1.</param>
    /// <param name="seen">The last <see cref="TextShown.M"/> that it was made with.</param>
    /// <param name="edit">The edit.</param>
    /// <returns>The edit as made on <see cref="Text"/> of before; null when it had come before.</returns>
    /// <exception cref="ArgumentException">It was not made on this text.</exception>
    public TextEdit? Take(long n, long seen, TextEdit edit)
    {
        if (n <= Took) return null;
        if (n != Took + 1) throw new ArgumentException("An edit before this one is missing.", nameof(n));
        _sent.RemoveAll(s => s.Message.M <= seen);
        foreach (var sent in _sent)
        {
            (var over, edit) = TextEdit.Transform(sent.Message.Edit, edit);
            sent.Message = sent.Message with { Took = n, Edit = over };
        }

        Text = edit.Apply(Text);
        Took = n;
        Prune();
        return edit;
    }

    /// <summary>What to send next, if anything: first again what has not been received, then what makes the field show <paramref name="board"/>.</summary>
    public TextShown? Next(string board)
    {
        if (_sent.Find(s => s.Message.M > _received) is { } again) return again.Message;
        if (board == Text) return null;
        var message = new TextShown(++Shown, Took, TextDiff.Between(Text, board));
        _sent.Add(new() { Message = message });
        Text = board;
        return message;
    }

    /// <summary>The field has a message.</summary>
    /// <param name="m">Which one.</param>
    /// <param name="n">The last edit that the field had made without it.</param>
    public void Received(long m, long n)
    {
        _received = Math.Max(_received, m);
        if (_sent.Find(s => s.Message.M == m) is { } sent) sent.Until = n;
        Prune();
    }

    /// <summary>Once every edit that was made without a message has been taken in, the message is needed no more.</summary>
    private void Prune()
    {
        while (_sent.Count > 0 && _sent[0].Until <= Took) _sent.RemoveAt(0);
    }

    private sealed class Sent
    {
        public required TextShown Message { get; set; }

        public long? Until { get; set; }
    }
}
