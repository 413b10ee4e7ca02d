using MappingBoard.Shared.Records;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Why a page is sent away and need not come back by itself. The codes stand in docs/PROTOCOL.md.</summary>
internal static class Farewell
{
    public static Closed NotHere { get; } = new("not-here", "You are not at this meeting. Open the link that you were sent once more.");

    public static Closed Left { get; } = new("left", "You have left this meeting. To come back, open the link that you were sent once more.");

    public static Closed SentOut { get; } = new("sent-out", "The person who leads the meeting has ended your part in it. What you wrote stays, with your name. If you think that this is a mistake, ask them.");

    public static Closed NoBoard { get; } = new("no-board", "There is no map here any more.");

    public static Closed NotYourReplica { get; } = new(Disorder.NotYourReplica.Code, Disorder.NotYourReplica.Sentence);

    public static Closed RoomFull { get; } = new("room-full", "This meeting has as many open pages as it can hold. Try again when somebody has left.");

    public static Closed TooManyPages { get; } = new("too-many-pages", "You have this map open many times. Close some of them, then load this page again.");

    public static Closed Damaged { get; } = new("damaged", "This map cannot be opened at the moment. Please tell the people who look after this service.");
}
