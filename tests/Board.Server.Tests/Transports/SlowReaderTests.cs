using System.Net;
using System.Net.Sockets;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>B1: nothing waits for a slow reader.</summary>
public sealed class SlowReaderTests
{
    /// <summary>Six bytes each on the wire.</summary>
    private static readonly string Long = new('ä', Bounds.NoteText - 20);

    [Fact]
    public async Task B1_a_connection_that_stops_reading_delays_nobody_and_is_dropped()
    {
        await using var bench = await HubBench.Start(builder =>
        {
            builder.WebHost.UseSetting("Outbox:Bytes", "524288");
            builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = SmallBuffers);
        });
        var (ada, ben) = (bench.InABrowser("Ada"), bench.OnACircuit("Ben"));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        var chair = SeededIds.Named("chair");
        var stuck = await bench.Raw("chair");
        await stuck.Enter(bench.Board, SeededIds.Named("stuck"));
        await ada.Gets<PresenceChanged>(p => p.People.Contains(new(chair, Here: true)));

        // Ben and Ada see each note at once, while what was sent to the third page fills every buffer on the way to it.
        for (var i = 0; ada.Received.OfType<PresenceChanged>().All(p => !p.People.Contains(new(chair, Here: false))); i++)
        {
            Assert.True(i * 5 < Bounds.Notes, "The page that stopped reading is still believed to be here.");
            await ben.Does([.. Enumerable.Range(0, 5).Select(n => RoomBench.Note($"{i}.{n} {Long}"))]);
            await ada.Sees($"{i}.4 {Long}");
            await ben.IsSaved();
        }

        await stuck.Ends();
        Assert.DoesNotContain(LinkState.Away, ada.Links);
        Assert.DoesNotContain(LinkState.Away, ben.Links);

        // It comes back, and has everything.
        var back = await bench.Raw("chair");
        var (_, stream) = (await bench.Rooms.Read(bench.Board, HubBench.Cancel))!.Value;
        Assert.Equal(stream, (await back.Enter(bench.Board, SeededIds.Named("stuck"))).Stream);
    }

    [Fact]
    public async Task B1_a_circuit_that_stops_reading_delays_nobody_is_dropped_and_resumes_by_itself()
    {
        // Each commit a frame of its own: paced, all of them would be a few, which the outbox holds.
        await using var bench = await HubBench.Start("--Outbox:Messages=16", "--Rooms:FramePauseMost=00:00:00");
        var (ada, ben) = (bench.InABrowser("Ada"), bench.OnACircuit("Ben"));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        using (ben.StopsReading())
        {
            for (var i = 0; i < 40; i++)
            {
                await ada.Does(RoomBench.Note("note " + i));
                await ada.IsSaved();
            }
        }

        await ben.Until(r => r.Confirmed.Notes.Count == 40);
        Assert.Contains(LinkState.Away, ben.Links);
        await ben.Does(RoomBench.Note("back"));
        await ada.Sees("back");
    }

    /// <summary>The system keeps little of what a reader does not take.</summary>
    private static Socket SmallBuffers(EndPoint address)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        socket.SendBufferSize = 16 * 1024;
        return socket;
    }
}
