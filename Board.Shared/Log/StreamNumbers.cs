using System.Collections.Immutable;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Log;

/// <summary>The last number of each stream (C6): functions of the log. Immutable.</summary>
/// <param name="Sets">Of what those have in common who are in the same circles: of every set that anybody ever had.</param>
/// <param name="Own">How many changes of their own people got beyond that, by participant; those with none left out.</param>
public sealed record StreamNumbers(ImmutableDictionary<CircleSet, long> Sets, ImmutableDictionary<string, long> Own)
{
    /// <summary>The number of a set before its first change, where it came with somebody who joined: 1 is the board as it stood then (C8).</summary>
    private const long Born = 1;

    /// <summary>Before the first change there is what the whole meeting has in common.</summary>
    public static StreamNumbers None { get; } = new(
        ImmutableDictionary<CircleSet, long>.Empty.Add(Circles.Common, 0),
        ImmutableDictionary.Create<string, long>(StringComparer.Ordinal));

    /// <exception cref="FormatException">A set stands there twice.</exception>
    public static StreamNumbers Of(StoredStreams stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        try
        {
            return new(
                stored.Sets.ToImmutableDictionary(s => s.Circles, s => s.Number),
                ImmutableDictionary.CreateRange(StringComparer.Ordinal, stored.Own.Select(o => KeyValuePair.Create(o.Participant, o.Count))));
        }
        catch (ArgumentException twice)
        {
            throw new FormatException("A stream stands there twice.", twice);
        }
    }

    public StoredStreams ToStored() => new(
        [.. Sets.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal).Select(s => new SetCount(s.Key, s.Value))],
        [.. Own.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => new OwnCount(o.Key, o.Value))]);

    public long OwnOf(string participant) => Own.GetValueOrDefault(participant);

    /// <summary>The number of what those have in common who are in these circles.</summary>
    public long Common(CircleSet set) => Sets.GetValueOrDefault(set, Born);

    /// <summary>The number of the last change that somebody in these circles got.</summary>
    public long Of(string participant, CircleSet set) => Common(set) + OwnOf(participant);

    internal StreamNumbers With(SeenChange seen, Model.Board before)
    {
        var sets = Sets.SetItems(seen.Sets.Where(s => s.Seen is not null).Select(s => KeyValuePair.Create(s.Set, Common(s.Set) + 1)));
        var by = seen.Stamp.By;
        return new(sets, seen.AuthorGetsMore(before) ? Own.SetItem(by, OwnOf(by) + 1) : Own);
    }
}
