using System.Collections.Immutable;
using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Reducers;

/// <summary>Opening, the connection, and what the server says.</summary>
internal static class LinkReducers
{
    public static void AddTo(ReducerTable table) => table
        .On<BoardOpened>(Reduce)
        .On<LinkChanged>(Reduce)
        .On<MessageReceived>(Reduce)
        .On<BatchSent>(Reduce)
        .On<BatchOverdue>(Reduce);

    public static BoardState Reduce(BoardState state, BoardOpened action) => BoardState.Initial with
    {
        Replica = action.Prerendered is { } board
            ? Replica.New(action.Replica, board.Snapshot, board.Stream, board.Me, board.Projection)
            : Replica.New(action.Replica, action.Board),
        Tab = state.Tab,
    };

    public static BoardState Reduce(BoardState state, LinkChanged action)
    {
        var next = state with
        {
            Link = action.Link,
            HasEntered = state.HasEntered && action.Link == LinkState.Live,
            TimesBehind = action.Link switch
            {
                LinkState.OutOfStep => state.TimesBehind + 1,
                LinkState.Live => 0,
                _ => state.TimesBehind,
            },
            AwaySince = action.Link switch
            {
                LinkState.Away or LinkState.OutOfStep => state.AwaySince ?? action.At,
                LinkState.Connecting => state.AwaySince,
                _ => null,
            },
        };
        return (state.AwaySince, next.AwaySince) switch
        {
            (null, not null) => next.Saying(next.Link == LinkState.OutOfStep ? Sentences.IsCatchingUp : Sentences.WentAway),
            (not null, null) when next.Link == LinkState.Live => next.Saying(Sentences.CameBack),
            _ => next,
        };
    }

    public static BoardState Reduce(BoardState state, MessageReceived action) => MeetingReducers.Told(state, Received(state, action.Message));

    private static BoardState Received(BoardState state, ServerMessage message) => message switch
    {
        Welcome welcome => Parted(state, Welcomed(state, welcome)),
        Committed committed => Parted(state, Saw(Settled(state, state.Replica.Receive(committed)), committed.Batches)),
        Answered answered => Settled(state, state.Replica.Receive(answered)),
        Asking asking => AdmissionReducers.Asks(state, asking.Requests),
        PresenceChanged presence => state with { Presence = With(state.Presence, presence.People) },
        Unreadable unreadable => (state with { Refused = unreadable.Reason, IsOverdue = true }).Saying(unreadable.Reason.Message),
        Closed closed => (state with { Closed = closed, Link = LinkState.Ended, HasEntered = false }).Saying(closed.Reason.Message),
        _ => state,
    };

    public static BoardState Reduce(BoardState state, BatchSent action) => state with { Replica = state.Replica.Send().Next };

    public static BoardState Reduce(BoardState state, BatchOverdue action) =>
        state.Replica.Unanswered?.N == action.N ? state with { IsOverdue = true } : state;

    private static BoardState Welcomed(BoardState state, Welcome welcome)
    {
        var before = state.Replica;
        var next = Settled(state, before.Receive(welcome)) with
        {
            HasEntered = true,
            Presence = With(BoardState.Initial.Presence, welcome.Presence),
            // Whoever still waits is said anew, if anybody does.
            Admission = state.Admission with { Asking = [] },
        };
        if (welcome.Snapshot is null) return Saw(next, welcome.Missed);

        // A snapshot says what there is, not what is new: new is what this page has not shown.
        if (!before.Confirmed.IsStarted) return next;
        var arrived = next.Replica.Confirmed.Notes.Values
            .Where(n => n.Author != welcome.You && !n.IsRemoved && !before.Confirmed.Notes.ContainsKey(n.Id))
            .Select(n => n.Id);
        return next with { Unseen = next.Unseen.Union(arrived) };
    }

    private static BoardState Settled(BoardState state, Replica replica)
    {
        var next = state with { Replica = replica, IsOverdue = state.IsOverdue && replica.Unanswered is not null };
        return replica.Kept.Count > state.Replica.Kept.Count ? next.Saying(Sentences.WordsKept) : next;
    }

    /// <summary>
    /// Where the note that this person has open is not on their map any more, their own words in it stay with them. Of one
    /// that they see no more it is not said why, or by whom (V2).
    /// </summary>
    private static BoardState Parted(BoardState before, BoardState next)
    {
        if (before.EditingNote is not { } note || !before.IsOnTheMap(note) || next.IsOnTheMap(note)) return next;
        next = next with { EditingNote = null };
        if (next.Replica.Kept.Count > before.Replica.Kept.Count) return next;
        var isTakenOff = next.Board.Note(note) is not null;
        var said = isTakenOff ? PageRefusal.OpenNoteTakenOff : PageRefusal.OpenNoteGone;
        var kept = next.Replica.KeepFrom(before.Replica, note, isTakenOff ? Refusal.NoteRemoved : Refusal.NoteGone);
        return ReferenceEquals(kept, next.Replica)
            ? (next with { Refused = said }).Saying(said.Message)
            : (next with { Replica = kept }).Saying(isTakenOff ? Refusal.NoteRemoved.Message : Sentences.WordsKept);
    }

    /// <summary>Others' new notes are unseen; notes that are gone are not counted any more. Numbers that are shown are announced.</summary>
    private static BoardState Saw(BoardState state, ImmutableArray<StreamBatch> batches)
    {
        var unseen = state.Unseen;
        foreach (var change in batches.Where(b => b.By != state.Replica.Me).SelectMany(b => b.Changes))
        {
            unseen = change switch
            {
                AddNote added => unseen.Add(added.Note),
                NoteShown shown => unseen.Union(shown.Notes.Select(n => n.Note.Id)),
                NoteHidden hidden => unseen.Except(hidden.Notes),
                RemoveNote removed => unseen.Remove(removed.Note),
                _ => unseen,
            };
        }

        var next = ReferenceEquals(unseen, state.Unseen) ? state : state with { Unseen = unseen };
        foreach (var revealed in batches.SelectMany(b => b.Changes).OfType<RevealScale>()) next = next.Saying(Sentences.Revealed(next.Board.Scale(revealed.Scale)));
        return next;
    }

    private static ImmutableDictionary<string, PersonPresence> With(
        ImmutableDictionary<string, PersonPresence> presence,
        ImmutableArray<PersonPresence> people) =>
        presence.SetItems(people.Select(p => KeyValuePair.Create(p.Participant, p)));
}
