using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// The names of those who were invited and of those who asked, each in a document of its own that can be destroyed. It is
/// there before the act that refers to it. One whose act never came is destroyed with the others. Thread-safe.
/// </summary>
internal sealed class AdmissionNames(CosmosContainer container)
{
    public static string NewId() => "names-" + Ids.From(RandomNumberGenerator.GetBytes(16));

    /// <exception cref="StoreUnavailableException">Whether they are kept is unknown.</exception>
    public async Task Keep(NamesDocument names)
    {
        // Nobody else knows the id: whatever is there is ours.
        var creation = await container.Create(
            "keep_names",
            names.Partition,
            names.Id,
            JsonSerializer.SerializeToUtf8Bytes(names, AdmissionJson.Plain.NamesDocument),
            _ => true);
        if (creation == Creation.TooLarge) throw new ArgumentException("The names are too long.", nameof(names));
    }

    /// <summary>The names in a document; null when they were destroyed.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async Task<NamesDocument?> Read(string board, string? id, CancellationToken cancel) =>
        id is null ? null : await container.Read("read_names", board, id, content => AdmissionJson.Parse(content, AdmissionJson.Plain.NamesDocument), cancel);

    /// <summary>All names of a board that are still there, by the ids of their documents.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async Task<IReadOnlyDictionary<string, NamesDocument>> ReadAll(string board, CancellationToken cancel)
    {
        var all = new Dictionary<string, NamesDocument>(StringComparer.Ordinal);
        await foreach (var names in Find(board, AccessLines.End, cancel)) all[names.Id] = names;
        return all;
    }

    /// <summary>All names on all boards that were made up to a moment.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async Task<IReadOnlyList<NamesDocument>> ReadEverywhere(DateTimeOffset until, CancellationToken cancel)
    {
        var all = new List<NamesDocument>();
        await foreach (var names in Find(null, StoredTime.Write(until), cancel)) all.Add(names);
        return all;
    }

    /// <exception cref="StoreUnavailableException">Whether they are there is unknown.</exception>
    public Task Destroy(NamesDocument names) => container.Delete("destroy_names", names.Partition, names.Id);

    private IAsyncEnumerable<NamesDocument> Find(string? board, string until, CancellationToken cancel) => container.Query(
        board is null ? "read_names_everywhere" : "read_names",
        new QueryDefinition("SELECT * FROM c WHERE c.named <= @until").WithParameter("@until", until),
        board,
        page => AdmissionJson.Parse(page, AdmissionJson.Plain.PageNamesDocument),
        cancel);
}
