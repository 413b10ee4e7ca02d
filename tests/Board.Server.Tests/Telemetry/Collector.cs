using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MappingBoard.Server.Tests.Telemetry;

/// <summary>A collector on loopback that keeps what it is sent (OTLP over HTTP): protocol buffers, in which texts stand as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<(string Path, string Body)> _sent = [];

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.Run(Keep);
    }

    public string Address => _web.Urls.First();

    /// <summary>Everything that was sent to one path, as Latin-1.</summary>
    public string To(string path) => string.Concat(_sent.Where(s => s.Path == path).Select(s => s.Body));

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector._web.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task Keep(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _sent.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
    }
}
