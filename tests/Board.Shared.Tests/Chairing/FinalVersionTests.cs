using System.Text;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Golden;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Shared.Tests.Chairing;

/// <summary>L3: what was locked has one form.</summary>
public sealed class FinalVersionTests
{
    [Fact]
    public void L3_the_final_version_of_a_viewer_is_the_same_bytes_however_the_board_was_come_by()
    {
        var ledger = GoldenBoard.Read("conference").Replay();
        Assert.NotNull(ledger.Board.Locked);
        foreach (var person in ledger.Board.Participants)
        {
            var replayed = Bytes(ledger.SeenBy(person.Id));
            var fromSnapshot = Bytes(Ledger.From(ledger.ToSnapshot()).SeenBy(person.Id));
            var projected = Bytes(BoardSnapshot.Of(ledger.SeenBy(person.Id)).ToBoard());
            Assert.Equal(replayed, fromSnapshot);
            Assert.Equal(replayed, projected);
        }

        // Two who see different things have different bytes, and two of one audience the same where nothing is their own alone.
        Assert.NotEqual(Bytes(ledger.Views.For(TestCircles.Family)), Bytes(ledger.Views.For(TestCircles.Staff)));
    }

    private static string Bytes(Shared.Model.Board board) => Encoding.UTF8.GetString(CanonicalJson.Bytes(BoardSnapshot.Of(board), BoardJson.Default.BoardSnapshot));
}
