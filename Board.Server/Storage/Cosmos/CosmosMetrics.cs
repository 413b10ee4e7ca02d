using System.Diagnostics.Metrics;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>What the store tells of its cost: numbers, nothing of any board. Thread-safe.</summary>
internal sealed class CosmosMetrics
{
    public const string RequestCharge = "mappingboard.store.request_charge";
    public const string Operation = "operation";

    private readonly Histogram<double> _charges;

    public CosmosMetrics(IMeterFactory meters) =>
        _charges = meters.Create(StoreMeter.Name).CreateHistogram<double>(
            RequestCharge,
            "{request_unit}",
            "Request units that Cosmos DB charged for one answer; a page of a query is an answer.");

    /// <param name="operation">One of a few fixed words.</param>
    /// <param name="answer">Errors are charged as well.</param>
    public void Charged(string operation, ResponseMessage answer) =>
        _charges.Record(answer.Headers.RequestCharge, new KeyValuePair<string, object?>(Operation, operation));
}
