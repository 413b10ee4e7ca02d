using MappingBoard.Client;
using MappingBoard.Client.Connection;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
var hub = new Uri(new Uri(builder.HostEnvironment.BaseAddress), HubContract.Path);
builder.Services.AddBoardClient();
builder.Services.AddScoped<IBoardSnapshotSource>(page => page.GetRequiredService<BoardInPage>());
builder.Services.AddScoped<IHubTransportFactory, BrowserTransportFactory>();
builder.Services.AddScoped<IPageSignals, BrowserSignals>();
builder.Services.AddScoped<IBoardConnection>(page => new BrowserBoardConnection(
    hub,
    page.GetRequiredService<IHubTransportFactory>(),
    page.GetRequiredService<IPageSignals>(),
    page.GetRequiredService<TimeProvider>(),
    page.GetRequiredService<ILogger<BrowserBoardConnection>>()));
await builder.Build().RunAsync();
