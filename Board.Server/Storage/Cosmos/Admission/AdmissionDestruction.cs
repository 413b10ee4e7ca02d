using System.Runtime.CompilerServices;
using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// Destroys what is kept of the doors of a board whose destruction was decided there (K3), and keeps the proof. Each step
/// can be done again, by anybody, any number of times. Thread-safe.
/// </summary>
internal sealed class AdmissionDestruction(CosmosContainer container)
{
    private readonly AdmissionRemains _remains = new(container);

    /// <summary>Takes the board off the list of meetings, and marks there that its destruction has begun.</summary>
    /// <exception cref="StoreUnavailableException">It may still be there.</exception>
    public Task Begin(string board, CancellationToken cancel) => container.Replace(
        "begin_destruction",
        board,
        SummaryDocument.IdOfAll,
        there => Read(there) is { IsClosed: true } ? null : Write(SummaryDocument.ClosedOf(board, SummaryDocument.Unfinished)),
        cancel);

    /// <summary>Takes the mark away.</summary>
    /// <exception cref="StoreUnavailableException">It may still be there.</exception>
    public Task End(string board, CancellationToken cancel) => container.Replace(
        "end_destruction",
        board,
        SummaryDocument.IdOfAll,
        there => Read(there) is { IsClosed: true, Quiet: null } ? null : Write(SummaryDocument.ClosedOf(board)),
        cancel);

    /// <summary>The boards that are marked.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async IAsyncEnumerable<string> ReadUnfinished([EnumeratorCancellation] CancellationToken cancel)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.quiet = @unfinished").WithParameter("@unfinished", SummaryDocument.Unfinished);
        await foreach (var there in container.Query("read_unfinished", query, null, page => AdmissionJson.Parse(page, AdmissionJson.Plain.PagePlacedDocument), cancel))
            yield return there.Partition;
    }

    /// <summary>Takes out of each act what was done, and destroys names, keys and places on lists.</summary>
    /// <exception cref="StoreUnavailableException">Some may still be there.</exception>
    public async Task Clear(string board, CancellationToken cancel)
    {
        await foreach (var act in ReadActs(board, cancel))
        {
            if (!act.Act.Stays) await container.Replace("husk_act", board, act.Id, there => HuskOver(act, there), cancel);
        }

        await _remains.Sweep(board, cancel);
    }

    /// <summary>Reads all acts, to see that nothing of them is left. That there are no names and nothing that leads to the board, the last look of the sweep has seen.</summary>
    /// <exception cref="StoreUnavailableException">Something is, or Cosmos DB did not answer.</exception>
    public async Task RequireCleared(string board, CancellationToken cancel)
    {
        await foreach (var act in ReadActs(board, cancel))
        {
            if (!act.Act.Stays) throw new StoreUnavailableException($"Something of the doors of board {BoardTag.Of(board)} is still there.");
        }
    }

    /// <summary>Destroys what servers brought that died before they could take it away again.</summary>
    /// <exception cref="StoreUnavailableException">Some may still be there.</exception>
    public Task Sweep(string board, CancellationToken cancel) => _remains.Sweep(board, cancel);

    /// <summary>The proof; null while there is none.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async Task<DestructionProof?> ReadProof(string board, CancellationToken cancel) =>
        (await container.Read("read_proof", board, ProofDocument.IdOfAll, Parse, cancel))?.Proof;

    /// <summary>Makes the proof.</summary>
    /// <returns>The one that is there: whoever is first makes it for all.</returns>
    /// <exception cref="StoreUnavailableException">Whether it is there is unknown.</exception>
    public async Task<DestructionProof> Prove(DestructionProof proof)
    {
        var document = new ProofDocument { Id = ProofDocument.IdOfAll, Partition = proof.Board, Proof = proof };
        await container.Create("prove", proof.Board, document.Id, JsonSerializer.SerializeToUtf8Bytes(document, AdmissionJson.Plain.ProofDocument), content =>
        {
            proof = Parse(content).Proof;
            return true;
        });
        return proof;
    }

    private IAsyncEnumerable<ActDocument> ReadActs(string board, CancellationToken cancel) => container.Query(
        "read_acts",
        new QueryDefinition("SELECT * FROM c WHERE c.number > @after ORDER BY c.number").WithParameter("@after", 0),
        board,
        page => AdmissionJson.Parse(page, AdmissionJson.Plain.PageActDocument),
        cancel);

    /// <summary>Its line stays, and the call that made it, so that a lost answer can still be settled.</summary>
    private static byte[]? HuskOver(ActDocument act, Stream? there) =>
        there is not null && AdmissionJson.Parse(there, AdmissionJson.Plain.ActDocument).Act.Stays
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(act with { Act = new AdmissionAct.Gone() }, AdmissionJson.Plain.ActDocument);

    private static SummaryDocument? Read(Stream? there) => there is null ? null : SummaryDocument.TryRead(there);

    private static byte[] Write(SummaryDocument summary) => JsonSerializer.SerializeToUtf8Bytes(summary, AdmissionJson.Plain.SummaryDocument);

    private static ProofDocument Parse(Stream content) => AdmissionJson.Parse(content, AdmissionJson.Plain.ProofDocument);
}
