using System.Buffers.Text;
using System.Net;
using System.Text;
using MappingBoard.Server.Ports;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// What has changed across boards, by the change feed: it needs no document that counts, no index, and never misses a
/// commit. It gives each commit once with all that is in it, so it is for lists that are kept up and for repairs, not
/// for asking every second.
/// </summary>
internal sealed partial class CosmosBoardStore
{
    private const int MostChanged = 1000;

    /// <summary>So many pages are read for one answer, so that a board with a long log does not hold up everything.</summary>
    private const int MostPages = 20;

    /// <summary>Begins every token of ours; what follows is the feed's own, in base64url.</summary>
    private const string TokenMark = "feed1.";

    public async Task<ChangedBoards> ReadChanged(string? token, int most, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostChanged);
        var from = token is null ? null : FromToken(token);
        var latest = new Dictionary<string, long>(StringComparer.Ordinal);
        var read = from;
        for (var pages = 0; latest.Count < most; pages++)
        {
            // As many documents as there is room for boards: a page is taken whole, since the feed goes on after it.
            // A feed that has shown nothing but snapshots is read on: an empty answer says that nothing has changed.
            if (pages >= MostPages && latest.Count > 0) break;
            var (documents, continuation) = await ReadFeed(read, most - latest.Count, cancel);
            if (documents is null) break;
            read = continuation;
            ChangedDocument.Fold(documents, latest);
        }

        return new([.. latest.Select(board => new ChangedBoard(board.Key, board.Value))], read == from ? token : ToToken(read));
    }

    /// <summary>A page of the feed; no documents when there is nothing new.</summary>
    private Task<(List<ChangedDocument>? Documents, string? Continuation)> ReadFeed(string? from, int most, CancellationToken cancel) => requests.Read(
        "read_changed",
        async inTime =>
        {
            var start = from is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(from);
            using var pages = container.GetChangeFeedStreamIterator(start, ChangeFeedMode.LatestVersion, new() { PageSizeHint = most });
            return await pages.ReadNextAsync(inTime);
        },
        status => status.Code is HttpStatusCode.NotModified or HttpStatusCode.BadRequest,
        answer => answer.StatusCode switch
        {
            HttpStatusCode.NotModified => (null, null),
            HttpStatusCode.BadRequest => throw NoToken(),
            _ => ((List<ChangedDocument>?)ChangedDocument.ReadPage(answer.Content), (string?)answer.ContinuationToken),
        },
        cancel);

    private static string? ToToken(string? continuation) =>
        continuation is null ? null : TokenMark + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(continuation));

    private static string FromToken(string token)
    {
        if (!token.StartsWith(TokenMark, StringComparison.Ordinal) || !Base64Url.IsValid(token.AsSpan(TokenMark.Length))) throw NoToken();
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.AsSpan(TokenMark.Length)));
    }

    private static ArgumentException NoToken() => new("The token is none of this store's.", "token");
}
