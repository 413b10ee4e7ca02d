using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using Xunit;

namespace MappingBoard.Shared.Tests.Templates;

/// <summary>The kinds of meeting that are built in: complete, distinct, and in words that a family can follow.</summary>
public sealed class MeetingTemplatesTests
{
    /// <summary>Four tabs share the 320 px of a small phone.</summary>
    private const int LongestTab = 14;

    public static TheoryData<string> EachId => [.. MeetingTemplates.All.Select(t => t.Id)];

    [Fact]
    public void The_start_page_offers_every_kind_of_meeting_once_in_the_order_of_a_familys_way() =>
        Assert.Equal(
            ["strategy-discussion", "child-protection-conference", "core-group", "review", "group-supervision", "plain"],
            MeetingTemplates.All.Select(t => t.Id));

    [Fact]
    public void No_template_file_is_built_in_and_then_forgotten()
    {
        var files = typeof(MeetingTemplates).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("Templates/", StringComparison.Ordinal) && n.Count(c => c == '/') == 1);
        Assert.Equal(MeetingTemplates.All.Select(t => $"Templates/{t.Id}.json").Order(), files.Order());
    }

    [Theory, MemberData(nameof(EachId))]
    public void A_template_is_found_by_its_id(string id) => Assert.Equal(id, MeetingTemplates.Find(id)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("Plain")]
    [InlineData("no-such-meeting")]
    public void An_unknown_id_finds_nothing(string id) => Assert.Null(MeetingTemplates.Find(id));

    [Theory, MemberData(nameof(EachId))]
    public void The_three_columns_stand_in_order(string id) =>
        Assert.Equal([Column.Worries, Column.WorkingWell, Column.NeedsToHappen], Template(id).Columns.Select(c => c.Column));

    [Theory, MemberData(nameof(EachId))]
    public void No_text_is_blank_or_has_space_around_it(string id) =>
        Assert.All(TemplateTexts.Of(Template(id)), t =>
            Assert.True(t.Text.Length > 0 && t.Text == t.Text.Trim(), $"{id}: {t.Where} is '{t.Text}'."));

    [Theory, MemberData(nameof(EachId))]
    public void Tabs_fit_a_small_phone(string id) =>
        Assert.All(Template(id).Columns, c => Assert.InRange(c.ShortLabel.Length, 1, LongestTab));

    [Theory, MemberData(nameof(EachId))]
    public void Category_ids_and_labels_are_unique(string id)
    {
        var categories = Categories(id);
        Assert.Distinct(categories.Select(c => c.Id));
        Assert.Distinct(categories.Select(c => c.Label));
    }

    [Theory, MemberData(nameof(EachId))]
    public void What_means_the_same_everywhere_has_the_same_id_kind_and_column_everywhere(string id)
    {
        (string Id, Column Column, NoteKind Kind)[] shared =
        [
            ("harm", Column.Worries, NoteKind.Words),
            ("danger", Column.Worries, NoteKind.DangerStatement),
            ("complicating", Column.Worries, NoteKind.Words),
            ("strength", Column.WorkingWell, NoteKind.Words),
            ("safety", Column.WorkingWell, NoteKind.Words),
            ("goal", Column.NeedsToHappen, NoteKind.SafetyGoal),
            ("step", Column.NeedsToHappen, NoteKind.NextStep),
        ];
        Assert.All(shared, s =>
        {
            Assert.Equal(s.Kind, Template(id).Category(s.Id)?.Kind);
            Assert.Equal(s.Column, Template(id).ColumnOf(s.Id));
        });
    }

    [Theory, MemberData(nameof(EachId))]
    public void Dangers_stand_among_the_worries_and_goals_and_steps_among_what_needs_to_happen(string id) =>
        Assert.All(Template(id).Columns, column => Assert.All(column.Categories, category =>
        {
            if (category.Kind != NoteKind.Words)
                Assert.Equal(category.Kind == NoteKind.DangerStatement ? Column.Worries : Column.NeedsToHappen, column.Column);
        }));

    [Theory, MemberData(nameof(EachId))]
    public void Coaching_asks_one_question(string id) =>
        Assert.All(Categories(id), c =>
        {
            Assert.EndsWith("?", c.Coaching, StringComparison.Ordinal);
            Assert.Equal(1, c.Coaching.Count(letter => letter == '?'));
        });

    [Theory, MemberData(nameof(EachId))]
    public void Purpose_and_scales_are_questions_with_both_ends_in_whole_sentences(string id)
    {
        var template = Template(id);
        Assert.EndsWith("?", template.Purpose, StringComparison.Ordinal);
        Assert.All(template.Scales.Append(template.DangerScale), scale =>
        {
            Assert.EndsWith("?", scale.Question, StringComparison.Ordinal);
            Assert.EndsWith(".", scale.Ten, StringComparison.Ordinal);
            Assert.EndsWith(".", scale.Zero, StringComparison.Ordinal);
        });
    }

    [Theory, MemberData(nameof(EachId))]
    public void Words_are_plain_and_none_is_a_trademark(string id) =>
        Assert.All(TemplateTexts.Of(Template(id)), t => Assert.Null(PlainEnglish.FirstFault(t.Text)));

    [Fact]
    public void Each_meeting_has_words_of_its_own()
    {
        var fields = MeetingTemplates.All
            .SelectMany(t => (string[])[t.Name, t.Summary, t.Purpose, t.Scales[0].Question, t.DangerScale.Question, .. t.Columns.Select(c => c.Empty)]);
        Assert.Distinct(fields);
    }

    private static MeetingTemplate Template(string id) =>
        MeetingTemplates.Find(id) ?? throw new InvalidOperationException($"No template '{id}'.");

    private static List<CategoryTemplate> Categories(string id) => [.. Template(id).Columns.SelectMany(c => c.Categories)];
}
