using System.Text;
using System.Text.RegularExpressions;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Log;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Server.Tests.Bus;

/// <summary>Whatever comes over the bus is read, or is none of ours: reading never throws.</summary>
public sealed class BusMessageTests
{
    private static readonly string Server = SampleLog.Id(9);
    private static readonly Commit Some = SampleLog.After(SampleLog.Id(7), null);

    public static TheoryData<string> NoneOfOurs =>
    [
        .. from kind in "cpdx" from json in Strange select kind + json,
        .. NoCommits.Select(json => "c" + json),
    ];

    private static string[] Strange =>
    [
        "", "null", "{}", "[]", "7", "{", "\"\\ud800\"", "{\"board\":null}", "{\"board\":\"x\",\"pages\":[null]}",
        "{\"board\":\"x\",\"pages\":[{\"participant\":null,\"shows\":{}}]}",
    ];

    private static string[] NoCommits =>
    [
        Of(b => b.Replace("\"kind\":\"add-note\",", "", StringComparison.Ordinal)),
        Of(b => b.Replace("add-note", "no-such-kind", StringComparison.Ordinal)),
        Of(b => Regex.Replace(b, "\"changes\":\\[.*\\],\"n\"", "\"changes\":[null],\"n\"")),
        Of(b => b.Replace("\"refused\":[]", "\"refused\":[null]", StringComparison.Ordinal)),
        Of(b => b.Replace("\"refused\":[]", "\"refused\":null", StringComparison.Ordinal)),
        Of(b => b.Replace("\"number\":1", "\"number\":1e99", StringComparison.Ordinal)),
        Of(b => b.Replace("Gran", "\\ud800", StringComparison.Ordinal)),
        Of(b => Regex.Replace(b, "\"at\":\"[^\"]*\"", "\"at\":\"then\"")),
    ];

    [Theory, MemberData(nameof(NoneOfOurs))]
    public void G3_what_is_none_of_ours_is_passed_over(string message) =>
        Assert.Null(BusMessage.Read([(byte)message[0], .. Encoding.ASCII.GetBytes(Server), .. Encoding.UTF8.GetBytes(message[1..])]));

    [Fact]
    public void What_a_server_says_is_read()
    {
        Assert.Equal(CommitHash.Of(Some), CommitHash.Of((Commit)BusMessage.Read(BusMessage.Of(Server, Some))!.Value.Said));
        Assert.Equal(new AdmissionNews(Some.Board, "x"), BusMessage.Read(BusMessage.Of(Server, new AdmissionNews(Some.Board, "x")))!.Value.Said);
    }

    /// <summary>Bytes that were lost, doubled and changed on the way.</summary>
    [Fact]
    public void G3_no_message_that_was_mangled_throws()
    {
        var random = new Random(7);
        byte[][] messages =
        [
            BusMessage.Of(Server, Some),
            BusMessage.Of(Server, new PeopleHere(Some.Board, [new(SampleLog.Id(1), new ShowRequest("column:worries", TestCircles.Everyone))])),
            BusMessage.Of(Server, new AdmissionNews(Some.Board)),
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = messages[i % messages.Length].ToList();
            for (var j = 0; j <= random.Next(4); j++)
            {
                var at = random.Next(23, bytes.Count);
                var length = Math.Min(random.Next(1, 20), bytes.Count - at);
                switch (random.Next(3))
                {
                    case 0: bytes.RemoveRange(at, length); break;
                    case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                    default: bytes[at] = (byte)"{}[],:\"\\0ne"[random.Next(11)]; break;
                }

                if (bytes.Count <= 24) break;
            }

            _ = BusMessage.Read(bytes.ToArray());
        }
    }

    private static string Of(Func<string, string> change)
    {
        var whole = Encoding.UTF8.GetString(BusMessage.Of(Server, Some).AsSpan(23));
        var changed = change(whole);
        Assert.NotEqual(whole, changed);
        return changed;
    }
}
