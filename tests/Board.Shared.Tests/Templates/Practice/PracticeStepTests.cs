using System.Text;
using MappingBoard.Shared.Templates.Practice;
using Xunit;

namespace MappingBoard.Shared.Tests.Templates.Practice;

/// <summary>How single steps of a practice meeting are read.</summary>
public sealed class PracticeStepTests
{
    [Theory]
    [InlineData("+11d", 2026, 12, 4)]
    [InlineData("-2d", 2026, 11, 21)]
    [InlineData("+0d", 2026, 11, 23)]
    [InlineData("2027-01-31", 2027, 1, 31)]
    public void A_step_is_due_so_many_days_from_the_meeting_or_on_a_date(string due, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), new AgreesStep("ruth", "step", "Ruth", due).DueOn(new(2026, 11, 23)));

    [Theory]
    [InlineData("")]
    [InlineData("11d")]
    [InlineData("+d")]
    [InlineData("+-1d")]
    [InlineData("+1w")]
    [InlineData("31/01/2027")]
    public void Any_other_day_is_a_fault(string due) =>
        Assert.Throws<FormatException>(() => new AgreesStep("ruth", "step", "Ruth", due).DueOn(new(2026, 11, 23)));

    [Theory]
    [InlineData("""{ "by": "ruth", "do": "dance" }""")]
    [InlineData("""{ "by": "ruth" }""")]
    [InlineData("""{ "do": "remove", "note": "n" }""")]
    [InlineData("""{ "by": "ruth", "do": "remove" }""")]
    [InlineData("""{ "by": "ruth", "do": "remove", "note": null }""")]
    [InlineData("""{ "by": "ruth", "do": "remove", "note": "n", "txet": "a slip of the pen" }""")]
    [InlineData("""{ "by": "ruth", "do": "add", "note": "n", "column": "middle", "category": "harm", "text": "t" }""")]
    public void A_malformed_step_is_refused_by_the_name_of_the_file(string step)
    {
        var json = $$"""{ "title": "t", "templateId": "plain", "purpose": "p", "people": [], "steps": [ {{step}} ] }""";
        var fault = Assert.Throws<InvalidDataException>(() => PracticeMeeting.Parse("Templates/Practice/mine.json", Encoding.UTF8.GetBytes(json)));
        Assert.Contains("Templates/Practice/mine.json", fault.Message, StringComparison.Ordinal);
    }
}
