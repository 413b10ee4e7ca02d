using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Records;

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
    /// <param name="change">What happened.</param>
    /// <param name="stamp">Whose change it is.</param>
    internal Views With(Model.Board before, Model.Board after, Change change, Stamp stamp)
    {
        var everyone = change.Project(before, stamp, Viewer.Everyone);
        var professionals = change.Project(before, stamp, Viewer.Professionals);
        return new(
            Next(Everyone, everyone),
            Next(Professionals, professionals),
            Numbers.With(everyone is not null, professionals is not null, OwnMore(before, change, stamp, everyone, professionals)));

        // Where nothing is hidden the view is the board itself, which has been made already.
        Model.Board Next(Model.Board view, Change? seen) =>
            seen is null ? view : ReferenceEquals(view, before) && ReferenceEquals(seen, change) ? after : view.Apply(seen, stamp);
    }

    /// <summary>The author, when they get a change of their own that others with their audience do not get.</summary>
    private static string? OwnMore(Model.Board before, Change change, Stamp stamp, Change? everyone, Change? professionals)
    {
        if (!change.IsPersonal(before)) return null;
        var audience = before.AudienceOf(stamp.By);
        var common = audience == Audience.Everyone ? everyone : professionals;
        return common is null && change.Project(before, stamp, new(stamp.By, audience)) is not null ? stamp.By : null;
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
