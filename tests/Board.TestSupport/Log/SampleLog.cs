using System.Buffers.Binary;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

namespace MappingBoard.TestSupport.Log;

/// <summary>Small logs that are the same at every call, for tests that are not about what stands in them.</summary>
public static class SampleLog
{
    private static readonly DateTimeOffset Began = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The id with this number.</summary>
    public static string Id(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], number);
        return Ids.From(bytes);
    }

    /// <summary>The first commits of a board, with a right chain.</summary>
    public static IReadOnlyList<Commit> Of(string board, int count)
    {
        var log = new List<Commit>();
        while (log.Count < count) log.Add(After(board, log.LastOrDefault()));
        return log;
    }

    /// <summary>The commit after <paramref name="last"/>, or the first: somebody adds one note.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="last">The commit before it, or null.</param>
    /// <param name="words">The words of the note: makes commits of one number tell apart.</param>
    public static Commit After(string board, Commit? last, string words = "Gran has Sky on school days.")
    {
        var number = (last?.Number ?? 0) + 1;
        var note = new AddNote(Id(number), new(Column.WorkingWell), words);
        return LogGens.Next(board, last, Began.AddSeconds(number), new CommittedBatch(Id(1), Id(2), number, [note], []));
    }
}
