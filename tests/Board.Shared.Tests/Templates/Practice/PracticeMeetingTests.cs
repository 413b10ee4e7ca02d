using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.Shared.Templates.Practice;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Shared.Tests.Templates.Practice;

/// <summary>The scripted meeting holds together, is told like a meeting, and ends in the map that it promises.</summary>
public sealed class PracticeMeetingTests
{
    private static readonly PracticeMeeting Meeting = PracticeMeeting.Load();
    private readonly PracticeLedger _ledger = new(Meeting);

    [Fact]
    public void Every_key_resolves_and_every_step_changes_something() =>
        Assert.Equal(Meeting.Steps.OfType<AddsNote>().Count(), _ledger.Live.Concat(_ledger.Off).Count());

    [Fact]
    public void It_says_that_the_family_is_made_up() =>
        Assert.Contains("made up", Meeting.Purpose, StringComparison.Ordinal);

    [Fact]
    public void A_chair_three_professionals_and_two_of_the_family_meet_the_chair_first()
    {
        Assert.Equal(Role.Chair, Meeting.People[0].Role);
        Assert.Equal([Role.Chair, Role.Professional, Role.Professional, Role.Professional, Role.Family, Role.Family], Meeting.People.Select(p => p.Role).Order());
        Assert.Distinct(Meeting.People.Select(p => p.Key));
        Assert.Distinct(Meeting.People.Select(p => p.Name));
        Assert.All(Meeting.People, p => Assert.Contains(Meeting.Steps, s => s.By == p.Key));
    }

    [Fact]
    public void About_forty_notes_are_on_the_board_at_the_end()
    {
        Assert.InRange(_ledger.Live.Count(), 38, 44);
        Assert.All(Enum.GetValues<Column>(), column => Assert.InRange(_ledger.Live.Count(n => n.Column == column), 10, 18));
    }

    [Fact]
    public void Every_category_of_the_template_is_used() =>
        Assert.Equal(
            MeetingTemplates.Find(Meeting.TemplateId)!.Columns.SelectMany(c => c.Categories).Select(c => c.Id).Order(),
            _ledger.Live.Select(n => n.Category).Distinct().Order());

    [Fact]
    public void Every_danger_statement_has_a_goal_and_a_scale_of_its_own()
    {
        var dangers = _ledger.Live.Where(n => n.Category == "danger").ToList();
        Assert.InRange(dangers.Count, 2, 4);
        Assert.Equal(dangers.Select(d => d.Key).Order(), _ledger.DangerScales.Keys.Order());
        Assert.Equal(_ledger.Live.Where(n => n.Category == "goal").Select(n => n.Key).Order(), dangers.Select(d => d.Goal).Order());
    }

    [Fact]
    public void Everybody_judges_overall_and_nobody_is_made_to_judge_every_scale()
    {
        Assert.InRange(_ledger.Scales.Count, 3, 5);
        Assert.Equal(Meeting.People.Length, _ledger.Scales[PracticeMeeting.OverallScale].Count);
        Assert.All(_ledger.Scales, scale => Assert.InRange(scale.Value.Count, 4, Meeting.People.Length));
        Assert.Contains(_ledger.Scales, scale => scale.Value.Count < Meeting.People.Length);
    }

    [Fact]
    public void People_see_it_differently_on_every_scale() =>
        Assert.All(_ledger.Scales, scale => Assert.InRange(scale.Value.Values.Distinct().Count(), 2, 10));

    [Fact]
    public void Every_number_that_stands_has_a_reason_and_one_point_higher() =>
        Assert.All(LastJudgements(), j => Assert.False(string.IsNullOrWhiteSpace(j.Reason) || string.IsNullOrWhiteSpace(j.OneHigher), $"{j}"));

    [Fact]
    public void Every_next_step_says_who_by_when_and_some_are_done()
    {
        var steps = _ledger.Live.Where(n => n.Category == "step").ToList();
        Assert.InRange(steps.Count, 7, 12);
        Assert.All(steps, s => Assert.False(string.IsNullOrWhiteSpace(s.Agreed?.Who), $"Nobody does {s.Key}."));
        Assert.InRange(steps.Count(s => s.IsDone), 2, steps.Count / 2);
    }

    [Fact]
    public void What_is_done_was_due_by_the_meeting_and_everything_else_is_due_after_it()
    {
        var meeting = new DateOnly(2026, 11, 23);
        Assert.All(_ledger.Live.Where(n => n.Agreed is not null), s => Assert.Equal(s.IsDone, s.Agreed!.DueOn(meeting) <= meeting));
    }

    [Fact]
    public void The_family_speaks_first() =>
        Assert.All(Meeting.Steps.OfType<AddsNote>().Take(5), s => Assert.Equal(Role.Family, Meeting.People.Single(p => p.Key == s.By).Role));

    [Fact]
    public void A_childs_exact_words_are_on_the_board_twice_and_somebody_absent_is_heard()
    {
        Assert.Equal(2, _ledger.Live.Count(n => n.Voice is { ExactWords: true, Name: "Reuben" }));
        Assert.Contains(_ledger.Live, n => n.Voice is { ExactWords: false });
    }

    [Fact]
    public void Disputes_are_written_into_the_statements_by_those_who_dispute_them_or_by_the_chair()
    {
        var edits = Meeting.Steps.OfType<EditsNote>().Where(e => e.Text.Contains("says that", StringComparison.Ordinal)).ToList();
        Assert.Contains(edits, e => e.By == "ruth" && e.Note == "harm-kitchen");
        Assert.Contains(edits, e => e.By == "tamsin" && e.Note == "danger-mornings");
        Assert.All(edits, e => Assert.Equal(e.Text, _ledger.Live.Single(n => n.Key == e.Note).Text));
    }

    [Fact]
    public void A_note_is_taken_off_another_is_put_back_and_one_finds_a_better_column()
    {
        Assert.Equal(["complicating-engage"], _ledger.Off.Select(n => n.Key));
        Assert.Equal(["wish-dad"], Meeting.Steps.OfType<RestoresNote>().Select(s => s.Note));
        Assert.Equal((Column.WorkingWell, "safety"), _ledger.Live.Where(n => n.Key == "safety-word").Select(n => (n.Column, n.Category)).Single());
    }

    [Fact]
    public void Everybody_judges_unseen_and_the_chair_shows_the_numbers_of_every_scale_once_all_are_placed()
    {
        Assert.Equal(_ledger.Scales.Keys.Order(), _ledger.Revealed.Order());
        Assert.All(_ledger.Revealed, scale =>
        {
            var revealed = Meeting.Steps.IndexOf(Meeting.Steps.Single(s => s is Reveals r && r.Scale == scale));
            var first = Meeting.Steps.OfType<Judges>().Where(j => j.Scale == scale).DistinctBy(j => j.By);
            Assert.All(first, judgement => Assert.True(Meeting.Steps.IndexOf(judgement) < revealed));
        });
    }

    [Fact]
    public void Two_notes_are_for_professionals_only_by_professionals()
    {
        var hidden = _ledger.Live.Where(n => n.Circle == TestCircles.Professionals).ToList();
        Assert.Equal(["complicating-other", "step-quiet"], hidden.Select(n => n.Key));
        Assert.All(hidden, n => Assert.Equal(Role.Professional, Meeting.People.Single(p => p.Key == n.Author).Role));
    }

    [Fact]
    public void Somebody_marks_their_own_words_as_exact() =>
        Assert.Equal(["complicating-low"], _ledger.Live.Where(n => n is { IsExact: true, Voice: null, Author: "tamsin" }).Select(n => n.Key));

    [Fact]
    public void Two_people_change_their_number_and_one_withdraws()
    {
        var placed = Meeting.Steps.OfType<Judges>().CountBy(j => (j.By, j.Scale)).Where(j => j.Value > 1).Select(j => j.Key);
        Assert.Equal([("imran", "dean"), ("tamsin", "mornings")], placed.Order());
        Assert.DoesNotContain("imran", _ledger.Scales["mornings"].Keys);
    }

    [Fact]
    public void Words_are_plain_and_name_no_day() =>
        Assert.All(Texts(), text =>
        {
            Assert.Null(PlainEnglish.FirstFault(text));
            Assert.DoesNotMatch(@"\b(20\d\d|January|February|April|June|July|August|September|October|November|December)\b", text);
        });

    [Fact]
    public void Texts_are_trimmed_and_fit_the_board()
    {
        Assert.InRange(Meeting.Title.Length, 1, Bounds.Line);
        Assert.All(Texts().Where(t => t.Length > 0), text => Assert.Equal(text.Trim(), text));
        Assert.All(_ledger.Live, n => Assert.InRange(n.Text.Length, 1, Bounds.NoteText));
        Assert.All(_ledger.Live.Where(n => n.Voice is not null), n => Assert.True(Words.AreALine(n.Voice!.Name) && Words.AreALine(n.Voice.Who)));
        Assert.All(_ledger.Live.Where(n => n.Agreed is not null), n => Assert.True(Words.AreALine(n.Agreed!.Who)));
        Assert.All(Meeting.People, p => Assert.True(Words.AreALine(p.Name) && Words.AreALine(p.Who)));
    }

    private static IEnumerable<Judges> LastJudgements() =>
        Meeting.Steps.OfType<Judges>().GroupBy(j => (j.By, j.Scale)).Select(g => g.Last())
            .Where(j => !Meeting.Steps.OfType<Withdraws>().Any(w => (w.By, w.Scale) == (j.By, j.Scale)));

    private static IEnumerable<string> Texts() =>
    [
        Meeting.Title,
        Meeting.Purpose,
        .. Meeting.People.SelectMany(p => (string[])[p.Name, p.Who]),
        .. Meeting.Steps.SelectMany(step => (string[])(step switch
        {
            AddsNote s => [s.Text, s.Voice?.Name ?? "", s.Voice?.Who ?? ""],
            EditsNote s => [s.Text],
            AddsScale s => [s.Question, s.Ten, s.Zero],
            WordsScale s => [s.Question, s.Ten, s.Zero],
            Judges s => [s.Reason, s.OneHigher],
            AgreesStep s => [s.Who],
            _ => [],
        })),
    ];
}
