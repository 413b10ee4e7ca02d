using MappingBoard.E2E.Browser;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>A client that was written from docs/PROTOCOL.md alone (tests/protocol-client).</summary>
[Collection(nameof(LaneTwo))]
public sealed class ProtocolClientTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task G1_a_client_from_the_document_alone_joins_waits_is_let_in_writes_resumes_and_is_told_that_it_is_too_old()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Longest);
        await using var server = await ServerProcess.StartNewAsync(new Dictionary<string, string>(), patience.Token);
        using var meeting = NodeScript.Start("meeting.mjs", server.Address.AbsoluteUri);
        await meeting.EndsWellAsync(patience.Token);
        Assert.Equal(5, meeting.Lines.Count(line => line.StartsWith("ok: ", StringComparison.Ordinal)));
    }
}
