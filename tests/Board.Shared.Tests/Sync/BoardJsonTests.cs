using System.Text.Json;
using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>B5: what cannot be read is one kind of error, and what can comes through unchanged.</summary>
public sealed class BoardJsonTests
{
    private const string Note = "AAAAAAAAAAAAAAAAAAAAAA";

    public static TheoryData<string> Malformed =>
    [
        "null",
        "17",
        "\"text\"",
        "[]",
        "{}",
        """{"n":1}""",
        """{"n":1,"changes":null}""",
        """{"n":1,"changes":[]}""",
        """{"n":1,"changes":{}}""",
        """{"n":"1","changes":[]}""",
        """{"n":1.5,"changes":[]}""",
        """{"n":99999999999999999999,"changes":[]}""",
        """{"n":1,"changes":[null]}""",
        """{"n":1,"changes":[{"kind":"leave"},null]}""",
        """{"n":1,"changes":["remove"]}""",
        """{"n":1,"changes":[{}]}""",
        """{"n":1,"changes":[{"note":"x"}]}""",
        """{"n":1,"changes":[{"kind":"remove"}]}""",
        """{"n":1,"changes":[{"kind":"remove","note":null}]}""",
        """{"n":1,"changes":[{"kind":"remove","note":5}]}""",
        """{"n":1,"changes":[{"kind":"remove","note":"\ud800"}]}""",
        """{"n":1,"changes":[{"kind":"destroy-board"}]}""",
        """{"n":1,"changes":[{"kind":7,"note":"x"}]}""",
        """{"n":1,"changes":[{"kind":"Remove","note":"x"}]}""",
        """{"n":1,"changes":[{"kind":"place-judgement","scale":"x","value":"7","reason":"","oneHigher":""}]}""",
        """{"n":1,"changes":[{"kind":"place-judgement","scale":"x","value":7e99,"reason":"","oneHigher":""}]}""",
        """{"n":1,"changes":[{"kind":"move","note":"x","place":{"column":"attic"}}]}""",
        """{"n":1,"changes":[{"kind":"agree-step","note":"x","who":"","by":"next Friday"}]}""",
        """{"n":1,"changes":[{"kind":"edit-text","note":"x","base":0,"edit":[0]}]}""",
        """{"n":1,"changes":[{"kind":"edit-text","note":"x","base":0,"edit":{"retain":3}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void B5_a_malformed_batch_is_a_JsonException_and_nothing_else(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.ThrowsAny<JsonException>(() => BoardJson.ReadBatch(document.RootElement));
    }

    [Fact]
    public void B5_as_many_changes_as_a_batch_may_hold_are_read_and_not_one_more()
    {
        using var most = JsonDocument.Parse(Leaving(100));
        Assert.Equal(100, BoardJson.ReadBatch(most.RootElement).Changes.Length);
        using var more = JsonDocument.Parse(Leaving(101));
        Assert.ThrowsAny<JsonException>(() => BoardJson.ReadBatch(more.RootElement));

        static string Leaving(int times) => $$"""{"n":1,"changes":[{{string.Join(',', Enumerable.Repeat("""{"kind":"leave"}""", times))}}]}""";
    }

    [Fact]
    public void B5_deep_nesting_is_a_JsonException()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60));
        using var document = JsonDocument.Parse($$"""{"n":1,"changes":[{"kind":"remove","note":{{deep}}}]}""");
        Assert.ThrowsAny<JsonException>(() => BoardJson.ReadBatch(document.RootElement));
    }

    [Fact]
    public void The_kind_may_stand_anywhere_and_unknown_fields_are_passed_over()
    {
        using var document = JsonDocument.Parse($$"""{"changes":[{"note":"{{Note}}","later":true,"kind":"remove"}],"n":1}""");
        var batch = BoardJson.ReadBatch(document.RootElement);
        Assert.Equal(new RemoveNote(Note), Assert.Single(batch.Changes));
    }

    [Fact]
    public void Every_change_comes_through_as_it_was() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var board = SampleBoards.With("Mum");
        for (var i = 0; i < 15; i++) board = board.Apply(AnyChange.On(board, random), new(SeededIds.Named("Mum"), SampleBoards.Noon));
        var batch = new Batch(1, [AnyChange.On(board, random), AnyChange.On(board, random)]);

        using var document = JsonSerializer.SerializeToDocument(batch, BoardJson.Default.Batch);
        var read = BoardJson.ReadBatch(document.RootElement);

        Assert.Equal(batch.N, read.N);
        Assert.Equal(batch.Changes, read.Changes);
    }, iter: Tier.Cases(500));
}
