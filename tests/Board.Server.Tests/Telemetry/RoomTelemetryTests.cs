using MappingBoard.Server.Rooms;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Telemetry;

/// <summary>What rooms tell of their work, and what they do not.</summary>
[Collection(Alone.Name)]
public sealed class RoomTelemetryTests
{
    private const string Secret = "Nobody outside reads this";

    [Fact]
    public async Task Rooms_connections_commits_and_answers_are_counted()
    {
        using var heard = new Instruments();
        long changes;
        await using (var bench = await HubBench.Start())
        {
            var (ada, ben) = (bench.InABrowser("Ada"), bench.InABrowser("Ben"));
            await Task.WhenAll(ada.IsIn(), ben.IsIn());
            for (var i = 0; i < 5; i++) await ada.Does(RoomBench.Note($"{Secret} {i}"));
            await ben.Sees($"{Secret} 4");
            Assert.Equal(1, heard.Of(RoomTelemetry.RoomsOpen).Sum());
            Assert.Equal(2, heard.Of(RoomTelemetry.Connections).Sum());
            changes = bench.Store.Log(bench.Board).Sum(c => c.ChangeCount);
            Assert.Equal(bench.Store.Log(bench.Board).Count, heard.Of(RoomTelemetry.Commits, "written").Sum());
        }

        Assert.Equal(0, heard.Of(RoomTelemetry.RoomsOpen).Sum());
        Assert.Equal(0, heard.Of(RoomTelemetry.Connections).Sum());
        Assert.Equal(changes, heard.Of(RoomTelemetry.CommitChanges).Sum());
        Assert.True(heard.Of(RoomTelemetry.AckDuration).Count >= 5);
        Assert.All(heard.Of(RoomTelemetry.AckDuration), seconds => Assert.InRange(seconds, 0, 60));
        Assert.NotEmpty(heard.Of(RoomTelemetry.OutboxDepth));
        Assert.Empty(heard.Of(RoomTelemetry.Drops));
    }

    [Fact]
    public async Task A_trace_leads_from_the_call_to_the_store_and_names_nobody()
    {
        using var heard = new Instruments();
        string board, replica;
        await using (var bench = await HubBench.Start())
        {
            var ada = bench.InABrowser("Ada");
            await ada.IsIn();
            await ada.Does(RoomBench.Note(Secret));
            await ada.IsSaved();
            (board, replica) = (bench.Board, ada.Replica.Id);
        }

        var submit = heard.Spans.Single(s => s.OperationName == RoomTelemetry.SubmitSpan);
        var commit = heard.Spans.Single(s => s.OperationName == RoomTelemetry.CommitSpan && s.TraceId == submit.TraceId);
        var append = heard.Spans.Single(s => s.OperationName == RoomTelemetry.AppendSpan && s.TraceId == submit.TraceId);
        Assert.Null(submit.Parent);
        Assert.Equal(default, submit.ParentSpanId);
        Assert.Equal(submit.SpanId, commit.ParentSpanId);
        Assert.Equal(commit.SpanId, append.ParentSpanId);
        Assert.Contains(heard.Spans, s => s.OperationName == RoomTelemetry.EnterSpan);
        Assert.All((string[])[Secret, board, board[..8], replica, "Ada", MappingBoard.TestSupport.Boards.SeededIds.Named("Ada")], secret => Assert.DoesNotContain(secret, heard.All, StringComparison.Ordinal));
    }

    [Fact]
    public void B1_a_reader_who_falls_behind_is_counted_once()
    {
        using var heard = new Instruments();
        using var outbox = new Outbox(new() { Messages = 16 }, TimeProvider.System);
        var message = new SlowDown(1, 1);
        for (var i = 0; i < 16; i++) Assert.True(outbox.TryWrite(message));
        Assert.False(outbox.TryWrite(message));
        Assert.False(outbox.TryWrite(message));
        Assert.Equal([1], heard.Of(RoomTelemetry.Drops, "behind"));
        Assert.Equal(16, heard.Of(RoomTelemetry.OutboxDepth).Max());
    }

    [Fact]
    public async Task B4_asking_the_store_again_is_counted()
    {
        using var heard = new Instruments();
        await using var bench = await HubBench.Start();
        var ada = bench.InABrowser("Ada");
        await ada.IsIn();
        bench.Store.IsAvailable = false;
        await ada.Does(RoomBench.Note(Secret));
        await Waits.Until(() => heard.Of(RoomTelemetry.StoreRetries).Count >= 2);
        bench.Store.IsAvailable = true;
        await ada.IsSaved();
        await Waits.Until(() => heard.Spans.Any(s => s.OperationName == RoomTelemetry.CommitSpan && s.Events.Any(e => e.Name == RoomTelemetry.AskedAgainEvent)));
    }
}
