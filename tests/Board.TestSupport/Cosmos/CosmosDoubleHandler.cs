using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>The double in the place of the network, in this process.</summary>
public sealed class CosmosDoubleHandler(CosmosDouble account) : HttpMessageHandler
{
    /// <summary>While true, nothing that is asked through it arrives.</summary>
    public bool IsCut { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = (IsCut ? null : await account.Answer(new(request.Method.Method, request.RequestUri!, Header, body), cancellationToken))
            ?? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was dropped.", new IOException("Dropped."));

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ByteArrayContent(Bytes(answer)) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;

        string? Header(string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(",", values)
            : request.Content?.Headers.TryGetValues(name, out values) == true ? string.Join(",", values)
            : null;
    }

    private static byte[] Bytes(CosmosAnswer answer) => answer.Body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(answer.Body);
}
