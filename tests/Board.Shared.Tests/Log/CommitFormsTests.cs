using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>G1: commits of every form are read, keep the bytes and the hash that they have, and a newer one is called newer.</summary>
public sealed class CommitFormsTests
{
    private static readonly Commit Some = SampleLog.Of(SampleLog.Id(3), 2)[1];

    private static string Json => Encoding.UTF8.GetString(CommitForms.Bytes(Some));

    [Fact]
    public void G1_every_form_before_todays_is_lifted() => Assert.True(CommitForms.Lifts.Length == Commit.Version - 1, "A form was added without its lift.");

    [Fact]
    public void G1_an_old_commit_goes_through_every_form_after_its_own()
    {
        var lifted = CommitForms.Lift(Encoding.UTF8.GetBytes("""{"v":2,"words":"a"}"""), 2, [Adds("1"), Adds("2"), Adds("3")]);
        Assert.Equal("""{"v":4,"words":"a23"}""", lifted.ToJsonString());
        Assert.Throws<JsonException>(() => CommitForms.Lift("""{"v":0}"""u8, 0, []));
    }

    [Theory]
    [InlineData("too-long", "This is too long for one note: 4,000 signs is the most. Divide it into two.", """{"code":"too-long","index":0,"args":{"most":4000}}""")]
    [InlineData("too-long", "This is too long.", """{"code":"too-long","index":0}""")]
    [InlineData("out-of-range", "Choose a number from 0 to 10.", """{"code":"out-of-range","index":0}""")]
    [InlineData("a code of then", "", """{"code":"a code of then","index":0}""")]
    [InlineData("out-of-range", "4,000 signs is the most.", """{"code":"out-of-range","index":0}""")]
    [InlineData("too-long", "1,200,000 of 3", """{"code":"too-long","index":0,"args":{"most":1200000}}""")]
    [InlineData("too-long", "99,999,999,999 signs", """{"code":"too-long","index":0}""")]
    public void G2_a_refusal_that_was_a_sentence_becomes_its_code_and_arguments(string code, string sentence, string lifted)
    {
        var old = $$"""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"b","changes":[],"n":1,"refused":[{"code":"{{code}}","index":0,"sentence":"{{sentence}}"}],"replica":"r"}],"board":"b","first":1,"number":1,"previous":"","v":1}""";
        var refused = CommitForms.Lift(Encoding.UTF8.GetBytes(old), 1, CommitForms.Lifts)["batches"]![0]!["refused"]![0]!;
        Assert.Equal(lifted, refused.ToJsonString());

        var read = CommitForms.Read(Encoding.UTF8.GetBytes(old));
        Assert.Equal(code, Assert.Single(read.Batches[0].Refused).Code);
        Assert.Equal(CommitHash.Of(Encoding.UTF8.GetBytes(old)), CommitHash.Of(read));
    }

    /// <summary>The lift sees whatever an old log holds; whether that is a commit is asked afterwards.</summary>
    [Theory]
    [InlineData("""{}""", """{"v":3}""")]
    [InlineData("""{"batches":7}""", """{"batches":7,"v":3}""")]
    [InlineData("""{"batches":[null,7,{},{"refused":{}},{"refused":[null,7,{}]}]}""", """{"batches":[null,7,{},{"refused":{}},{"refused":[null,7,{}]}],"v":3}""")]
    [InlineData("""{"batches":[{"refused":[{"code":7,"sentence":"4 signs"},{"code":"too-long","sentence":4},{"code":"too-long"}]}]}""", """{"batches":[{"refused":[{"code":7},{"code":"too-long"},{"code":"too-long"}]}],"v":3}""")]
    public void G1_what_is_no_refusal_is_lifted_as_it_is(string old, string lifted) =>
        Assert.Equal(lifted, CommitForms.Lift(Encoding.UTF8.GetBytes(old), 1, CommitForms.Lifts).ToJsonString());

    [Fact]
    public void G1_what_is_newer_says_of_which_form_it_is_and_which_is_known() => Assert.Equal(
        "A newer version wrote this commit: its form is 7, and 2 is the newest that is known here.",
        new NewerVersionException("commit", 7, 2).Message);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void G1_a_commit_of_a_newer_form_is_newer_whatever_is_in_it(int ahead)
    {
        var newer = Assert.Throws<NewerVersionException>(() => CommitForms.Read(Encoding.UTF8.GetBytes($$$"""{"batches":{"of":"another form"},"v":{{{Commit.Version + ahead}}}}""")));
        Assert.Equal((Commit.Version + ahead, Commit.Version), (newer.Found, newer.Known));
    }

    /// <summary>Its form should have been raised, and was not: it is whole all the same.</summary>
    [Fact]
    public void G1_a_commit_with_a_kind_of_change_that_is_not_known_is_newer()
    {
        var bytes = Encoding.UTF8.GetBytes(Json.Replace("\"add-note\"", "\"add-drawing\"", StringComparison.Ordinal));
        Assert.Equal(0, Assert.Throws<NewerVersionException>(() => CommitForms.Read(bytes)).Found);
    }

    [Theory]
    [InlineData("""{"batches":[{"changes":[{"kind":"add-drawing"}]}],"v":2}""", true)]
    [InlineData("""{"batches":[{"changes":[{"kind":"remove"},{"kind":"add-drawing"}]},7],"v":1}""", true)]
    [InlineData("""{"batches":[{"changes":[{"kind":"remove"}]}],"v":2}""", false)]
    [InlineData("""{"batches":[{"changes":[{"kind":7}]}],"v":2}""", false)]
    [InlineData("""{"batches":{"changes":[{"kind":"add-drawing"}]},"v":2}""", false)]
    [InlineData("""{"changes":[{"kind":"add-drawing"}],"v":2}""", false)]
    [InlineData("""[{"kind":"add-drawing"}]""", false)]
    [InlineData("""{"batches":[{"changes":[{"kind":"add-drawing"}]}],"v":2""", false)]
    public void G1_what_is_no_commit_is_newer_only_where_it_holds_an_unknown_kind(string json, bool isNewer)
    {
        var fault = Assert.ThrowsAny<Exception>(() => CommitForms.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(isNewer, fault is NewerVersionException);
        Assert.Equal(!isNewer, fault is JsonException);
    }

    [Fact]
    public void G1_the_form_is_what_the_commit_says_and_nothing_within_it()
    {
        var read = CommitForms.Read(Encoding.UTF8.GetBytes(Json.Replace("{\"at\"", "{\"a\":{\"v\":99},\"b\":[{\"v\":98}],\"at\"", StringComparison.Ordinal)));
        Assert.Equal(Commit.Version, read.Stored!.Form);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" ", false)]
    public void O5_a_commit_of_todays_form_is_whole_as_its_canonical_bytes_alone(string space, bool isWhole) =>
        Assert.Equal(isWhole, CommitForms.IsWhole(CommitForms.Read(Encoding.UTF8.GetBytes(space + Json))));

    [Theory]
    [InlineData("""{"added":1,"at":"2026-11-23T09:30:00+00:00","batches":[],"board":"b","first":1,"number":1,"previous":"","v":1}""", true)]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","added":1,"batches":[],"board":"b","first":1,"number":1,"previous":"","v":1}""", false)]
    [InlineData("""{"added":1.5,"at":"2026-11-23T09:30:00+00:00","batches":[],"board":"b","first":1,"number":1,"previous":"","v":1}""", false)]
    public void O5_G1_a_commit_of_an_older_form_is_whole_if_its_bytes_are_canonical(string json, bool isWhole) =>
        Assert.Equal(isWhole, CommitForms.IsWhole(CommitForms.Read(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void O5_a_commit_that_was_made_here_is_whole() => Assert.True(CommitForms.IsWhole(Some));

    /// <summary>The hash is over what was stored, however this version would write it.</summary>
    [Fact]
    public void O5_G1_the_hash_of_a_commit_that_was_read_is_over_its_own_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(Json.Replace("{\"at\"", "{\"added\":1,\"at\"", StringComparison.Ordinal));
        var read = CommitForms.Read(bytes);
        Assert.Equal(CommitHash.Of(bytes), CommitHash.Of(read));
        Assert.NotEqual(CommitHash.Of(Some), CommitHash.Of(read));
        Assert.Same(bytes, CommitForms.Bytes(read));
        Assert.False(CommitForms.IsWhole(read));
        Assert.True(CommitForms.IsWhole(CommitForms.Read(CommitForms.Bytes(Some))));
    }

    [Fact]
    public void O5_a_commit_that_was_changed_has_another_hash_than_the_one_that_was_read()
    {
        var read = CommitForms.Read(CommitForms.Bytes(Some));
        Assert.NotNull(read.Stored);
        var changed = read with { At = read.At.AddTicks(1) };
        Assert.Null(changed.Stored);
        Assert.NotEqual(CommitHash.Of(read), CommitHash.Of(changed));
        Assert.Equal(CommitHash.Of(read), CommitHash.Of(changed with { At = read.At }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"v":"1"}""")]
    [InlineData("""{"v":1.5}""")]
    [InlineData("""{"v":0}""")]
    [InlineData("""{"v":-1}""")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"v":1""")]
    [InlineData("""{"v":2,"v":3""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":null,"board":"b","first":1,"number":1,"previous":"","v":2}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"changes":[]}],"board":"b","first":1,"number":1,"previous":"","v":2}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"refused":[]}],"board":"b","first":1,"number":1,"previous":"","v":2}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"changes":[],"refused":[null]}],"board":"b","first":1,"number":1,"previous":"","v":2}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"changes":[],"refused":[{"code":"a","index":0},null]}],"board":"b","first":1,"number":1,"previous":"","v":2}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"refused":[],"changes":[{"kind":"leave"},null]}],"board":"b","first":1,"number":1,"previous":"","v":2}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"refused":[],"changes":[]},null],"board":"b","first":1,"number":1,"previous":"","v":2}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[null],"board":"b","first":1,"number":1,"previous":"","v":1}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"refused":[],"changes":[null]}],"board":"b","first":1,"number":1,"previous":"","v":1}""")]
    [InlineData("""{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"","replica":"","n":0,"refused":[],"changes":[{}]}],"board":"b","first":1,"number":1,"previous":"","v":1}""")]
    public void What_is_no_commit_is_said_to_be_none(string json) =>
        Assert.ThrowsAny<JsonException>(() => CommitForms.Read(Encoding.UTF8.GetBytes(json)));

    private static Action<JsonObject> Adds(string letter) => commit => commit["words"] = (string)commit["words"]! + letter;
}
