using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Boards.Samples;
using Xunit;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>What holds for every kind of change that is registered, and for <see cref="Wave"/>, which only these tests register.</summary>
public sealed partial class ChangeKindsTests
{
    private static readonly string[] People = ["Mum", "Nan", "PC Hill"];

    public static TheoryData<string> Kinds => [.. ChangeKinds.All.Select(kind => kind.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_one_sample_of_its_own(string name)
    {
        var kind = Named(name);
        var change = AllSamples.Of(kind).On(SampleBoards.With(People), new(1));
        Assert.Equal(kind.Type, change.GetType());
        Assert.Same(kind, ChangeKinds.Of(change));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_is_named_in_small_letters(string name) => Assert.Matches(PlainName(), name);

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_comes_through_the_wire_and_the_log_as_it_was(string name) => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var change = AllSamples.Of(Named(name)).On(Grown(random), random);
        var batch = JsonSerializer.SerializeToElement(new Batch(1, [change]), BoardJson.Default.Batch);
        Assert.Equal(name, batch.GetProperty("changes")[0].GetProperty("kind").GetString());
        Assert.Equal(Json(change), Json(Assert.Single(BoardJson.ReadBatch(batch).Changes)));

        var commit = new Commit(Commit.Version, "board", 1, 1, SampleBoards.Noon, Commit.NoPrevious, [new("by", "", 0, [change], [])]);
        var bytes = CanonicalJson.Bytes(commit, LogJson.Default.Commit);
        Assert.Equal(bytes, CanonicalJson.Bytes(JsonSerializer.Deserialize(bytes, LogJson.Default.Commit)!, LogJson.Default.Commit));
    }, iter: Tier.Cases(20));

    [Theory, MemberData(nameof(Kinds))]
    public void R6_what_takes_a_change_back_leaves_the_map_as_it_was_and_can_be_taken_back_itself(string name) => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var board = Grown(random);
        for (var i = 0; i < 10; i++)
        {
            var change = AllSamples.Of(Named(name)).On(board, random);
            var stamp = AnyStamp(random);
            if (change.Check(board, stamp) is not null || change.Invert(board, stamp) is not { } back) continue;
            var after = board.Apply(change, stamp);
            Assert.True(change.StillStands(after, stamp));
            var undone = after.Apply(back, stamp);
            if (ChangeKinds.Of(back) is { Json: null } kind) Assert.NotEqual(Messages.Undo.ChangedBack, kind.Undone);
            Assert.Equal(board.Readable(), undone.Readable());
            if (back.Invert(after, stamp) is { } again) Assert.Equal(after.Readable(), undone.Apply(again, stamp).Readable());
        }
    }, iter: Tier.Cases(40));

    [Theory, MemberData(nameof(Kinds))]
    public void What_adds_something_is_refused_where_anything_has_its_id(string name)
    {
        var (taken, meeting) = (SeededIds.Named("taken"), new Shared.Tests.Visibility.MixedMeeting());
        meeting.Does(Shared.Tests.Visibility.MixedMeeting.Mum, new AddNote(taken, new(Column.Worries), "He shouts."));
        if (name == AddAddendum.Kind.Name)
        {
            meeting.Does(Shared.Tests.Visibility.MixedMeeting.Chair, new HoldBoard());
            meeting.Does(Shared.Tests.Visibility.MixedMeeting.Chair, new LockBoard());
        }

        for (var seed = 0; seed < 20; seed++)
        {
            var change = AllSamples.Of(Named(name)).On(meeting.Ledger.Board, new(seed));
            if (change.Adds is not { } id) continue;
            var again = JsonSerializer.Deserialize(Json(change).Replace(id, taken, StringComparison.Ordinal), BoardJson.Default.Change)!;
            Assert.Equal("id-taken", Assert.Single(meeting.Does(Shared.Tests.Visibility.MixedMeeting.Chair, again).Batches[0].Refused).Code);
        }
    }

    [Fact]
    public void G1_a_kind_that_is_not_known_is_an_explicit_fault_wherever_it_stands()
    {
        const string Unknown = """{"kind":"destroy-board","board":"x"}""";
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(Unknown, BoardJson.Default.Change));
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize($$"""{"n":1,"changes":[{{Unknown}}]}""", BoardJson.Default.Batch));
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(
            $$"""{"kind":"committed","from":1,"batches":[{"by":"x","at":"2026-11-23T12:00:00Z","changes":[{{Unknown}}]}]}""",
            BoardJson.Default.ServerMessage));
    }

    [Fact]
    public void A_change_that_nobody_has_registered_is_not_written() =>
        Assert.ThrowsAny<NotSupportedException>(() => JsonSerializer.Serialize(new Unregistered(), BoardJson.Default.Change));

    [Fact]
    public void A_kind_that_comes_after_changes_were_read_or_written_is_refused()
    {
        _ = ChangeKinds.All;
        Assert.Throws<InvalidOperationException>(() => ChangeKinds.Add(new ChangeKind<Unregistered>("unregistered")));
    }

    [Fact]
    public void A_kind_of_another_assembly_is_a_kind_like_any_other()
    {
        var (meeting, note) = (new Shared.Tests.Visibility.MixedMeeting(), SeededIds.Named("note"));
        meeting.Does(Shared.Tests.Visibility.MixedMeeting.Mum, new AddNote(note, new(Column.Worries), "He shouts."));
        var wave = Assert.Single(meeting.Does(Shared.Tests.Visibility.MixedMeeting.Dad, new Wave(note)).Batches[0].Changes);
        Assert.Equal("""{"kind":"wave","note":"NOTE","up":true}""".Replace("NOTE", note, StringComparison.Ordinal), Json(wave));
        Assert.Equal(Shared.Tests.Visibility.MixedMeeting.Dad, meeting.Ledger.SeenBy(Shared.Tests.Visibility.MixedMeeting.Mum).Notes[note].Step?.Done?.By);
        Assert.Contains(AllSamples.OfMeetings, sample => sample.Kind == Wave.Kind);
        Assert.Contains(Kinds, row => row.Data == "wave");
    }

    internal static ChangeKind Named(string name) => ChangeKinds.All.Single(kind => kind.Name == name);

    private static string Json(Change change) => JsonSerializer.Serialize(change, BoardJson.Default.Change);

    private static Model.Board Grown(Random random)
    {
        var board = SampleBoards.With(People);
        for (var i = 0; i < 25; i++)
        {
            var (change, stamp) = (AnyChange.On(board, random), AnyStamp(random));
            if (change.Check(board, stamp) is null) board = board.Apply(change, stamp);
        }

        return board;
    }

    private static Stamp AnyStamp(Random random) => new(SeededIds.Named(random.Pick(People)), SampleBoards.Noon.AddSeconds(random.Next(10_000)));

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex PlainName();

    private sealed record Unregistered : Change
    {
        public override Refusal? Check(Model.Board board, Stamp stamp) => null;

        public override Model.Board ApplyTo(Model.Board board, Stamp stamp) => board;
    }
}
