using MappingBoard.Shared.Changes;

namespace MappingBoard.Client.State;

/// <summary>Reasons that this page gives itself; no server sends them.</summary>
internal static class PageRefusal
{
    /// <summary>The note that was open went out of sight, and nothing of the reader's own was in it.</summary>
    public static Refusal OpenNoteGone { get; } = new("open-note-gone");

    /// <summary>Somebody took off the note that was open, and nothing of the reader's own was in it.</summary>
    public static Refusal OpenNoteTakenOff { get; } = new("open-note-taken-off");

    /// <summary>Words that the browser kept from before this page was opened anew.</summary>
    public static Refusal OpenedAnew { get; } = new("opened-anew");

    /// <summary>The doors were asked while there was no connection.</summary>
    public static Refusal NoConnection { get; } = new("no-connection");
}
