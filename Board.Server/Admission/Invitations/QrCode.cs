using QRCoder;

namespace MappingBoard.Server.Admission.Invitations;

/// <summary>Addresses as pictures that a phone's camera reads.</summary>
internal static class QrCode
{
    /// <summary>An SVG picture. Dark on white in every theme, with the margin that the standard asks for: cameras want it so.</summary>
    public static string Of(Uri address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        return new SvgQRCode(data).GetGraphic(8, "#14120f", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
