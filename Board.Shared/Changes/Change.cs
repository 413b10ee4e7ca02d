using System.Text.Json.Serialization;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// Something that happens to a board. Each kind is one file: its record, what is known of the kind
/// (<see cref="ChangeKind"/>), its rule (<see cref="Check"/>), its effect (<see cref="ApplyTo"/>), how it is undone
/// (<see cref="Invert"/>) and what a viewer sees of it (<see cref="Project"/>). Immutable; all members are pure and safe
/// on any thread.
/// </summary>
public abstract partial record Change
{
    /// <summary>Whether only the server itself makes this change, on the ground of what a page established (joining, starting).</summary>
    [JsonIgnore]
    public virtual bool ByServerOnly => false;

    /// <summary>Whether nobody but its author is to learn who made it (C32): its stamp reaches others without a name.</summary>
    [JsonIgnore]
    public virtual bool IsAnonymous => false;

    /// <summary>The note or scale that it is about, or null.</summary>
    [JsonIgnore]
    public virtual string? Subject => null;

    /// <summary>The id of what it adds to the board, made by the author's replica; null when it adds nothing.</summary>
    [JsonIgnore]
    public virtual string? Adds => null;

    /// <summary>The words of the author's that it carries, to be kept when it is refused (R5); empty when it carries none.</summary>
    [JsonIgnore]
    public virtual string AuthorsWords => "";

    /// <summary>
    /// The rule: may this person make this change on this board, now? Null when they may. Asked by the server before it
    /// accepts and by a replica before it shows; never when a log is replayed, so that a record does not change when a
    /// rule does.
    /// </summary>
    public abstract Refusal? Check(Board board, Stamp stamp);

    /// <summary>The board with this change in it. Total: the board itself where the change does not fit.</summary>
    public abstract Board ApplyTo(Board board, Stamp stamp);

    /// <summary>
    /// What takes this change back, as it was made on <paramref name="before"/> by its author; null when it cannot be
    /// undone or did nothing there.
    /// </summary>
    public virtual Change? Invert(Board before, Stamp stamp) => null;

    /// <summary>
    /// Whether what this change wrote still stands on a later board, so that undoing it takes back nobody else's work.
    /// </summary>
    public virtual bool StillStands(Board now, Stamp stamp) => true;

    /// <summary>
    /// Whether <paramref name="inverse"/>, made when this change was, takes back on a later board just what this change
    /// wrote, and nobody else's work.
    /// </summary>
    public virtual bool IsTakenBackBy(Change inverse, Board now, Stamp stamp) => StillStands(now, stamp);

    /// <summary>
    /// What a viewer gets instead of this change (V2): the change itself, another one, or null for nothing at all. It
    /// commutes with <see cref="ApplyTo"/> (V4), and depends on nothing that the viewer may not see (V5). The author of
    /// an accepted change always gets something.
    /// </summary>
    /// <param name="before">The whole board before this change.</param>
    /// <param name="stamp">Whose change it is.</param>
    /// <param name="viewer">Who looks.</param>
    public virtual Change? Project(Board before, Stamp stamp, Viewer viewer) => this;

    /// <summary>
    /// The change as its author could have made it on what they see: ids of what is not there for them never were (C12). Asked
    /// before <see cref="Check"/>, so that nothing hidden is looked up, and so is it logged.
    /// </summary>
    /// <param name="view">The board as the author sees it.</param>
    public virtual Change CarriedOnto(Board view) => this;

    /// <summary>The change itself for those who see the note that it is about.</summary>
    protected Change? ForThoseWhoSeeTheNote(Board before, Viewer viewer) =>
        before.Note(Subject) is { } note && !viewer.Sees(note.Circle) ? null : this;

    /// <summary>The change itself for those who see the scale that it is about.</summary>
    protected Change? ForThoseWhoSeeTheScale(Board before, Viewer viewer) =>
        before.Scale(Subject) is { } scale && !viewer.Sees(scale.Circle) ? null : this;

    /// <summary>Whether its author sees more of it than others in the same circles do.</summary>
    public virtual bool IsPersonal(Board before, Stamp stamp) => false;
}
