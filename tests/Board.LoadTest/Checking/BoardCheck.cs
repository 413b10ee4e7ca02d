using MappingBoard.LoadTest.Driving;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.LoadTest.Checking;

/// <summary>What the pages of one board show at the end; equal boards have equal canonical JSON.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Stream">Where a page stands that has just come.</param>
/// <param name="Fresh">What it got.</param>
/// <param name="Pages">Everybody who was there.</param>
/// <param name="Intruders">Those who tried what they may not.</param>
internal sealed record BoardCheck(string Board, long Stream, byte[] Fresh, IReadOnlyList<Page> Pages, IReadOnlyList<string> Intruders)
{
    /// <summary>Opens one more page of the board, which is at rest.</summary>
    public static async Task<BoardCheck> Of(Meeting meeting)
    {
        await using var fresh = await meeting.OpenFreshPage();
        var replica = fresh.Replica;
        return new(meeting.Board, replica.Stream, Bytes(replica.Confirmed), meeting.Pages, [.. meeting.Intruders.Select(i => i.Participant)]);
    }

    /// <summary>Everybody has what the fresh page has, and shows it.</summary>
    public void Judge(Verdict verdict)
    {
        for (var i = 0; i < Pages.Count; i++)
        {
            var replica = Pages[i].Replica;
            if (replica.Stream != Stream) verdict.Differ($"Page {i + 1} stands at {replica.Stream}, a fresh one at {Stream}.");
            else if (!Bytes(replica.Confirmed).AsSpan().SequenceEqual(Fresh)) verdict.Differ($"Page {i + 1} has confirmed something else than a fresh one.");
            else if (!Bytes(replica.Shown).AsSpan().SequenceEqual(Fresh)) verdict.Differ($"Page {i + 1} shows something else than a fresh one.");
        }
    }

    public static byte[] Bytes(Board board) => CanonicalJson.Bytes(BoardSnapshot.Of(board), BoardJson.Default.BoardSnapshot);
}
