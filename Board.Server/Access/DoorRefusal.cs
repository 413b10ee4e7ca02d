using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.Server.Access;

/// <summary>Why something at the doors was not done. The codes stand in docs/PROTOCOL.md.</summary>
internal static class DoorRefusal
{
    public static DoorRefused Malformed { get; } = new(Incoming.Malformed.Code);

    public static DoorRefused NotEntered { get; } = new(Incoming.NotEntered.Code);

    public static DoorRefused TooFast { get; } = new("too-fast");

    public static DoorRefused NotHere { get; } = new(Farewell.NotHere.Code);

    public static DoorRefused ChairOnly { get; } = Of(Refusal.ChairOnly);

    public static DoorRefused StoreAway { get; } = new("store-away");

    public static DoorRefused NotARoleToInvite { get; } = new("not-a-role-to-invite");

    public static DoorRefused OutOfRange { get; } = new("number-out-of-range");

    public static DoorRefused TooManyInvitations { get; } = new("too-many-invitations");

    public static DoorRefused UnknownInvitation { get; } = new("unknown-invitation");

    public static DoorRefused UnknownRequest { get; } = new("unknown-request");

    public static DoorRefused NotWaiting { get; } = new("not-waiting");

    public static DoorRefused Of(Refusal refusal) => new(refusal.Code, refusal.Args);

    /// <summary>A name or who somebody is, where it is given at all.</summary>
    public static DoorRefused? OfALine(string? text) => text switch
    {
        null => null,
        _ when !CleanText.HasLetterOrDigit(text) => Of(Refusal.Blank),
        { Length: > Bounds.Line } => Of(Refusal.TooLong(Bounds.Line)),
        _ => Words.AreALine(text.Trim()) ? null : Of(Refusal.BadText),
    };
}
