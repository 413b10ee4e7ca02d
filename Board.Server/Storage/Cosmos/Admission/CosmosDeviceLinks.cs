using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>Links to one more device in Cosmos DB, as acts at the doors of each board. Thread-safe.</summary>
internal sealed class CosmosDeviceLinks(AdmissionLog doors, AdmissionKeys keys) : IDeviceLinkStore
{
    public Task Create(string tokenHash, DeviceLink link, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(entry);
        var made = new AdmissionAct.MakeLink(tokenHash, link.Participant, link.Until.ToUniversalTime());
        return doors.Do(
            link.Board,
            entry,
            state => state.Judge(made),
            _ => keys.Make(AdmissionKey.Device, tokenHash, link.Board, link.Participant, link.Until - entry.At),
            cancel);
    }

    public async Task<DeviceLink?> Find(string tokenHash, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        return HexHash.IsWellFormed(tokenHash) && await keys.Find(AdmissionKey.Device, tokenHash, cancel) is { } leads
            ? (await doors.Read(leads.Board, cancel)).LinkWith(tokenHash, now)
            : null;
    }

    public Task<bool> Use(string tokenHash, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        ArgumentNullException.ThrowIfNull(entry);
        var use = new AdmissionAct.UseLink(tokenHash, entry.At.ToUniversalTime());
        return doors.Do(entry.Board, entry, state => state.Judge(use), cancel);
    }

    /// <summary>
    /// Cosmos DB takes the keys of links away by their time to live, without being asked. What stays is an act that says
    /// when whose link was made, as the access log does, and a hash that opens nothing.
    /// </summary>
    public Task Forget(DateTimeOffset overBefore, CancellationToken cancel) => Task.CompletedTask;
}
