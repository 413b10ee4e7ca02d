using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Visibility;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Log;

/// <summary>
/// What each audience sees of a board, and where its stream stands (V3). Kept up change by change, since projection
/// commutes (V4). Immutable.
/// </summary>
public sealed record Views
{
    private Views(Model.Board everyone, Model.Board professionals, StreamNumbers numbers)
    {
        Everyone = everyone;
        Professionals = professionals;
        Numbers = numbers;
    }

    /// <summary>What everyone at the meeting sees.</summary>
    public Model.Board Everyone { get; }

    /// <summary>What the professionals see: all but what is sealed.</summary>
    public Model.Board Professionals { get; }

    public StreamNumbers Numbers { get; }

    public static Views Of(Model.Board board, StreamNumbers numbers) =>
        new(board.SeenBy(Viewer.Everyone), board.SeenBy(Viewer.Professionals), numbers);

    public Model.Board For(Audience audience) => audience == Audience.Everyone ? Everyone : Professionals;

    /// <summary>The views after one more change.</summary>
    /// <param name="before">The whole board before it.</param>
    /// <param name="after">The whole board with it.</param>
    /// <param name="seen">What is seen of it.</param>
    internal Views With(Model.Board before, Model.Board after, SeenChange seen)
    {
        var numbers = Numbers.With(seen.Everyone is not null, seen.Professionals is not null, seen.AuthorGetsMore(before) ? seen.Stamp.By : null);
        return new(Next(Everyone, seen.Everyone), Next(Professionals, seen.Professionals), numbers);

        // Where nothing is hidden the view is the board itself, which has been made already.
        Model.Board Next(Model.Board view, Change? change) =>
            change is null ? view : ReferenceEquals(view, before) && ReferenceEquals(change, seen.Change) ? after : view.Apply(change, seen.Stamp);
    }
}

/// <summary>The last number of each stream (V3).</summary>
/// <param name="Everyone">Of what everyone has in common.</param>
/// <param name="Professionals">Of what professionals have in common.</param>
/// <param name="Own">How many changes of their own people got beyond that, by participant; those with none left out.</param>
public sealed record StreamNumbers(long Everyone, long Professionals, ImmutableDictionary<string, long> Own)
{
    /// <summary>Where nothing has ever been hidden, every stream has the log's own numbers (O1).</summary>
    public static StreamNumbers AllAt(long sequence) =>
        new(sequence, sequence, ImmutableDictionary.Create<string, long>(StringComparer.Ordinal));

    public static StreamNumbers Of(StoredStreams stored) => AllAt(0) with
    {
        Everyone = stored.Everyone,
        Professionals = stored.Professionals,
        Own = ImmutableDictionary.CreateRange(StringComparer.Ordinal, stored.Own.Select(o => KeyValuePair.Create(o.Participant, o.Count))),
    };

    public StoredStreams ToStored() =>
        new(Everyone, Professionals, [.. Own.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => new OwnCount(o.Key, o.Value))]);

    public long OwnOf(string participant) => Own.GetValueOrDefault(participant);

    public long Of(string participant, Audience audience) => Common(audience) + OwnOf(participant);

    public long Common(Audience audience) => audience == Audience.Everyone ? Everyone : Professionals;

    internal StreamNumbers With(bool everyone, bool professionals, string? own) => new(
        Everyone + (everyone ? 1 : 0),
        Professionals + (professionals ? 1 : 0),
        own is null ? Own : Own.SetItem(own, OwnOf(own) + 1));
}
