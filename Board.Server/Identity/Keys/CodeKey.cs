using System.Security.Cryptography;
using System.Text;
using MappingBoard.Server.Admission.Codes;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace MappingBoard.Server.Identity.Keys;

/// <summary>
/// The key under which codes are hashed: 45 bits alone could be tried out against a stolen database in minutes. Kept
/// beside the server's other keys and never in the database. Thread-safe.
/// </summary>
public sealed class CodeKey
{
    private const int Bytes = 32;

    private readonly byte[] _key;

    private CodeKey(byte[] key) => _key = key;

    /// <summary>The key in a folder, which is made when it is not there.</summary>
    /// <exception cref="InvalidOperationException">What lies there is no key.</exception>
    public static CodeKey In(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, "spoken-codes.key");
        if (!File.Exists(path)) Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Bytes ? new(key) : throw new InvalidOperationException("The key of the spoken codes is not whole. Without the file a new one is made.");
    }

    /// <summary>
    /// The key that all servers on one Redis share, sealed by their key ring: made by the first, read by all. Whoever
    /// reads Redis without the ring's certificate has nothing by it.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was sealed by a key ring that is gone.</exception>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    internal static CodeKey In(KeysRedis keys, IDataProtectionProvider ring)
    {
        var (redis, name) = (keys.Database, keys.SpokenCodes);
        var seal = (IPersistedDataProtector)ring.CreateProtector("MappingBoard.SpokenCodes.Key.v1");
        // Only where there is none: of two servers at once the first counts.
        if (!redis.KeyExists(name))
            redis.StringSet(name, seal.Protect(RandomNumberGenerator.GetBytes(Bytes)), when: When.NotExists);
        try
        {
            var key = seal.DangerousUnprotect((byte[])redis.StringGet(name)!, ignoreRevocationErrors: false, out var isOld, out _);
            // By the ring's newest key, so that earlier ones, and the certificate that they want, are not needed for ever.
            if (isOld) redis.StringSet(name, seal.Protect(key), when: When.Exists);
            return new(key);
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException($"The key of the spoken codes in Redis ({name}) was sealed by keys or a certificate that this server does not have. Give it those, or delete it: codes that were given out then lead nowhere.", e);
        }
    }

    /// <summary>HMAC-SHA-256 of a code, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="code">See <see cref="SpokenCode.In"/>.</param>
    public string HashOf(string code) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(code)));

    /// <summary>Whole or not at all: another server may be reading it.</summary>
    private static void Make(string path)
    {
        var draft = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var mine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) mine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, mine)) file.Write(RandomNumberGenerator.GetBytes(Bytes));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another server has just made it: theirs counts.
            File.Delete(draft);
        }
    }
}
