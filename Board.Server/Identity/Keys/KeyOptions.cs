using MappingBoard.Server.Bus;

namespace MappingBoard.Server.Identity.Keys;

/// <summary>
/// Where the keys are kept by which cookies and forms are sealed, section <c>Keys</c>. Servers that share their keys open
/// each other's cookies, so that people may come to any of them.
/// </summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary><c>files</c>, the default: in <c>keys</c> in the folder of <c>Storage:Path</c>. <c>redis</c>: in the Redis of <c>Redis:Connection</c>, for several servers.</summary>
    public string Kind { get; set; } = "files";

    /// <summary>
    /// The file of a certificate with its RSA private key, by which the keys are encrypted where they lie: PFX, PFX in
    /// base64 as a key vault gives it, or PEM.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>The password of that file, when it has one.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Files of earlier certificates, without passwords: keys that were encrypted by them are still read.</summary>
    public IList<string> EarlierCertificates { get; } = [];

    /// <summary>Keys in Redis without a certificate: whoever reads Redis can make valid cookies. For trials.</summary>
    public bool AllowUnprotected { get; set; }

    internal bool AreInRedis => Kind.Equals("redis", StringComparison.OrdinalIgnoreCase);

    /// <summary>The options, checked.</summary>
    /// <exception cref="InvalidOperationException">They do not fit together.</exception>
    internal static KeyOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<KeyOptions>() ?? new();
        if (!options.AreInRedis && !options.Kind.Equals("files", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("Keys:Kind is files or redis.");
        if (options.AreInRedis && string.IsNullOrWhiteSpace(RedisOf(configuration).Connection))
            throw new InvalidOperationException("Keys:Kind is redis, and Redis:Connection does not say where that is.");
        if (options.AreInRedis && string.IsNullOrWhiteSpace(options.Certificate) && !options.AllowUnprotected)
            throw new InvalidOperationException("Keys in Redis need a certificate, Keys:Certificate: without one, whoever reads Redis can make cookies that open every board. For a trial, set Keys:AllowUnprotected.");
        return options;
    }

    /// <summary>The Redis that the servers share.</summary>
    internal static RedisOptions RedisOf(IConfiguration configuration) => configuration.GetSection(RedisOptions.Section).Get<RedisOptions>() ?? new();
}
