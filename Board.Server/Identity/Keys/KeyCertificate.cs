using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MappingBoard.Server.Identity.Keys;

/// <summary>Reads a certificate and its private key from a file.</summary>
internal static class KeyCertificate
{
    /// <param name="setting">For the sentence when it cannot be read.</param>
    /// <param name="path">PFX, PFX in base64, or PEM.</param>
    /// <param name="password">Of a PFX or of an encrypted PEM.</param>
    /// <exception cref="InvalidOperationException">It is not there, is none of these, or cannot decrypt.</exception>
    public static X509Certificate2 Read(string setting, string path, string? password)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = Parse(File.ReadAllBytes(path), password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or FormatException or ArgumentException)
        {
            // What the parsers say may quote the file.
            throw new InvalidOperationException($"{setting} cannot be read ({e.GetType().Name}): it is the file of a certificate with its private key, as PFX, PFX in base64, or PEM.");
        }

        using var key = certificate.GetRSAPrivateKey();
        return key is not null
            ? certificate
            : throw new InvalidOperationException($"{setting} has no RSA private key, so what is encrypted by it could never be read.");
    }

    private static X509Certificate2 Parse(byte[] bytes, string? password)
    {
        var text = Encoding.ASCII.GetString(bytes);
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
            return string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPem(text, text) : X509Certificate2.CreateFromEncryptedPem(text, text, password);
        var packed = text.All(c => char.IsAsciiLetterOrDigit(c) || char.IsWhiteSpace(c) || c is '+' or '/' or '=') ? Convert.FromBase64String(text) : bytes;
        return X509CertificateLoader.LoadPkcs12(packed, password);
    }
}
