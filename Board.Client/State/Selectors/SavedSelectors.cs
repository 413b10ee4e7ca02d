using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Selectors;

/// <summary>The sentence that says, truthfully, whether it is saved.</summary>
public static class SavedSelectors
{
    public static string SavedSentence(this BoardState state) => (state.Link, state.Saved) switch
    {
        (LinkState.Ended, SavedState.Saved) => "Closed",
        (LinkState.Ended, _) => "Closed before your last words were saved",
        (LinkState.Connecting, SavedState.Saved) => "Connecting …",
        (LinkState.Away, SavedState.Saved) => "No connection: what you write is kept here until it is back",
        (LinkState.Away or LinkState.Connecting, _) => "Not saved yet: no connection. Your words are kept here",
        (_, SavedState.Saved) => "Saved",
        (_, SavedState.Saving) => "Saving …",
        _ => "Not saved yet. Your words are kept here",
    };
}
