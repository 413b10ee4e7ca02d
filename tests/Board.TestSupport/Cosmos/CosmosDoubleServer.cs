using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>The double behind a real network, on loopback, for several servers at once.</summary>
public sealed class CosmosDoubleServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private CosmosDoubleServer(WebApplication web) => _web = web;

    public Uri Address => new(_web.Urls.First());

    public static async Task<CosmosDoubleServer> Start(CosmosDouble account)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        web.Run(context => Answer(account, context));
        await web.StartAsync();
        return new(web);
    }

    public async ValueTask DisposeAsync()
    {
        // Nobody waits for connections that a client keeps.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _web.StopAsync(now.Token);
        await _web.DisposeAsync();
    }

    private static async Task Answer(CosmosDouble account, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = context.Request;
        var address = new Uri($"{request.Scheme}://{request.Host}{request.Path.ToUriComponent()}{request.QueryString}");
        var asked = new CosmosRequest(request.Method, address, Header, body.ToArray());
        if (await account.Answer(asked, context.RequestAborted) is not { } answer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        if (answer.Body is null) return;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer.Body), context.RequestAborted);

        string? Header(string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
    }
}
