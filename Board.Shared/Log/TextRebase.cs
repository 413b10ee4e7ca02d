using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Log;

/// <summary>
/// Carries the text edits of one batch onto the newest text (R2): what was committed since is Left, the batch is Right.
/// Lives as long as one batch, used by one thread.
/// </summary>
internal sealed class TextRebase
{
    /// <summary>Transforms in one batch (B5): some thousand edits by others, over a few of one's own.</summary>
    private const int MostTransforms = 20_000;

    private readonly Dictionary<(string Note, string? Showing), Bridge> _bridges = [];
    private int _transforms;

    /// <summary>The edit in the form in which it can be committed, or why it cannot.</summary>
    public (Change Change, Refusal? Refusal) Carry(EditText edit, Ledger ledger, string by)
    {
        if (ledger.JudgedFor(by).Note(edit.Note) is not { } note) return (edit, Refusal.UnknownNote);
        // Before version or length is looked at: neither says anything of words that the author was not shown (C16).
        if (edit.Showing != note.Showing) return (edit, Refusal.ShownAnew);
        if (_bridges.TryGetValue((edit.Note, edit.Showing), out var bridge))
        {
            if (bridge.Broken is not null) return (edit, bridge.Broken);
            if (bridge.Base != edit.Base) return (edit, Refusal.EditDoesNotFit);
        }
        else
        {
            if (edit.Base > note.TextVersion) return (edit, Refusal.FutureVersion);
            if (edit.Base < 0) return (edit, Refusal.EditDoesNotFit);
            // Whoever judges has looked into the whole log before; what is still not there is older than is kept (B5).
            if (!ledger.HistoryOf(edit.Note).Covers(edit.Base)) return (edit, Refusal.TooFarBehind);
            var since = ledger.HistoryOf(edit.Note).Since(edit.Base);
            bridge = new(edit.Base, since.IsEmpty ? note.Text.Length : since[0].BaseLength, since, null);
        }

        if (edit.Edit.BaseLength != bridge.Length) return (edit, Refusal.EditDoesNotFit);
        _transforms += bridge.Since.Count;
        if (_transforms > MostTransforms) return (edit, Refusal.TooFarBehind);
        var carried = edit.Edit;
        var after = bridge.Since.ToBuilder();
        for (var i = 0; i < after.Count; i++) (after[i], carried) = TextEdit.Transform(after[i], carried);
        _bridges[(edit.Note, edit.Showing)] = bridge with { Length = edit.Edit.ResultLength, Since = after.ToImmutable() };
        return (new EditText(edit.Note, note.TextVersion, carried, note.Showing), null);
    }

    /// <summary>An edit was refused: those after it in the batch stand on it, so they fall with it.</summary>
    public void Abandon(EditText edit, Refusal refusal) => _bridges[(edit.Note, edit.Showing)] = new(0, 0, [], refusal);

    /// <param name="Base">The version that the batch's edits of this note name.</param>
    /// <param name="Length">The length of the text on which the batch's next edit must have been made.</param>
    /// <param name="Since">What was committed since, edit by edit, each carried over the batch's own edits so far.</param>
    /// <param name="Broken">Why an earlier edit of the batch was refused.</param>
    private sealed record Bridge(int Base, int Length, ImmutableList<TextEdit> Since, Refusal? Broken);
}
