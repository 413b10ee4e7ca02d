using MappingBoard.Server;

await BoardServer.Create(args).RunAsync();
