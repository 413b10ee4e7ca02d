using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Why a page is sent away and need not come back by itself. The codes stand in docs/PROTOCOL.md.</summary>
internal static class CloseReasons
{
    public static Closed NotHere { get; } = new("not-here");

    public static Closed Left { get; } = new("left");

    public static Closed SentOut { get; } = new("sent-out");

    public static Closed NoBoard { get; } = new("no-board");

    public static Closed NotYourReplica { get; } = new(Disorder.NotYourReplica.Code);

    public static Closed RoomFull { get; } = new("room-full");

    public static Closed TooManyPages { get; } = new("too-many-pages");

    public static Closed Damaged { get; } = new("damaged");
}
