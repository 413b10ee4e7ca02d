using Microsoft.JSInterop;

namespace MappingBoard.Client.Connection;

/// <summary>Lines that the browser itself holds, by a small module (hub.js).</summary>
public sealed class BrowserTransportFactory(IJSRuntime browser) : IHubTransportFactory, IAsyncDisposable
{
    private readonly BrowserModule _module = new(browser, "hub");

    public async Task<IHubTransport> Open(Uri hub, HubWay way, IHubTransportListener end, CancellationToken cancel)
    {
        var line = new Line(end);
        try
        {
            var module = await _module.Get(cancel);
            line.Held = await module.InvokeAsync<IJSObjectReference>("open", cancel, hub.AbsoluteUri, way.ToString(), line.Self);
            return line;
        }
        catch (JSException failure)
        {
            line.Self.Dispose();
            throw new IOException("There is no way through.", failure);
        }
        catch (OperationCanceledException)
        {
            line.Self.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    private sealed class Line : IHubTransport
    {
        private readonly IHubTransportListener _end;

        public Line(IHubTransportListener end)
        {
            _end = end;
            Self = DotNetObjectReference.Create(this);
        }

        public DotNetObjectReference<Line> Self { get; }

        /// <summary>The module's own object, once the line is open.</summary>
        public IJSObjectReference? Held { get; set; }

        /// <summary>Called by the module.</summary>
        [JSInvokable]
        public void Heard(string text) => _end.Heard(text);

        /// <summary>Called by the module.</summary>
        [JSInvokable]
        public void Ended() => _end.Ended();

        public ValueTask Send(string text) => Held?.InvokeVoidAsync("send", text) ?? ValueTask.CompletedTask;

        public async ValueTask Close()
        {
            if (Held is { } held)
            {
                await held.InvokeVoidAsync("close");
                await held.DisposeAsync();
            }

            Self.Dispose();
        }
    }
}
