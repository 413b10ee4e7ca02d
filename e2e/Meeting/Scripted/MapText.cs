using System.Globalization;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>
/// A map in plain lines, as one person sees it: what their view of a board should show them, to be held against what
/// their page shows (<see cref="ScreenText"/>).
/// </summary>
internal static class MapText
{
    private const string Only = "Professionals only. The family cannot see this.";

    private static readonly TimeZoneInfo Here = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Today, where the people of the tests are.</summary>
    public static DateOnly Today => DayOf(DateTimeOffset.UtcNow);

    /// <param name="board">The board as they may see it, see <see cref="Projection"/>.</param>
    /// <param name="me">The participant who looks at it.</param>
    public static string Of(Board board, string me) => string.Join('\n', [board.Title, .. board.Template.Columns.SelectMany(c => Column(board, me, c)), .. Scales(board, me)]);

    private static IEnumerable<string> Column(Board board, string me, ColumnTemplate column)
    {
        yield return $"= {column.Label}";
        var notes = board.NotesIn(column.Column).ToList();
        foreach (var category in column.Categories)
        {
            foreach (var note in notes.Where(n => n.Category == category.Id)) yield return Line([category.Label, .. Note(board, me, note)]);
        }

        foreach (var note in notes.Where(n => n.Category is null)) yield return Line(["Not sorted yet", .. Note(board, me, note)]);
        foreach (var note in board.Columns[(int)column.Column].Select(id => board.Note(id)!).Where(n => n.IsRemoved).OrderByDescending(n => n.Removed!.At))
            yield return Line([For(note.Circle), "Taken off by " + Name(board, me, note.Removed!.By), note.Text, InFull(board, note)]);
    }

    private static IEnumerable<string?> Note(Board board, string me, Note note)
    {
        var kind = board.KindOf(note);
        var danger = kind == NoteKind.SafetyGoal ? DangerOf(board, note) : null;
        var number = kind == NoteKind.DangerStatement ? board.DangerNumber(note.Id) : danger is null ? null : board.DangerNumber(danger.Id);
        yield return For(note.Circle);
        yield return number is null ? null : kind == NoteKind.DangerStatement ? $"Danger statement {number}" : $"Answers danger statement {number}";
        yield return note.Text;
        yield return Ties(board, number, danger?.Id, note.Goal, board.Scales.Find(s => s.Danger is not null && s.Danger == (danger ?? note).Id));
        if (kind == NoteKind.NextStep) yield return Deal(note.Step);
        var isWritten = number is not null || kind is NoteKind.DangerStatement or NoteKind.NextStep;
        yield return (isWritten ? "Written down by " : "") + Whose(board, note) + (note.Voice is null && note.Author == me ? " (you)" : "");
        yield return How(board, me, note);
    }

    private static string Deal(Step? step)
    {
        var who = $"Who {(step is { Who.Length: > 0 } ? step.Who : "who?")}";
        return step?.Done is { } done ? $"{who}, Done {Day(DayOf(done.At))}, ticked" : $"{who}, By {(step?.By is { } by ? Day(by) : "when?")}";
    }

    private static string Whose(Board board, Note note)
    {
        var author = board.Participant(note.Author)!;
        return note.Voice is { } voice ? $"{voice.Name}, {voice.Who}" : $"{author.Name} {About(board, author)}, {author.Who}";
    }

    private static string InFull(Board board, Note note) => note.Voice is { } voice
        ? $"{voice.Name}, {voice.Who}"
        : $"{Names.InFull(board.Participant(note.Author)!, board.Participants)}, {board.Participant(note.Author)!.Who}";

    private static string How(Board board, string me, Note note) => string.Join(". ", new[]
    {
        note.IsExact ? "Exact words" : null,
        note.Voice is null ? null : $"Entered by {Name(board, me, note.Author)}",
        board.KindOf(note) == NoteKind.Words && note.Reworded is { } reworded ? $"Changed by {Name(board, me, reworded.By)}" : null,
    }.OfType<string>());

    private static IEnumerable<string> Scales(Board board, string me)
    {
        yield return "= Safety scales";
        foreach (var scale in board.Scales.OrderBy(s => s.Danger is null ? 0 : board.DangerNumber(s.Danger)))
        {
            var danger = board.Note(scale.Danger);
            var number = danger is null ? null : board.DangerNumber(danger.Id);
            yield return Line([For(scale.Circle), number is null ? null : $"Scale {number}", scale.Wording.Question, $"10 {scale.Wording.Ten}", $"0 {scale.Wording.Zero}"]);
            if (danger is not null) yield return Line([$"About danger statement {number}: {danger.Text}", Ties(board, number, danger.Id, danger.Goal, null)]);
            if (scale.Sealed) yield return Unseen(board, me, scale);
            foreach (var judgement in scale.Judgements.OrderByDescending(j => j.Value)) yield return Number(board, me, judgement);
        }
    }

    private static string Unseen(Board board, string me, Scale scale) => Line(
    [
        $"{scale.Placed} of {board.Participants.Count(p => p.Role.Judges() && p.IsIn(scale.Circle))} have placed a number",
        scale.JudgementOf(me) is null ? null : "Yours is placed. Only you see it.",
    ]);

    private static string Number(Board board, string me, Judgement judgement)
    {
        var person = board.Participant(judgement.Placed.By)!;
        return Line(
        [
            $"{judgement.Value}",
            person.Name + (person.Id == me ? " (you)" : ""),
            About(board, person),
            person.Who,
            judgement.ReasonFor == judgement.Circle ? null : For(judgement.ReasonFor),
            judgement.Reason.Length > 0 ? $"Why {judgement.Reason}" : null,
            judgement.OneHigher.Length > 0 ? $"One point higher would be {judgement.OneHigher}" : null,
        ]);
    }

    private static string? Ties(Board board, int? number, string? danger, string? goal, Scale? scale) => number is null ? null : string.Join(", ", new[]
    {
        danger is null ? null : $"Danger {number}",
        board.Note(goal) is { IsRemoved: false } ? $"Goal {number}" : null,
        scale is null ? null : $"Scale {number}",
    }.OfType<string>());

    private static string? For(string audience) => audience == TestCircles.Professionals ? Only : null;

    private static string Name(Board board, string me, string participant) => participant == me ? "you" : Names.InFull(board.Participant(participant)!, board.Participants);

    /// <summary>What stands beside a name, see <c>PersonTag</c>.</summary>
    private static string About(Board board, Participant person) =>
        Names.About(person.Role, Names.AmongThem(board.Participants).TryGetValue(person.Id, out var alike) ? alike : null);

    private static Note? DangerOf(Board board, Note goal) => board.NotesIn(Shared.Model.Column.Worries).FirstOrDefault(n => n.Goal == goal.Id);

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Here).DateTime);

    private static string Day(DateOnly day) => day.ToString(day.Year == Today.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Line(IEnumerable<string?> parts) => string.Join(" | ", parts.Where(p => p is { Length: > 0 }));
}
