using MappingBoard.Client.Connection;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MappingBoard.Server.Pages;

/// <summary>Tells the page on a circuit that the line to its browser is back.</summary>
internal sealed class CircuitLine(BrowserCalls calls) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        calls.Back();
        return Task.CompletedTask;
    }
}
