using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.Shared.Templates.Practice;
using Xunit;

namespace MappingBoard.Shared.Tests.Templates.Practice;

/// <summary>
/// Keeps the books of a practice meeting: every key must be there when a step uses it, and every step must change
/// something. Deliberately ignorant of the board, so that script and board can disagree.
/// </summary>
internal sealed class PracticeLedger
{
    private readonly Dictionary<string, Entry> _notes = [];
    private readonly HashSet<string> _people;
    private readonly HashSet<string> _chairs;
    private readonly HashSet<string> _revealed = [];
    private readonly MeetingTemplate _template;

    public PracticeLedger(PracticeMeeting meeting)
    {
        _template = MeetingTemplates.Find(meeting.TemplateId) ?? throw new InvalidOperationException($"No template '{meeting.TemplateId}'.");
        _people = [.. meeting.People.Select(p => p.Key)];
        _chairs = [.. meeting.People.Where(p => p.Role == Role.Chair).Select(p => p.Key)];
        for (var i = 0; i < meeting.Steps.Length; i++)
        {
            var step = meeting.Steps[i];
            if (Fault(step) is { } fault)
                Assert.Fail($"Step {i + 1}, {step}: {fault}");
        }
    }

    /// <summary>Notes on the board at the end.</summary>
    public IEnumerable<Entry> Live => _notes.Values.Where(n => n.IsLive);

    /// <summary>Notes that are off the board at the end.</summary>
    public IEnumerable<Entry> Off => _notes.Values.Where(n => !n.IsLive);

    /// <summary>For each scale, whose numbers stand on it at the end.</summary>
    public Dictionary<string, Dictionary<string, int>> Scales { get; } = new() { [PracticeMeeting.OverallScale] = [] };

    /// <summary>The scales whose numbers everybody sees.</summary>
    public IReadOnlyCollection<string> Revealed => _revealed;

    /// <summary>For each danger statement with a scale of its own, the key of that scale.</summary>
    public Dictionary<string, string> DangerScales { get; } = [];

    private string? Fault(PracticeStep step) => !_people.Contains(step.By) ? $"nobody is called '{step.By}'." : step switch
    {
        AddsNote s => Place(s.Column, s.Category, s.After) ?? (_notes.TryAdd(s.Note, new(s)) ? null : "the key is taken."),
        EditsNote s => OnBoard(s.Note, out var note) ?? MayWord(s.By, note) ?? note.Edit(s.Text),
        MarksExact s => OnBoard(s.Note, out var note) ?? MayWord(s.By, note) ?? note.MarkExact(),
        MovesNote s => OnBoard(s.Note, out var note) ?? Place(s.Column, s.Category, s.After) ?? note.Sort(s.Column, s.Category),
        CategorisesNote s => OnBoard(s.Note, out var note) ?? Place(note.Column, s.Category, null) ?? note.Sort(note.Column, s.Category),
        RemovesNote s => OnBoard(s.Note, out var note) ?? note.Show(false),
        RestoresNote s => !_notes.TryGetValue(s.Note, out var note) || note.IsLive ? "it was not taken off." : note.Show(true),
        AddsScale s => s.Danger is null ? NewScale(s) : OfKind(s.Danger, NoteKind.DangerStatement, out _) ?? NewScale(s),
        WordsScale s => Scales.ContainsKey(s.Scale) ? null : "there is no such scale.",
        Judges s => !Scales.TryGetValue(s.Scale, out var scale) ? "there is no such scale." : Place(scale, s),
        Withdraws s => Scales.TryGetValue(s.Scale, out var scale) && scale.Remove(s.By) ? null : "there is no number to withdraw.",
        Reveals s => !Scales.ContainsKey(s.Scale) ? "there is no such scale."
            : !_chairs.Contains(s.By) ? "only the chair shows the numbers."
            : _revealed.Add(s.Scale) ? null : "the numbers are shown already.",
        Pairs s => OfKind(s.Goal, NoteKind.SafetyGoal, out _) ?? OfKind(s.Danger, NoteKind.DangerStatement, out var danger) ?? danger.Pair(s.Goal),
        AgreesStep s => OfKind(s.Note, NoteKind.NextStep, out var note) ?? note.Agree(s),
        MarksDone s => OfKind(s.Note, NoteKind.NextStep, out var note) ?? note.Do(),
        _ => "the ledger does not know this kind of step.",
    };

    private string? OnBoard(string key, out Entry note) => !_notes.TryGetValue(key, out note!) ? "there is no such note."
        : note.IsLive ? null
        : "that note was taken off.";

    private string? MayWord(string by, Entry note) =>
        by == note.Author || _chairs.Contains(by) || _template.Category(note.Category)!.Kind != NoteKind.Words ? null : "these are somebody else's own words.";

    private string? OfKind(string key, NoteKind kind, out Entry note) =>
        OnBoard(key, out note) ?? (_template.Category(note.Category)!.Kind == kind ? null : $"'{key}' is no {kind}.");

    private string? Place(Column column, string category, string? after) =>
        _template.ColumnOf(category) != column ? $"'{category}' is not a category of {column}."
        : after is null ? null
        : OnBoard(after, out var above) ?? (above.Column == column ? null : $"'{after}' stands in another column.");

    private string? NewScale(AddsScale step)
    {
        if (!Scales.TryAdd(step.Scale, [])) return "the key is taken.";
        return step.Danger is null || DangerScales.TryAdd(step.Danger, step.Scale) ? null : "this danger has a scale already.";
    }

    private static string? Place(Dictionary<string, int> scale, Judges step)
    {
        if (step.Value is < 0 or > 10) return "a number is from 0 to 10.";
        if (scale.TryGetValue(step.By, out var old) && old == step.Value) return "the number is the same as before.";
        scale[step.By] = step.Value;
        return null;
    }

    /// <summary>What the books say about one note.</summary>
    internal sealed class Entry(AddsNote added)
    {
        public string Key { get; } = added.Note;

        public string Author { get; } = added.By;

        public string Circle { get; } = added.Circle;

        public bool IsExact { get; private set; } = added.Voice is { ExactWords: true };

        public Column Column { get; private set; } = added.Column;

        public string Category { get; private set; } = added.Category;

        public string Text { get; private set; } = added.Text;

        public Voice? Voice { get; } = added.Voice;

        public bool IsLive { get; private set; } = true;

        public string? Goal { get; private set; }

        public AgreesStep? Agreed { get; private set; }

        public bool IsDone { get; private set; }

        public string? Edit(string text)
        {
            if (IsExact) return "exact words are not edited.";
            if (text == Text) return "nothing is different.";
            Text = text;
            return null;
        }

        public string? MarkExact()
        {
            if (IsExact) return "they are exact already.";
            IsExact = true;
            return null;
        }

        public string? Sort(Column column, string category)
        {
            if ((column, category) == (Column, Category)) return "it is there already.";
            (Column, Category) = (column, category);
            return null;
        }

        public string? Show(bool live)
        {
            IsLive = live;
            return null;
        }

        public string? Pair(string goal)
        {
            if (Goal == goal) return "they are a pair already.";
            Goal = goal;
            return null;
        }

        public string? Agree(AgreesStep step)
        {
            Agreed = step;
            return null;
        }

        public string? Do()
        {
            if (Agreed is null) return "nobody agreed to do it.";
            if (IsDone) return "it is done already.";
            IsDone = true;
            return null;
        }
    }
}
