Console.Error.WriteLine("usage: Board.LoadTest --people N --boards N --rate N --seconds N");
return 2;
