using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Identity.Keys;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Bus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Xunit;

namespace MappingBoard.Server.Tests.Identity.Keys;

/// <summary>The keys of several servers.</summary>
public sealed class SharedKeysTests : IDisposable
{
    private static readonly string Board = SeededIds.Named("board");

    private readonly TempFolder _folder = new();
    private int _servers;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Servers_on_one_redis_open_each_others_cookies_and_know_each_others_codes()
    {
        using var redis = new RedisServer();
        var certificate = Certificate("one.pfx");
        await using var one = await Started(redis, certificate);
        await using var other = await Started(redis, certificate);
        Assert.Equal(SeededIds.Named("Ada"), ReadBy(other, CookieOf(one))?.Participant);
        Assert.Equal(SeededIds.Named("Ada"), ReadBy(one, CookieOf(other))?.Participant);
        Assert.Equal(CodeHash(one), CodeHash(other));
        Assert.False(Directory.Exists(Path.Combine(_folder["1"], "keys")));
    }

    [Fact]
    public async Task Servers_that_start_at_once_on_an_empty_redis_agree()
    {
        using var redis = new RedisServer();
        var certificate = Certificate("one.pfx");
        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Started(redis, certificate))));
        var cookies = servers.Select(CookieOf).ToList();
        Assert.All(servers, server => Assert.All(cookies, cookie => Assert.NotNull(ReadBy(server, cookie))));
        Assert.Single(servers.Select(CodeHash).Distinct());
        foreach (var server in servers) await server.DisposeAsync();
    }

    [Fact]
    public async Task What_lies_in_redis_is_encrypted_by_the_certificate()
    {
        using var redis = new RedisServer();
        await using (await Started(redis, Certificate("one.pfx")))
        {
            var there = await Everything(redis);
            Assert.Contains("EncryptedData", there, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", there, StringComparison.Ordinal);
        }

        // A server with another certificate gets nothing out of it, and does not start.
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Started(redis, Certificate("other.pfx")));
        Assert.Contains("sealed by keys or a certificate that this server does not have", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_an_earlier_certificate_are_still_read_when_it_is_changed()
    {
        using var redis = new RedisServer();
        var earlier = Certificate("one.pfx");
        string cookie, hash;
        await using (var before = await Started(redis, earlier)) (cookie, hash) = (CookieOf(before), CodeHash(before));
        await using var after = await Started(redis, Certificate("two.pfx"), $"--Keys:EarlierCertificates:0={earlier}");
        Assert.NotNull(ReadBy(after, cookie));
        Assert.Equal(hash, CodeHash(after));
    }

    [Fact]
    public async Task An_earlier_certificate_may_go_when_the_ring_has_a_key_of_the_new_one()
    {
        using var redis = new RedisServer();
        var (earlier, certificate) = (Certificate("one.pfx"), Certificate("two.pfx"));
        string cookie, hash;
        await using (var before = await Started(redis, earlier)) hash = CodeHash(before);
        await using (var between = await Started(redis, certificate, $"--Keys:EarlierCertificates:0={earlier}"))
        {
            // What the ring does by itself after 90 days.
            between.Services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
        }

        await using (var started = await Started(redis, certificate, $"--Keys:EarlierCertificates:0={earlier}")) cookie = CookieOf(started);
        await using var after = await Started(redis, certificate);
        Assert.Equal(hash, CodeHash(after));
        Assert.NotNull(ReadBy(after, cookie));
    }

    [Theory]
    [InlineData("keys.pfx")]
    [InlineData("keys.pem")]
    [InlineData("keys.base64")]
    public void A_certificate_is_read_in_every_form_that_it_may_have(string form)
    {
        using var certificate = KeyCertificate.Read("Keys:Certificate", Certificate(form), password: null);
        Assert.True(certificate.HasPrivateKey);
    }

    [Theory]
    [InlineData("need a certificate", "--Keys:Kind=redis", "--Redis:Connection=127.0.0.1:1")]
    [InlineData("does not say where", "--Keys:Kind=redis")]
    [InlineData("files or redis", "--Keys:Kind=paper")]
    [InlineData("cannot be read", "--Keys:Certificate=no/such/file")]
    [InlineData("does not answer", "--Keys:Kind=redis", "--Redis:Connection=127.0.0.1:1,connectTimeout=200,connectRetry=1", "--Keys:AllowUnprotected=true")]
    public async Task A_server_without_keys_that_are_safe_does_not_start(string sentence, params string[] settings)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Started(settings));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_certificate_only_who_asks_for_it_keeps_keys_in_redis()
    {
        using var redis = new RedisServer();
        await using var one = await Started("--Keys:Kind=redis", $"--Redis:Connection={redis.Connection}", "--Keys:AllowUnprotected=true");
        await using var other = await Started("--Keys:Kind=redis", $"--Redis:Connection={redis.Connection}", "--Keys:AllowUnprotected=true");
        Assert.NotNull(ReadBy(other, CookieOf(one)));
    }

    [Fact]
    public async Task By_default_keys_are_files_beside_the_store_and_may_be_encrypted_too()
    {
        await using (await Started())
        {
            var key = Assert.Single(Directory.GetFiles(Path.Combine(_folder["1"], "keys"), "key-*.xml"));
            Assert.DoesNotContain("EncryptedData", await File.ReadAllTextAsync(key, Cancel), StringComparison.Ordinal);
        }

        await using (await Started($"--Keys:Certificate={Certificate("one.pfx")}"))
        {
            var key = Assert.Single(Directory.GetFiles(Path.Combine(_folder["2"], "keys"), "key-*.xml"));
            Assert.Contains("EncryptedData", await File.ReadAllTextAsync(key, Cancel), StringComparison.Ordinal);
        }
    }

    private Task<WebApplication> Started(RedisServer redis, string certificate, params string[] more) =>
        Started(["--Keys:Kind=redis", $"--Redis:Connection={redis.Connection}", $"--Keys:Certificate={certificate}", .. more]);

    private async Task<WebApplication> Started(params string[] settings)
    {
        var folder = _folder[$"{Interlocked.Increment(ref _servers)}"];
        var app = BoardServer.Create(["--urls=http://127.0.0.1:0", "--environment=Production", $"--Storage:Path={folder}", .. settings], builder => builder.Logging.ClearProviders());
        try
        {
            await app.StartAsync(Cancel);
            // The file of the ring is made by the first use.
            CookieOf(app);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static string CookieOf(WebApplication server)
    {
        var context = new DefaultHttpContext { Request = { Host = new("127.0.0.1") } };
        server.Services.GetRequiredService<BoardCookies>().Give(context, Board, SeededIds.Named("Ada"));
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    private static BoardPass? ReadBy(WebApplication server, string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        return server.Services.GetRequiredService<BoardCookies>().Read(context.Request).SingleOrDefault();
    }

    private static string CodeHash(WebApplication server) => server.Services.GetRequiredService<CodeKey>().HashOf("7kq-2mx-9dt");

    /// <summary>All that the servers keep there, as text.</summary>
    private static async Task<string> Everything(RedisServer redis)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Connection);
        var database = connection.GetDatabase();
        var ring = await database.ListRangeAsync("mappingboard:keys");
        var code = (byte[]?)await database.StringGetAsync("mappingboard:spoken-codes");
        return string.Concat(ring.Select(k => (string?)k)) + Encoding.Latin1.GetString(code ?? []);
    }

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = _folder[name];
        if (name.EndsWith(".pem", StringComparison.Ordinal)) File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        else if (name.EndsWith(".base64", StringComparison.Ordinal)) File.WriteAllText(path, Convert.ToBase64String(certificate.Export(X509ContentType.Pfx)));
        else File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return path;
    }
}
