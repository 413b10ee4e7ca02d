using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// What an answer of Cosmos DB means for us. The numbers are those of its documentation, "HTTP status codes for Azure
/// Cosmos DB".
/// </summary>
/// <param name="Code">The HTTP status; null when no answer came.</param>
/// <param name="Sub">The reason within it; 0 when there is none.</param>
internal readonly record struct CosmosStatus(HttpStatusCode? Code, int Sub = 0)
{
    private const string SubStatusHeader = "x-ms-substatus";
    private const int LaggingReplica = 1002;

    /// <summary>Nothing came back: dropped, timed out, not reachable.</summary>
    public static CosmosStatus NoAnswer => default;

    public static CosmosStatus Of(ResponseMessage answer) =>
        new(answer.StatusCode, int.TryParse(answer.Headers[SubStatusHeader], out var sub) ? sub : 0);

    /// <summary>What an exception of the SDK, or of the network beneath it, says; null when it says nothing of the service.</summary>
    public static CosmosStatus? Of(Exception e) => e switch
    {
        CosmosException status => new(status.StatusCode, status.SubStatusCode),
        OperationCanceledException or HttpRequestException or IOException or SocketException or RequestFailedException or AuthenticationFailedException => NoAnswer,
        _ => null,
    };

    public bool IsSuccess => Code is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    /// <summary>
    /// The document is not there. Other answers of 404 say something else: 1002 that a replica lags behind, 1003 that the
    /// whole container is missing. Neither may be read as an empty board.
    /// </summary>
    public bool IsAbsent => Code == HttpStatusCode.NotFound && Sub == 0;

    /// <summary>
    /// A write with this answer may have taken effect. All others refuse it for certain: a request that was throttled
    /// (429), told to come again (449), not allowed or malformed never reached the log.
    /// </summary>
    public bool LeavesWriteOpen => Code is null or HttpStatusCode.RequestTimeout or HttpStatusCode.Gone or >= HttpStatusCode.InternalServerError;

    /// <summary>
    /// An answer after which a read is worth another try soon. Not among them is what the SDK tries again itself: 429 and
    /// 449, by the time that the answer names, and connections that were dropped. A second layer on top would multiply the
    /// tries just when there are too many.
    /// </summary>
    public bool IsWorthReadingAgain => (Code is not null && LeavesWriteOpen) || (Code == HttpStatusCode.NotFound && Sub == LaggingReplica);

    public override string ToString() => Code is { } code ? Sub == 0 ? $"{(int)code}" : $"{(int)code}/{Sub}" : "no answer";
}
