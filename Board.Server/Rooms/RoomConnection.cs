using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Server.Rooms;

/// <summary>One open page in a room: whom it speaks for, and the way out to it. Its room alone changes it.</summary>
/// <param name="participant">The participant, as the signed cookie says.</param>
/// <param name="replica">The page's replica; never shown to anybody else, never logged.</param>
/// <param name="outbox">What is sent to it.</param>
public sealed class RoomConnection(string participant, string replica, Outbox outbox) : IPresentPage
{
    private static readonly ShowRequest Nothing = new();

    public string Participant => participant;

    public string Replica => replica;

    public Outbox Outbox => outbox;

    /// <summary>The circles that its person is in (V1); known once the page is in the room.</summary>
    public CircleSet Set { get; internal set; } = Circles.Common;

    /// <summary>What this page's person is doing (B3).</summary>
    public ShowRequest Shows { get; internal set; } = Nothing;
}
