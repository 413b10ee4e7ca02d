using System.Collections.Concurrent;
using System.Text.Json;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>
/// An account of Cosmos DB in memory, beneath the real SDK: the REST operations that the store uses, and no other. What
/// it does not know it refuses, and keeps in <see cref="Refused"/>, so that no test passes by what was guessed. One
/// physical partition, always consistent. Faults by script. Thread-safe.
/// </summary>
public sealed class CosmosDouble
{
    private readonly Lock _gate = new();
    private readonly CosmosAccount _account = new();
    private readonly Queue<CosmosFault> _writes = [];
    private readonly Queue<CosmosFault> _reads = [];
    private readonly ConcurrentDictionary<string, bool> _away = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _refused = [];
    private readonly ConcurrentQueue<string> _asked = [];

    /// <summary>
    /// Lets the SDK plan queries by itself instead of asking the service for a plan, which this double has none of. Once
    /// for a process, before its first client.
    /// </summary>
    public static void PlanQueriesInProcess() => Environment.SetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "true");

    /// <summary>Any key will do: the double reads that there is a signature, not what it says.</summary>
    public static string Key { get; } = Convert.ToBase64String(new byte[64]);

    /// <summary>While false, every connection is dropped before anything happens.</summary>
    public bool IsAvailable { get; set; } = true;

    /// <summary>Whether the account says that it takes writes in more than one region.</summary>
    public bool WritesEverywhere
    {
        get => _account.WritesEverywhere;
        set => _account.WritesEverywhere = value;
    }

    /// <summary>What was asked for that this double does not know. A test that ends with something here has proved nothing.</summary>
    public IReadOnlyList<string> Refused => [.. _refused];

    /// <summary>The requests for documents that arrived, in order: <c>create commit-7</c>, <c>read commit-7</c>, <c>query</c>, <c>feed</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>What goes wrong with the next creates, replaces and deletes, one after the other; then nothing more.</summary>
    public void Script(params ReadOnlySpan<CosmosFault> faults) => Enqueue(_writes, faults);

    /// <summary>What goes wrong with the next reads, queries and pages of the feed.</summary>
    public void ScriptReads(params ReadOnlySpan<CosmosFault> faults) => Enqueue(_reads, faults);

    /// <summary>Nothing goes wrong any more, whatever was scripted.</summary>
    public void GoWell()
    {
        lock (_gate)
        {
            _writes.Clear();
            _reads.Clear();
        }
    }

    /// <summary>Takes one partition away, until it is brought back: 503 for whatever is asked of it.</summary>
    public void Away(string partition, bool away = true) => _away[partition] = away;

    /// <summary>A stored document, past every fault; null when it is not there.</summary>
    public JsonElement? Document(string partition, string id)
    {
        lock (_gate) return _account.Document(partition, id);
    }

    /// <summary>Every document of a partition, as it stands, past every fault.</summary>
    public IReadOnlyList<JsonElement> All(string partition)
    {
        lock (_gate) return _account.All(partition);
    }

    /// <summary>Every document of all containers, as it stands, past every fault.</summary>
    public IReadOnlyList<JsonElement> Everything()
    {
        lock (_gate) return _account.Everything();
    }

    /// <summary>Puts a document there, past every fault and every rule: somebody else's, or damage.</summary>
    public void Plant(string partition, string json)
    {
        lock (_gate) _account.Plant(partition, json);
    }

    /// <summary>Takes a document away, past every rule.</summary>
    public void Take(string partition, string id)
    {
        lock (_gate) _account.Take(partition, id);
    }

    /// <summary>Answers a request; null when the connection is dropped.</summary>
    public async Task<CosmosAnswer?> Answer(CosmosRequest request, CancellationToken cancel)
    {
        if (!IsAvailable) return null;
        if (request.Path is not ["dbs", _, "colls", _, "docs", ..]) return Do(request);

        var operation = CosmosOperation.Of(request);
        _asked.Enqueue(operation.ToString());
        if (request.PartitionKey is { } partition && _away.GetValueOrDefault(partition)) return Error(503);
        var fault = Next(operation.IsWrite ? _writes : _reads);
        if (fault is null) return Do(request);

        var answer = fault.TookEffect ? Do(request) : null;
        await fault.Meanwhile();
        await Task.Delay(fault.Delay, cancel);
        return fault.LeavesAnswer ? answer : fault.Status is { } status ? Error(status) : null;
    }

    private CosmosAnswer Do(CosmosRequest request)
    {
        CosmosAnswer? answer;
        lock (_gate) answer = _account.Answer(request);
        if (answer is not null) return answer;

        var what = $"{request.Method} {request.Address.PathAndQuery}";
        _refused.Enqueue(what);
        return CosmosAnswer.Error(501, "NotImplemented", $"The double does not know {what}.");
    }

    private CosmosFault? Next(Queue<CosmosFault> script)
    {
        lock (_gate) return script.TryDequeue(out var fault) ? fault : null;
    }

    private void Enqueue(Queue<CosmosFault> script, ReadOnlySpan<CosmosFault> faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults) script.Enqueue(fault);
        }
    }

    private static CosmosAnswer Error(int status) => status switch
    {
        429 => CosmosAnswer.Error(429, "TooManyRequests", "Request rate is large.", 3200).With("x-ms-retry-after-ms", "5"),
        404 => CosmosAnswer.Error(404, "NotFound", "Entity with the specified id does not exist in the system."),
        408 => CosmosAnswer.Error(408, "RequestTimeout", "The request timed out."),
        _ => CosmosAnswer.Error(status, "ServiceUnavailable", "The service is unavailable."),
    };
}
