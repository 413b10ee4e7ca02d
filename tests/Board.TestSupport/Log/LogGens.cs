using System.Collections.Immutable;
using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.TestSupport.Log;

/// <summary>
/// Generators of commits and of whole logs, for whoever carries, keeps or verifies them. The chain is right; whether the
/// changes make sense on a board is not asked.
/// </summary>
public static class LogGens
{
    /// <summary>An id of the right form, from random bytes.</summary>
    public static readonly Gen<string> Id = Gen.Byte.Array[16].Select(bytes => Ids.From(bytes));

    /// <summary>Words with all that is hard to carry: pairs, what JSON escapes, line ends, signs of many scripts.</summary>
    public static readonly Gen<string> Words = Gen.OneOf(
        "safe", " ", "\"", "\\", "\n", "\t", "\0", "\u001f", "\u007f", "<b>&'", "é", "e\u0301", "ש", "\u2028", "\uFFFD", "\uFFFF", "😀", "𠀋", "👩‍👩‍👧")
        .List[0, 8].Select(string.Concat);

    /// <summary>A moment in UTC, to the tick.</summary>
    public static readonly Gen<DateTimeOffset> At = Gen.Long[0, TimeSpan.TicksPerDay * 4000]
        .Select(ticks => new DateTimeOffset(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(ticks)));

    public static readonly Gen<Change> Change = Gen.OneOf<Change>(
        Gen.Select(Id, Gen.Enum<Column>(), Id.Null(), Words, Words.Null(), (note, column, after, text, category) =>
            (Change)new AddNote(note, new(column, after), text, category, new("Robin", text, ExactWords: true))),
        Gen.Select(Id, Gen.Int[0, 500], Words, (note, version, text) =>
            (Change)new EditText(note, version, TextEdit.Replace(40, 7, 3, text))),
        Gen.Select(Id, Gen.Int[0, 10], Words, Words, (scale, value, reason, higher) =>
            (Change)new PlaceJudgement(scale, value, reason, higher)),
        Gen.Select(Id, Words, Gen.Int[0, 5000].Nullable(), (note, who, days) =>
            (Change)new AgreeStep(note, who, days is { } d ? new DateOnly(2026, 1, 1).AddDays(d) : null)),
        Gen.Select(Words, Gen.Enum<Role>(), (name, role) => (Change)new JoinBoard(name, name, role)));

    public static readonly Gen<CommittedBatch> Batch = Gen.Select(
        Id, Id, Gen.Long[1, long.MaxValue], Change.Array[0, 4], Gen.Select(Gen.Int[0, 99], Words).Array[0, 2],
        (by, replica, n, changes, refused) => new CommittedBatch(
            by,
            replica,
            n,
            [.. changes],
            [.. refused.Select(r => new RefusedChange(r.Item1, "blank", MessageArguments.Of(("words", r.Item2))))]));

    /// <summary>A log of 1 to 8 commits of one board with a right chain.</summary>
    public static readonly Gen<Commit[]> Log = LogOf(1, 8);

    /// <summary>A log of so many commits of one board with a right chain.</summary>
    public static Gen<Commit[]> LogOf(int least, int most) =>
        Gen.Select(Id, Gen.Select(At, Batch.Array[1, 3]).Array[least, most], (board, parts) => Chained(board, parts));

    /// <summary>The commit that goes on from <paramref name="last"/>; the first of the board when that is null.</summary>
    public static Commit Next(string board, Commit? last, DateTimeOffset at, params ImmutableArray<CommittedBatch> batches) => new(
        Commit.Version,
        board,
        (last?.Number ?? 0) + 1,
        (last?.Last ?? 0) + 1,
        at,
        last is null ? Commit.NoPrevious : CommitHash.Of(last),
        batches);

    private static Commit[] Chained(string board, (DateTimeOffset At, CommittedBatch[] Batches)[] parts)
    {
        var log = new List<Commit>();
        foreach (var (at, batches) in parts) log.Add(Next(board, log.LastOrDefault(), at, [.. batches]));
        return [.. log];
    }
}
