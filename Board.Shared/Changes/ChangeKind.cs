using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// What is known of one kind of change besides the change itself. It stands in the file of the kind, as its
/// <c>Kind</c>; everything that has to know all kinds asks <see cref="ChangeKinds"/>. Immutable.
/// </summary>
public abstract class ChangeKind
{
    private protected ChangeKind(Type type, string name, ReadOnlySpan<string> rules)
    {
        Type = type;
        Name = name;
        Rules = [.. rules];
    }

    /// <summary>The record of these changes.</summary>
    public Type Type { get; }

    /// <summary>Its <c>kind</c> on the wire and in the log. Never changes, and is never given to another kind.</summary>
    public string Name { get; }

    /// <summary>The lines of "Who may do what" in docs/SPEC.md that it obeys; none where only the server makes it.</summary>
    public ImmutableArray<string> Rules { get; }

    /// <summary>How its record is read and written, where that is not in this assembly's own metadata.</summary>
    public IJsonTypeInfoResolver? Json { get; init; }

    /// <summary>What a page says to whoever took something back, or did it again, by a change of this kind.</summary>
    public Message Undone { get; init; } = Messages.Undo.ChangedBack;

    /// <summary>See <see cref="ChangeKind{TChange}.Says"/>; on the board with the change in it.</summary>
    public abstract Message? Done(Change change, Board board);

    /// <summary>See <see cref="ChangeKind{TChange}.OnNote"/>.</summary>
    public abstract Change? On(Note note);

    /// <summary>See <see cref="ChangeKind{TChange}.OnScale"/>.</summary>
    public abstract Change? On(Scale scale);
}

/// <summary>The kind whose record is <typeparamref name="TChange"/>.</summary>
/// <param name="name">See <see cref="ChangeKind.Name"/>.</param>
/// <param name="rules">See <see cref="ChangeKind.Rules"/>.</param>
public sealed class ChangeKind<TChange>(string name, params ReadOnlySpan<string> rules) : ChangeKind(typeof(TChange), name, rules)
    where TChange : Change
{
    /// <summary>
    /// The change by which a page asks whether its reader may do this to a note at all, whatever they would say or choose;
    /// null where it is not about a note that is there.
    /// </summary>
    public Func<Note, TChange>? OnNote { get; init; }

    /// <summary>The same about a scale.</summary>
    public Func<Scale, TChange>? OnScale { get; init; }

    /// <summary>What a page says to whoever made the change, where its effect cannot be heard otherwise; null for nothing.</summary>
    public Func<TChange, Board, Message?>? Says { get; init; }

    public override Message? Done(Change change, Board board) => Says?.Invoke((TChange)change, board);

    public override Change? On(Note note) => OnNote?.Invoke(note);

    public override Change? On(Scale scale) => OnScale?.Invoke(scale);
}
