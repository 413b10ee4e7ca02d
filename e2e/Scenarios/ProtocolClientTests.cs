using System.Diagnostics;
using MappingBoard.E2E.Browser;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>A client that was written from docs/PROTOCOL.md alone (tests/protocol-client), on the Node that Playwright brings.</summary>
[Collection(nameof(LaneTwo))]
public sealed class ProtocolClientTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task G1_a_client_from_the_document_alone_joins_waits_is_let_in_writes_resumes_and_is_told_that_it_is_too_old()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartNewAsync(new Dictionary<string, string>(), cancel);
        using var node = new Process
        {
            StartInfo = new(Node(), [Path.Combine(AppContext.BaseDirectory, "protocol-client", "meeting.mjs"), server.Address.AbsoluteUri])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Longest);
        node.Start();
        try
        {
            var (said, failed) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
            await node.WaitForExitAsync(patience.Token);
            Assert.True(node.ExitCode == 0, $"{await said}\n{await failed}");
            Assert.Equal(5, (await said).Split('\n').Count(line => line.StartsWith("ok: ", StringComparison.Ordinal)));
        }
        finally
        {
            if (!node.HasExited) node.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Playwright's driver runs on it, and it stands beside the tests.</summary>
    private static string Node() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), OperatingSystem.IsWindows() ? "node.exe" : "node", SearchOption.AllDirectories).First();
}
