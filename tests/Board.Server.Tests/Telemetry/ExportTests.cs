using MappingBoard.Server.Rooms;
using MappingBoard.Server.Telemetry;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace MappingBoard.Server.Tests.Telemetry;

/// <summary>What leaves the server for a collector: all of it is read, and searched for what must not be in it.</summary>
[Collection(Alone.Name)]
public sealed class ExportTests
{
    private const string Secret = "Nobody outside reads this";

    [Fact]
    public async Task Spans_and_metrics_reach_the_collector_and_hold_no_token_address_name_text_or_id()
    {
        await using var collector = await Collector.Start();
        await using var bench = await HubBench.Start($"--{TelemetrySetup.Endpoint}={collector.Address}", $"--{TelemetrySetup.Protocol}=http/protobuf");
        var ada = bench.InABrowser("Ada");
        await ada.IsIn();
        await ada.Does(RoomBench.Note(Secret));
        await ada.IsSaved();

        var invited = Assert.IsType<Shared.Sync.InvitationMade>(await bench.Admission.Answer(
            bench.Board, SeededIds.Named("chair"), new Shared.Sync.MakeInvitation(Role.Family, bench.Address.AbsoluteUri), HubBench.Cancel));
        var token = invited.Path["join/".Length..];
        using var browser = new Browser(bench.Address);
        var waits = await browser.Join(token, "Tamsin Marsh", "grandparent");
        Assert.Equal(302, waits.Status);
        await browser.Get(waits.Location!);
        await browser.Get("/nowhere/" + token);

        Assert.True(bench.Service<TracerProvider>().ForceFlush());
        Assert.True(bench.Service<MeterProvider>().ForceFlush());
        var (spans, metrics) = (collector.To("/v1/traces"), collector.To("/v1/metrics"));
        Assert.All((string[])[RoomTelemetry.SubmitSpan, RoomTelemetry.CommitSpan, RoomTelemetry.AppendSpan], name => Assert.Contains(name, spans, StringComparison.Ordinal));
        Assert.All(
            (string[])[RoomTelemetry.RoomsOpen, RoomTelemetry.AckDuration, "mappingboard.store.group.duration", "http.server.request.duration", "dotnet.gc.collections"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(
            (string[])[token, Secret, "Ada", "Tamsin", "grandparent", bench.Board, bench.Board[..8], SeededIds.Named("Ada"), ada.Replica.Id, waits.Location!["/wait/".Length..]],
            secret => Assert.DoesNotContain(secret, spans + metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_gathered_where_no_collector_is_configured()
    {
        using var folder = new TempFolder();
        await using var app = BoardServer.Create([$"--Storage:Path={folder["data"]}"], Quiet);
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    private static void Quiet(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    [Theory]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")]
    [InlineData("--Telemetry:Otlp:Endpoint=http://127.0.0.1:1")]
    public async Task Our_setting_and_the_standards_do_the_same(string setting)
    {
        using var folder = new TempFolder();
        await using var app = BoardServer.Create([$"--Storage:Path={folder["data"]}", setting], Quiet);
        Assert.NotNull(app.Services.GetService<MeterProvider>());
    }

    [Fact]
    public void An_endpoint_that_is_no_address_stops_the_start()
    {
        using var folder = new TempFolder();
        var refusal = Assert.Throws<InvalidOperationException>(() => BoardServer.Create([$"--Storage:Path={folder["data"]}", "--Telemetry:Otlp:Endpoint=collector"]));
        Assert.Contains(TelemetrySetup.Endpoint, refusal.Message, StringComparison.Ordinal);
    }
}
