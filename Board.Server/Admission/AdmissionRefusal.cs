using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.Server.Admission;

/// <summary>Why something at the doors was not done. The codes stand in docs/PROTOCOL.md.</summary>
internal static class AdmissionRefusal
{
    public static AdmissionRefused Malformed { get; } = new(Incoming.Malformed.Code);

    public static AdmissionRefused NotEntered { get; } = new(Incoming.NotEntered.Code);

    public static AdmissionRefused TooFast { get; } = new("too-fast");

    public static AdmissionRefused NotHere { get; } = new(CloseReasons.NotHere.Code);

    public static AdmissionRefused ChairOnly { get; } = Of(Refusal.ChairOnly);

    public static AdmissionRefused StoreAway { get; } = new("store-away");

    public static AdmissionRefused NotARoleToInvite { get; } = new("not-a-role-to-invite");

    public static AdmissionRefused OutOfRange { get; } = new("number-out-of-range");

    public static AdmissionRefused TooManyInvitations { get; } = new("too-many-invitations");

    public static AdmissionRefused UnknownInvitation { get; } = new("unknown-invitation");

    public static AdmissionRefused UnknownRequest { get; } = new("unknown-request");

    public static AdmissionRefused NotWaiting { get; } = new("not-waiting");

    public static AdmissionRefused Of(Refusal refusal) => new(refusal.Code, refusal.Args);

    /// <summary>A name or who somebody is, where it is given at all.</summary>
    public static AdmissionRefused? OfALine(string? text) => text switch
    {
        null => null,
        _ when !CleanText.HasLetterOrDigit(text) => Of(Refusal.Blank),
        { Length: > Bounds.Line } => Of(Refusal.TooLong(Bounds.Line)),
        _ => Words.AreALine(text.Trim()) ? null : Of(Refusal.BadText),
    };
}
