using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>
/// What comes from outside the process (a page, another server, a store, a file) is read in one place, which makes one known
/// exception of whatever the parser throws.
/// </summary>
public sealed class ForeignJsonTests
{
    [Fact]
    public void G3_json_from_outside_is_read_by_the_boards_own_reader_alone()
    {
        // The one reader of commits in all their forms makes the same exception of everything; what is embedded is not from outside.
        string[] own = ["ChangeJson.cs", "CommitForms.cs", "EmbeddedJson.cs"];
        var others =
            from project in new[] { "Board.Server", "Board.Shared" }
            from file in Repository.Sources(project, ".cs")
            where !own.Contains(Path.GetFileName(file))
            from line in File.ReadLines(file)
            where line.Contains("Deserialize(", StringComparison.Ordinal) || line.Contains("DeserializeAsync", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(others);
    }

    [Theory]
    [InlineData("\"kind\":\"add-note\",", "")]
    [InlineData("add-note", "ofALaterVersion")]
    [InlineData("Gran", "\\ud800")]
    public void O5_a_row_whose_hash_fits_and_whose_words_do_not_is_damaged_and_not_quoted(string from, string to)
    {
        var whole = StoredCommit.From(SampleLog.After(SampleLog.Id(7), null));
        var payload = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(whole.Payload).Replace(from, to, StringComparison.Ordinal));
        Assert.NotEqual(whole.Payload, payload);
        var stored = whole with { Payload = payload, Hash = System.Security.Cryptography.SHA256.HashData(payload) };
        var damaged = Assert.ThrowsAny<Exception>(() => stored.Read());
        Assert.IsNotType<NotSupportedException>(damaged);
        Assert.DoesNotContain("school", damaged.ToString(), StringComparison.Ordinal);
        Assert.True(Ids.IsWellFormed(stored.Board));
    }
}
