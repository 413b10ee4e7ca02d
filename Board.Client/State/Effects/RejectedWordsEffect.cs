using MappingBoard.Client.State.Selectors;
using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Effects;

/// <summary>
/// Puts kept words on the board after all (R5). Words that were written in a note go into it, beside what others wrote there
/// meanwhile. Where that cannot be they become a new note: the old one is gone, or takes them no more. Anything else is tried
/// again as it was.
/// </summary>
internal sealed class RejectedWordsEffect(IState<BoardState> state, IIdSource ids) : Effect<RejectedSentAgain>
{
    protected override Task Handle(RejectedSentAgain action, IDispatcher dispatcher)
    {
        var replica = state.Value.Replica;
        if (replica.Kept.Find(k => k.Key == action.Key) is not { } kept) return Task.CompletedTask;
        var again = Again(kept, replica.Shown);
        dispatcher.Dispatch(again is EditText { Edit.IsIdentity: true } ? new RejectedLetGo(action.Key) : new RejectedReplaced(action.Key, again));
        return Task.CompletedTask;
    }

    private Change Again(RejectedWords kept, Board board) => kept.Change switch
    {
        AddNote added => added with { Note = ids.Next(), Text = kept.Words },
        EditText edit when IntoTheNote(edit.Note, kept, board) is { } into => into,
        EditText edit => AsNote(kept.Words, board.Note(edit.Note), board),
        AddScale scale when kept.Reason == Refusal.IdTaken => scale with { Scale = ids.Next() },
        var other => other,
    };

    private EditText? IntoTheNote(string id, RejectedWords kept, Board board)
    {
        if (kept.On is not { } on || board.Note(id) is not { IsRemoved: false } note) return null;
        var into = new EditText(id, note.TextVersion, TextMerge.Into(on, kept.Words, note.Text));
        return into.Check(board, new(state.Value.Replica.Me, default)) is null or { IsOfTheMeeting: true } ? into : null;
    }

    private AddNote AsNote(string words, Note? was, Board board)
    {
        var place = was is null ? null : Place.Of(board, was.Id);
        var column = place?.Column ?? Column.Worries;

        // For those who saw the words where they stood, and nobody else.
        return new(
            ids.Next(),
            was is null ? Place.AtEndOf(board, column) : new(column, was.Id, place!.Before),
            words,
            was?.Category,
            VoiceOf(was, board),
            was?.Circle ?? state.Value.InnerCircle() ?? Circles.Everyone);
    }

    /// <summary>What was somebody else's voice stays theirs, entered by the one at this page.</summary>
    private Voice? VoiceOf(Note? was, Board board) => was switch
    {
        { Voice: { } voice } => voice with { ExactWords = false },
        { } words when board.KindOf(words) == NoteKind.Words && words.Author != state.Value.Replica.Me && board.Participant(words.Author) is { } author =>
            new Voice(author.Name, author.Who, ExactWords: false),
        _ => null,
    };
}
