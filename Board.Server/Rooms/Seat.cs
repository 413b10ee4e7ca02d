using MappingBoard.Server.Hub;

namespace MappingBoard.Server.Rooms;

/// <summary>One open page in a room: whom it speaks for, and the way out to it. Its room alone changes it.</summary>
/// <param name="participant">The participant, as the signed cookie says.</param>
/// <param name="replica">The page's replica; never shown to anybody else, never logged.</param>
/// <param name="outbox">What is sent to it.</param>
public sealed class Seat(string participant, string replica, Outbox outbox)
{
    public string Participant => participant;

    public string Replica => replica;

    public Outbox Outbox => outbox;

    /// <summary>Where this page's person is writing (B3).</summary>
    internal string? Writing { get; set; }
}
