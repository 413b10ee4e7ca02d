using MappingBoard.LoadTest;
using MappingBoard.LoadTest.Driving;
using MappingBoard.LoadTest.Relay;
using MappingBoard.LoadTest.Serving;

if (args is [Programs.RelayVerb, .. var rest]) return await RelayServer.Run(rest);

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

Options options;
string folder;
try
{
    options = Options.Read(args);
    folder = await Programs.ServerFolder(options.Server, stop.Token);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine();
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var arrivals = Schedule.Of(options);
ProductResult product;
await using (var run = new ProductRun(options, arrivals, folder)) product = await run.Run(stop.Token);
var relay = options.Baseline ? await RelayRun.Run(options, arrivals, product.Changes, folder, stop.Token) : null;
Report.Print(Console.Out, options, product, relay);
return product.Verdict.IsGood && product.Tally.Accepted > 0 ? 0 : 1;
