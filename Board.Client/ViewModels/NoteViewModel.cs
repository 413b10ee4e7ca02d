using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.ViewModels;

/// <summary>
/// Everything that one note's component shows, compared by value: equal sights need no second rendering.
/// </summary>
/// <param name="Note">The note itself.</param>
/// <param name="Column">Where it stands.</param>
/// <param name="Kind">What the board does with it.</param>
/// <param name="Voice">Whose words they are.</param>
/// <param name="EnteredBy">Who entered them, when that is somebody else.</param>
public sealed record NoteViewModel(Note Note, Column Column, NoteKind Kind, Speaker Voice, Speaker? EnteredBy)
{
    /// <summary>The number of this danger statement, or of the one that this goal answers.</summary>
    public int? Number { get; init; }

    /// <summary>The danger statement that this goal answers.</summary>
    public string? Danger { get; init; }

    /// <summary>The safety goal that answers this danger statement, while it is on the board.</summary>
    public string? Goal { get; init; }

    /// <summary>The scale of this danger statement, or of the one that this goal answers.</summary>
    public string? Scale { get; init; }

    /// <summary>Came while the page was open, and has not been looked at.</summary>
    public bool IsNew { get; init; }

    /// <summary>Something of the reader's own about it is not durable yet.</summary>
    public bool IsUnsaved { get; init; }

    /// <summary>It is unsaved, and there is no connection for it to be saved on.</summary>
    public bool IsAway { get; init; }

    /// <summary>The names of others who write in it; empty when nobody does.</summary>
    public string Writers { get; init; } = "";

    /// <summary>Open for the reader to write in.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Its Move panel is open.</summary>
    public bool IsMoving { get; init; }

    /// <summary>What the reader may do with it now; nothing while the page is only rendered.</summary>
    public NoteMay May { get; init; }

    /// <summary>Who changed somebody's own words; null where they are that person's alone.</summary>
    public Speaker? ChangedBy { get; init; }

    /// <summary>Whether not the whole meeting sees it.</summary>
    public bool IsForFewer => !Circles.IsShared(Note.Circle);

    /// <summary>Why the meeting lets the reader not change it now; null when it does.</summary>
    public Refusal? NotNow { get; init; }

    /// <summary>A statement that the meeting numbers and answers, rather than one person's words.</summary>
    public bool IsFormal => Kind is NoteKind.DangerStatement || Number is not null;

    /// <summary>The words as one short line, for a label or an announcement.</summary>
    public string Brief => Quote.Brief(Note.Text);
}

/// <summary>What the reader may do with one note.</summary>
/// <param name="Reword">Change its words.</param>
/// <param name="Move">Put it elsewhere.</param>
/// <param name="Agree">Say who does this next step, by when, and that it is done.</param>
/// <param name="More">There is something else to do with it, or to read about it.</param>
public readonly record struct NoteMay(bool Reword, bool Move, bool Agree, bool More);
