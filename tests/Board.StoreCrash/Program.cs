using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.StoreCrash;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// A server's store alone in a process, for tests that kill it or take the disk away from it.
if (args is not [var what, var folder])
{
    await Console.Error.WriteLineAsync("usage: Board.StoreCrash append|fill FOLDER");
    return 2;
}

var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", folder)]).Build();
await using var services = new ServiceCollection().AddLogging().AddSqliteStorage(configuration).BuildServiceProvider();
var store = services.GetRequiredService<IBoardStore>();
return what switch
{
    "append" => await Appending.ForEver(store),
    "fill" => await FullDisk.Fill(store),
    _ => 2,
};
