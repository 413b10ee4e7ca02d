using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Practice;
using MappingBoard.Shared.Templates.Practice;
using MappingBoard.Shared.Visibility;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Shared.Tests.Practice;

public sealed class PracticeBoardTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly DateTimeOffset At = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly PracticeMeeting Meeting = PracticeMeeting.Load();

    [Fact]
    public void Every_step_of_the_scripted_meeting_is_accepted()
    {
        var refused = new List<string>();
        var board = Board.Empty(Ids.From(Seed(9).AsSpan(0, 16)));
        foreach (var (by, change) in Practice().Batches.SelectMany(b => b.Changes, (b, c) => (b.By, c)))
        {
            var stamp = new Stamp(by, At);
            if (change.Check(board, stamp) is { } refusal) refused.Add($"{change.GetType().Name}: {refusal.Code}");
            board = board.Apply(change, stamp);
        }

        Assert.Empty(refused);
        Assert.Equal(Meeting.Steps.Length, Practice().Batches.Sum(b => b.Changes.Length) - Started());
    }

    [Fact]
    public void The_map_stands_as_the_script_leaves_it()
    {
        var board = Played(Practice());
        var added = Meeting.Steps.OfType<AddsNote>().Count();
        var off = Meeting.Steps.Count(s => s is RemovesNote) - Meeting.Steps.Count(s => s is RestoresNote);
        Assert.Equal(added, board.Notes.Count);
        Assert.Equal(added - off, board.Notes.Values.Count(n => !n.IsRemoved));
        Assert.Equal(board.Template.Scales.Length + Meeting.Steps.OfType<AddsScale>().Count(), board.Scales.Count);
        Assert.Equal(Meeting.People.Select(p => p.Name), board.Participants.Select(p => p.Name));
        Assert.Equal(Meeting.Title, board.Title);
        Assert.True(board.Practice);
    }

    [Fact]
    public void V1_the_family_sees_none_of_what_is_for_professionals_only_and_every_number()
    {
        var board = Played(Practice());
        var hidden = board.Notes.Values.Where(n => n.Circle == TestCircles.Professionals).ToList();
        Assert.Equal(2, hidden.Count);
        var tamsin = Practice().Participants["tamsin"];
        var seen = board.SeenBy(new(tamsin, board.SetOf(tamsin)));
        Assert.Equal(44, board.Notes.Values.Count(n => !n.IsRemoved));
        Assert.Equal(42, seen.Notes.Values.Count(n => !n.IsRemoved));
        Assert.Empty(seen.Notes.Keys.Intersect(hidden.Select(n => n.Id)));
        Assert.All(seen.Scales, scale => Assert.False(scale.Sealed));
    }

    [Fact]
    public void Edited_notes_have_the_words_of_their_last_edit()
    {
        var texts = Played(Practice()).Notes.Values.Select(n => n.Text).ToHashSet();
        Assert.All(Meeting.Steps.OfType<EditsNote>().GroupBy(e => e.Note).Select(g => g.Last().Text), text => Assert.Contains(text, texts));
    }

    [Fact]
    public void A_note_comes_right_beneath_the_one_that_the_script_names_and_else_at_the_end()
    {
        var board = Board.Empty("practice");
        var scripted = new Queue<string?>(Meeting.Steps.OfType<AddsNote>().Select(s => s.After));
        foreach (var (by, change) in Practice().Batches.SelectMany(b => b.Changes, (b, c) => (b.By, c)))
        {
            board = board.Apply(change, new(by, At));
            if (change is not AddNote add) continue;
            var order = board.Columns[(int)add.Place.Column];
            var place = order.IndexOf(add.Note);
            if (scripted.Dequeue() is null) Assert.Equal(order.Count - 1, place);
            else Assert.Equal(order.IndexOf(add.Place.After!) + 1, place);
        }
    }

    [Fact]
    public void I1_a_replica_could_send_every_batch_as_it_is()
    {
        var draft = new CommitDraft(Ledger.Empty("practice"), At);
        var numbers = new Dictionary<string, long>();
        foreach (var batch in Practice().Batches)
        {
            Assert.InRange(batch.Changes.Length, 1, Bounds.BatchChanges);
            var own = batch.Changes.TakeWhile(c => c.ByServerOnly || numbers.Count == 0).ToImmutableArray();
            Assert.Null(own.IsEmpty ? null : draft.TakeOwn(batch.By, own));
            var rest = batch.Changes.RemoveRange(0, own.Length);
            numbers[batch.By] = numbers.GetValueOrDefault(batch.By) + (rest.IsEmpty ? 0 : 1);
            if (rest.IsEmpty) continue;
            var outcome = draft.Take("r" + batch.By[1..], batch.By, new Batch(numbers[batch.By], rest));
            Assert.Empty(outcome.Answer!.Refused);
        }

        var played = Played(Practice());
        Assert.Equal(played.Columns.SelectMany(c => c), draft.Ledger.Board.Columns.SelectMany(c => c));
        Assert.All(played.Notes.Values, note => Assert.Equal(note.Text, draft.Ledger.Board.Note(note.Id)?.Text));
    }

    [Fact]
    public void The_same_seed_gives_the_same_ids_and_another_seed_others()
    {
        var (one, same, other) = (Practice(), Practice(), PracticeBoard.Of(Meeting, Day, Seed(2)));
        Assert.Equal(one.Participants, same.Participants);
        Assert.Equal(Played(one).Columns.SelectMany(c => c), Played(same).Columns.SelectMany(c => c));
        Assert.Empty(Played(one).Notes.Keys.Intersect(Played(other).Notes.Keys));
        Assert.All(Played(one).Notes.Keys, id => Assert.True(Ids.IsWellFormed(id)));
    }

    [Fact]
    public void Due_days_count_from_the_day_of_the_meeting()
    {
        var due = Meeting.Steps.OfType<AgreesStep>().Select(s => s.DueOn(Day)).ToHashSet();
        var dues = Practice().Batches.SelectMany(b => b.Changes).OfType<AgreeStep>().Select(s => s.By!.Value).ToHashSet();
        Assert.Equal(due, dues);
    }

    [Fact]
    public void A_seed_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => PracticeBoard.Of(Meeting, Day, new byte[16]));

    private static PracticeBoard Practice() => PracticeBoard.Of(Meeting, Day, Seed(1));

    /// <summary>Changes before the first step: the start, everybody's joining, the template's scales.</summary>
    private static int Started() => 1 + Meeting.People.Length + Shared.Templates.MeetingTemplates.Find(Meeting.TemplateId)!.Scales.Length;

    private static Board Played(PracticeBoard practice) => practice.Batches
        .SelectMany(b => b.Changes, (b, c) => (b.By, c))
        .Aggregate(Board.Empty("practice"), (board, done) => board.Apply(done.c, new(done.By, At)));

    private static byte[] Seed(byte fill) => [.. Enumerable.Repeat(fill, PracticeBoard.SeedBytes)];
}
