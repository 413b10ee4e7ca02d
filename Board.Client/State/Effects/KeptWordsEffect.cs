using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State.Effects;

/// <summary>
/// Puts kept words on the board after all (R5). Words that only the meeting kept back go into their note, beside what
/// others wrote there meanwhile. Other words of a note become a new note: the old one is gone, or others have gone on
/// writing in it. Anything else is tried again as it was.
/// </summary>
internal sealed class KeptWordsEffect(IState<BoardState> state, IIdSource ids) : Effect<KeptSentAgain>
{
    protected override Task Handle(KeptSentAgain action, IDispatcher dispatcher)
    {
        var replica = state.Value.Replica;
        if (replica.Kept.Find(k => k.Key == action.Key) is not { } kept) return Task.CompletedTask;
        var again = Again(kept, replica.Shown);
        dispatcher.Dispatch(again is EditText { Edit.IsIdentity: true } ? new KeptLetGo(action.Key) : new KeptReplaced(action.Key, again));
        return Task.CompletedTask;
    }

    private Change Again(KeptWords kept, Board board) => kept.Change switch
    {
        AddNote added => added with { Note = ids.Next(), Text = kept.Words },
        EditText edit when kept is { IsOfTheMeeting: true, On: { } on } && board.Note(edit.Note) is { IsRemoved: false } note =>
            new EditText(note.Id, note.TextVersion, TextEdit.Transform(TextDiff.Between(on, note.Text), TextDiff.Between(on, kept.Words)).Right),
        EditText edit => AsNote(kept.Words, board.Note(edit.Note), board),
        AddScale scale => scale with { Scale = ids.Next() },
        var other => other,
    };

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
            was?.Voice is { } voice ? voice with { ExactWords = false } : null,
            was?.Audience ?? board.AudienceOf(state.Value.Replica.Me));
    }
}
