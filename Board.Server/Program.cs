using MappingBoard.Server;
using MappingBoard.Server.Commands;

if (BoardCommand.IsNamed(args)) return await BoardCommand.Run(args, Console.Out, Console.Error);
await BoardServer.Create(args).RunAsync();
return 0;
