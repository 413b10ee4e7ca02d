using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// What has no number and is destroyed with its board: names, and what leads to the board from elsewhere, keys and places
/// on staff's lists. Thread-safe.
/// </summary>
internal sealed class AdmissionRemains(CosmosContainer container)
{
    /// <summary>How often something may be found that was not there a moment before.</summary>
    private const int MostTries = 5;

    private readonly AdmissionNames _names = new(container);

    /// <summary>Destroys them, until a look finds none.</summary>
    /// <exception cref="StoreUnavailableException">There is always something, or Cosmos DB did not answer.</exception>
    public async Task Sweep(string board, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (!await SweepOnce(board, cancel)) return;
        }

        throw new StoreUnavailableException($"Something leads to board {BoardTag.Of(board)} still.");
    }

    /// <returns>Whether there was anything.</returns>
    private async Task<bool> SweepOnce(string board, CancellationToken cancel)
    {
        var found = 0;
        foreach (var names in (await _names.ReadAll(board, cancel)).Values)
        {
            cancel.ThrowIfCancellationRequested();
            await _names.Destroy(names);
            found++;
        }

        var query = new QueryDefinition("SELECT * FROM c WHERE c.board = @board").WithParameter("@board", board);
        await foreach (var there in container.Query("read_remains", query, null, page => AdmissionJson.Parse(page, AdmissionJson.Plain.PagePlacedDocument), cancel))
        {
            cancel.ThrowIfCancellationRequested();
            await container.Delete("destroy_remains", there.Partition, there.Id);
            found++;
        }

        return found > 0;
    }
}
