using System.Text;
using System.Text.Json;
using CsCheck;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>O5: every commit holds the hash of the one before it, and a verifier names the first that does not fit.</summary>
public sealed class ChainTests
{
    /// <summary>A log, a place in it, and whether the verifier is told the hash of the last commit.</summary>
    private static readonly Gen<(Commit[] Log, int Place, bool Headed)> PlaceInALog =
        Gen.Select(LogGens.Log, Gen.Int[0, 1000], Gen.Bool, (log, place, headed) => (log, place % log.Length, headed));

    /// <summary>
    /// The bytes of version 3, for ever. When this fails, records that are already written no longer verify: leave out of
    /// the JSON what a new version adds while it is absent.
    /// </summary>
    [Fact]
    public void O5_the_bytes_and_the_hash_of_form_3_stay_what_they_are()
    {
        var commit = new Commit(
            Commit.Version, "AAAAAAAAAAAAAAAAAAAAAA", 1, 1, new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero), Commit.NoPrevious,
            [
                new("BBBBBBBBBBBBBBBBBBBBBB", "CCCCCCCCCCCCCCCCCCCCCC", 1,
                    [
                        new AddNote("DDDDDDDDDDDDDDDDDDDDDD", new(Column.Worries), "\"No\" 😀 <é>\n", Voice: new("Robin", "8 years old", true)),
                        new PlaceJudgement("EEEEEEEEEEEEEEEEEEEEEE", 4, "", ""),
                    ],
                    [new(2, "too-long", MessageArguments.Of(("most", 4_000)))]),
            ]);

        Assert.Equal(
            """{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"BBBBBBBBBBBBBBBBBBBBBB","changes":[{"circle":"everyone","kind":"add-note","note":"DDDDDDDDDDDDDDDDDDDDDD","place":{"column":"Worries"},"text":"\"No\" 😀 <é>\n","voice":{"exactWords":true,"name":"Robin","who":"8 years old"}},{"circle":"everyone","kind":"place-judgement","oneHigher":"","reason":"","reasonFor":"everyone","scale":"EEEEEEEEEEEEEEEEEEEEEE","value":4}],"n":1,"refused":[{"args":{"most":4000},"code":"too-long","index":2}],"replica":"CCCCCCCCCCCCCCCCCCCCCC"}],"board":"AAAAAAAAAAAAAAAAAAAAAA","first":1,"number":1,"previous":"0000000000000000000000000000000000000000000000000000000000000000","v":3}""",
            Encoding.UTF8.GetString(CanonicalJson.Bytes(commit, LogJson.Default.Commit)));
        Assert.Equal("20d14052abe5f0c6d7b98b29e3878c064865d8e778db324eeb7624ead900b7ee", CommitHash.Of(commit));
    }

    /// <summary>The same of form 2, which is only read.</summary>
    [Fact]
    public void O5_G1_a_commit_of_form_2_verifies_over_its_own_bytes_and_says_what_it_said()
    {
        var bytes = """{"at":"2026-11-23T09:30:00+00:00","batches":[{"by":"BBBBBBBBBBBBBBBBBBBBBB","changes":[{"kind":"add-note","note":"DDDDDDDDDDDDDDDDDDDDDD","place":{"column":"Worries"},"text":"\"No\" 😀 <é>\n","voice":{"exactWords":true,"name":"Robin","who":"8 years old"}},{"kind":"place-judgement","oneHigher":"","reason":"","scale":"EEEEEEEEEEEEEEEEEEEEEE","value":4}],"n":1,"refused":[{"args":{"most":4000},"code":"too-long","index":2}],"replica":"CCCCCCCCCCCCCCCCCCCCCC"}],"board":"AAAAAAAAAAAAAAAAAAAAAA","first":1,"number":1,"previous":"0000000000000000000000000000000000000000000000000000000000000000","v":2}"""u8.ToArray();
        Assert.Equal("36acf015b62def540988b46fe3084abc9c5f3b14555ef57a5b5d86157b75fe22", CommitHash.Of(bytes));
        var read = CommitForms.Read(bytes);
        Assert.Equal((Commit.Version, CommitHash.Of(bytes)), (read.V, CommitHash.Of(read)));
        Assert.Equal("everyone", Assert.IsType<AddNote>(read.Batches[0].Changes[0]).Circle);
        Assert.Equal("everyone", Assert.IsType<PlaceJudgement>(read.Batches[0].Changes[1]).ReasonFor);
    }

    [Fact]
    public void O5_a_commit_has_the_same_hash_after_a_journey_through_json() =>
        LogGens.LogOf(1, 1).Sample(log =>
        {
            var commit = log[0];
            var plain = JsonSerializer.SerializeToUtf8Bytes(commit, LogJson.Default.Commit);
            var canonical = CanonicalJson.Bytes(commit, LogJson.Default.Commit);
            Assert.Equal(CommitHash.Of(commit), CommitHash.Of(Read(plain)));
            Assert.Equal(CommitHash.Of(commit), CommitHash.Of(Read(canonical)));
            Assert.Equal(CommitHash.Of(commit), CommitHash.Of(canonical));
        });

    [Fact]
    public void O5_a_log_as_it_was_written_fits() =>
        LogGens.Log.Sample(log =>
        {
            Assert.Equal(ChainVerdict.Whole, Chain.Verify(log));
            Assert.Equal(ChainVerdict.Whole, Chain.Verify(log, CommitHash.Of(log[^1])));
        });

    [Fact]
    public void O5_an_empty_log_fits_unless_somebody_noted_a_commit_of_it()
    {
        Assert.Equal(ChainVerdict.Whole, Chain.Verify([]));
        Assert.Equal(ChainVerdict.Whole, Chain.Verify([], Commit.NoPrevious));
        Assert.Equal(new(1, ChainFault.Content), Chain.Verify([], new string('a', 64)));
    }

    [Fact]
    public void O5_a_changed_commit_is_named_wherever_it_stands() =>
        Gen.Select(PlaceInALog, Gen.Int[0, 4]).Sample((at, kind) =>
        {
            var (log, place, _) = at;
            var head = CommitHash.Of(log[^1]);
            log[place] = Altered(log[place], kind);
            Assert.Equal(new(place + 1, ChainFault.Content), Chain.Verify(log, head));
        });

    [Fact]
    public void O5_a_changed_commit_is_named_without_a_noted_head_when_two_more_follow() =>
        Gen.Select(LogGens.LogOf(3, 8), Gen.Int[0, 1000], Gen.Int[0, 4]).Sample((log, at, kind) =>
        {
            var place = at % (log.Length - 2);
            log[place] = Altered(log[place], kind);
            Assert.Equal(new(place + 1, ChainFault.Content), Chain.Verify(log));
        });

    /// <summary>With one commit after it, either of the two may be the changed one: the later, which does not fit, is named.</summary>
    [Fact]
    public void O5_the_last_but_one_is_in_doubt_without_a_noted_head() =>
        LogGens.LogOf(2, 8).Sample(log =>
        {
            log[^2] = Altered(log[^2], 0);
            Assert.Equal(new(log.Length, ChainFault.Previous), Chain.Verify(log));
        });

    [Fact]
    public void O5_a_commit_that_names_another_one_before_it_is_named() =>
        PlaceInALog.Sample(at =>
        {
            var (log, place, headed) = at;
            var head = headed ? CommitHash.Of(log[^1]) : null;
            log[place] = log[place] with { Previous = CommitHash.Of(log[place]) };
            Assert.Equal(new(place + 1, ChainFault.Previous), Chain.Verify(log, head));
        });

    [Fact]
    public void O5_a_commit_of_another_board_is_named() =>
        Gen.Select(LogGens.LogOf(2, 8), Gen.Int[0, 1000], LogGens.Id).Sample((log, at, id) =>
        {
            var place = 1 + (at % (log.Length - 1));
            log[place] = log[place] with { Board = id };
            Assert.Equal(new(place + 1, ChainFault.Board), Chain.Verify(log));
        });

    [Fact]
    public void O1_a_number_out_of_order_is_named() =>
        Gen.Select(PlaceInALog, Gen.Long[1, 100], Gen.Bool).Sample((at, by, up) =>
        {
            var (log, place, _) = at;
            log[place] = log[place] with { Number = log[place].Number + (up ? by : -by) };
            Assert.Equal(new(place + 1, ChainFault.Number), Chain.Verify(log));
        });

    [Fact]
    public void O1_a_commit_that_was_taken_out_doubled_or_swapped_is_named() =>
        Gen.Select(LogGens.LogOf(2, 8), Gen.Int[0, 1000]).Sample((log, at) =>
        {
            var place = at % (log.Length - 1);
            Assert.Equal(new(place + 1, ChainFault.Number), Chain.Verify([.. log[..place], .. log[(place + 1)..]]));
            Assert.Equal(new(place + 2, ChainFault.Number), Chain.Verify([.. log[..(place + 1)], .. log[place..]]));
            Assert.Equal(new(place + 1, ChainFault.Number), Chain.Verify([.. log[..place], log[place + 1], log[place], .. log[(place + 2)..]]));
        });

    [Fact]
    public void O5_commits_that_were_cut_off_the_end_are_missed_when_the_head_was_noted() =>
        LogGens.LogOf(2, 8).Sample(log =>
        {
            var head = CommitHash.Of(log[^1]);
            Assert.Equal(new(log.Length - 1, ChainFault.Content), Chain.Verify(log[..^1], head));
        });

    [Fact]
    public void O1_sequence_numbers_with_a_gap_or_a_double_are_named() =>
        Gen.Select(PlaceInALog, Gen.Long[1, 100], Gen.Bool).Sample((at, by, up) =>
        {
            var (log, place, _) = at;
            log[place] = log[place] with { First = log[place].First + (up ? by : -by) };
            Assert.Equal(new(place + 1, ChainFault.First), Chain.Verify(log));
        });

    [Fact]
    public void O5_a_log_that_is_taken_commit_by_commit_says_where_it_stands() =>
        LogGens.Log.Sample(log =>
        {
            var chain = new ChainVerifier();
            Assert.Equal((0, 0, Commit.NoPrevious), (chain.Number, chain.Last, chain.Hash));
            foreach (var commit in log)
            {
                Assert.Equal(ChainVerdict.Whole, chain.Take(commit));
                Assert.Equal((commit.Number, commit.Last, CommitHash.Of(commit)), (chain.Number, chain.Last, chain.Hash));
                Assert.Equal(ChainVerdict.Whole, chain.End());
            }

            Assert.Equal(ChainVerdict.Whole, chain.End(CommitHash.Of(log[^1])));
        });

    [Fact]
    public void O5_what_does_not_fit_is_said_at_once_or_with_the_next_commit_and_stays_said() =>
        Gen.Select(LogGens.LogOf(4, 8), Gen.Int[0, 1000], Gen.Int[0, 5]).Sample((log, at, kind) =>
        {
            // The changed one shows in the next one's previous, for which the one after that must vouch.
            var place = at % (log.Length - 2);
            log[place] = kind == 5 ? log[place] with { Number = log[place].Number + 1 } : Altered(log[place], kind);
            var fault = new ChainVerdict(place + 1, kind == 5 ? ChainFault.Number : ChainFault.Content);
            var known = kind == 5 ? place : place + 2;

            var chain = new ChainVerifier();
            for (var i = 0; i < log.Length; i++) Assert.Equal(i < known ? ChainVerdict.Whole : fault, chain.Take(log[i]));
            Assert.Equal(fault, chain.End());
            Assert.Equal(fault, chain.End(CommitHash.Of(log[^1])));
        });

    private static Commit Read(byte[] json) => JsonSerializer.Deserialize(json, LogJson.Default.Commit)!;

    /// <summary>The same commit with one thing changed that only a hash can tell.</summary>
    private static Commit Altered(Commit commit, int kind)
    {
        var batch = commit.Batches[0];
        return kind switch
        {
            0 => commit with { At = commit.At.AddTicks(1) },
            1 => commit with { Batches = commit.Batches.SetItem(0, batch with { By = batch.Replica }) },
            2 => commit with { Batches = commit.Batches.SetItem(0, batch with { N = batch.N - 1 }) },
            3 => commit with { Batches = commit.Batches.SetItem(0, batch with { Refused = batch.Refused.Add(new(99, "x")) }) },
            _ => commit with { V = commit.V + 1 },
        };
    }
}
