using System.Text.Json;
using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// Finds the board behind a hash or an id: one point read, however many partitions there are. A key is there before
/// what it leads to, and says nothing by itself: whether it leads anywhere, the doors of the board say. Thread-safe.
/// </summary>
internal sealed class AdmissionKeys(CosmosContainer container)
{
    /// <summary>Longer than any clock is wrong: what leads nowhere any more is taken away by Cosmos DB, not by us.</summary>
    private static readonly TimeSpan KeptAfter = TimeSpan.FromDays(1);

    /// <summary>Where a key leads; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public Task<KeyDocument?> Find(AdmissionKey kind, string key, CancellationToken cancel) =>
        container.Read("find", key, kind.Id, content => AdmissionJson.Parse(content, AdmissionJson.Plain.KeyDocument), cancel);

    /// <summary>Makes a key; one that is there and leads to the same is as good.</summary>
    /// <param name="kind">What kind of key it is.</param>
    /// <param name="key">The hash or the id.</param>
    /// <param name="board">The board's id.</param>
    /// <param name="to">The id of what it leads to there.</param>
    /// <param name="needed">How long it leads anywhere; null for good.</param>
    /// <exception cref="ArgumentException">It is there and leads elsewhere.</exception>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async Task Make(AdmissionKey kind, string key, string board, string to, TimeSpan? needed = null)
    {
        var document = new KeyDocument { Id = kind.Id, Partition = key, Board = board, To = to, Ttl = Seconds(needed) };
        var creation = await container.Create(
            "make_key",
            key,
            kind.Id,
            JsonSerializer.SerializeToUtf8Bytes(document, AdmissionJson.Plain.KeyDocument),
            content => AdmissionJson.Parse(content, AdmissionJson.Plain.KeyDocument) is var there && there.Board == board && there.To == to);
        if (creation != Creation.Ours) throw new ArgumentException("The key is known already.", nameof(key));
    }

    private static int? Seconds(TimeSpan? needed) =>
        needed is { } time ? (int)(TimeSpan.FromTicks(Math.Max(0, time.Ticks)) + KeptAfter).TotalSeconds : null;
}

/// <summary>What kinds of keys there are. Kept by their ids.</summary>
internal sealed record AdmissionKey(string Id)
{
    /// <summary>The hash of an invitation's token.</summary>
    public static AdmissionKey Token { get; } = new("token");

    public static AdmissionKey Invitation { get; } = new("invitation");

    /// <summary>The hash of a code that is read out.</summary>
    public static AdmissionKey Code { get; } = new("code");

    public static AdmissionKey Request { get; } = new("request");

    /// <summary>The hash of the token of a link to one more device.</summary>
    public static AdmissionKey Device { get; } = new("device");
}
