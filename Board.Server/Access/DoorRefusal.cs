using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.Server.Access;

/// <summary>Why something at the doors was not done. The codes stand in docs/PROTOCOL.md.</summary>
internal static class DoorRefusal
{
    public static DoorRefused Malformed { get; } = new(Incoming.Malformed.Code, Incoming.Malformed.Sentence);

    public static DoorRefused NotEntered { get; } = new(Incoming.NotEntered.Code, Incoming.NotEntered.Sentence);

    public static DoorRefused TooFast { get; } = new("too-fast", "That was too fast. Try again in a moment.");

    public static DoorRefused NotHere { get; } = new(Farewell.NotHere.Code, Farewell.NotHere.Sentence);

    public static DoorRefused ChairOnly { get; } = Of(Refusal.ChairOnly);

    public static DoorRefused StoreAway { get; } = new("store-away", "The server cannot do this at the moment. Try again in a minute.");

    public static DoorRefused NotARoleToInvite { get; } = new("not-a-role-to-invite", "Nobody can be invited as that. A chair is made one at the meeting.");

    public static DoorRefused OutOfRange { get; } = new("out-of-range", "This number is too small or too large.");

    public static DoorRefused TooManyInvitations { get; } = new("too-many-invitations", "This meeting has as many open invitations as it can hold. Take some of them back first.");

    public static DoorRefused UnknownInvitation { get; } = new("unknown-invitation", "This invitation cannot be opened any more.");

    public static DoorRefused UnknownRequest { get; } = new("unknown-request", "Nobody waits here under this name.");

    public static DoorRefused NotWaiting { get; } = new("not-waiting", "This person is not waiting any more.");

    public static DoorRefused Of(Refusal refusal) => new(refusal.Code, refusal.Sentence);

    /// <summary>A name or who somebody is, where it is given at all.</summary>
    public static DoorRefused? OfALine(string? text) => text switch
    {
        null => null,
        _ when !CleanText.HasLetterOrDigit(text) => Of(Refusal.Blank),
        { Length: > Bounds.Line } => Of(Refusal.TooLong(Bounds.Line)),
        _ => Words.AreALine(text.Trim()) ? null : Of(Refusal.BadText),
    };
}
