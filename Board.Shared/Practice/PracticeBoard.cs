using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;
using MappingBoard.Shared.Templates.Practice;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Practice;

/// <summary>
/// A scripted meeting as the changes that grow its board from nothing. Pure: the same script, day and seed give the same
/// changes to the letter.
/// </summary>
/// <param name="Participants">The ids of the people of the script, by their keys.</param>
/// <param name="Batches">In order; each by one person, none larger than <see cref="Bounds.BatchChanges"/>. The first starts the board.</param>
public sealed record PracticeBoard(ImmutableDictionary<string, string> Participants, ImmutableArray<PracticeBatch> Batches)
{
    /// <summary>Random bytes that the ids are made of, 32.</summary>
    public const int SeedBytes = 32;

    /// <param name="meeting">The script.</param>
    /// <param name="day">The day of the meeting, from which due days count.</param>
    /// <param name="seed">Random bytes, <see cref="SeedBytes"/> of them. Two boards from the same seed have the same ids.</param>
    /// <exception cref="ArgumentException">The seed is of another length, or the script names a template that there is not.</exception>
    /// <exception cref="FormatException">The script holds a due day that is none.</exception>
    public static PracticeBoard Of(PracticeMeeting meeting, DateOnly day, ReadOnlySpan<byte> seed)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (seed.Length != SeedBytes) throw new ArgumentException($"The seed has {SeedBytes} bytes.", nameof(seed));
        var template = MeetingTemplates.Find(meeting.TemplateId) ?? throw new ArgumentException("The script names a template that there is not.", nameof(meeting));
        var play = new Play(day, seed.ToArray());
        play.Begin(meeting, template);
        foreach (var step in meeting.Steps) play.Do(step);
        return new(
            meeting.People.ToImmutableDictionary(p => p.Key, p => play.PersonId(p.Key), StringComparer.Ordinal),
            play.Batches());
    }

    /// <summary>The script while it is played. It keeps the board as it grows, because places and edits depend on it.</summary>
    private sealed class Play(DateOnly day, byte[] seed)
    {
        private readonly List<(string By, List<Change> Changes)> _batches = [];
        private Board _board = Board.Empty("practice");

        public ImmutableArray<PracticeBatch> Batches() => [.. _batches.Select(b => new PracticeBatch(b.By, [.. b.Changes]))];

        public string PersonId(string key) => Id("person", key);

        public void Begin(PracticeMeeting meeting, MeetingTemplate template)
        {
            var chair = meeting.People[0].Key;
            Add(chair, new StartBoard(meeting.Title, template, Practice: true));
            Join(meeting.People[0]);
            foreach (var (wording, i) in template.Scales.Select((wording, i) => (wording, i)))
            {
                Add(chair, new AddScale(i == 0 ? ScaleId(PracticeMeeting.OverallScale) : Id("template-scale", $"{i}"), wording, Sealed: true));
            }

            foreach (var person in meeting.People.Skip(1)) Join(person);
        }

        public void Do(PracticeStep step) => Add(step.By, ChangeOf(step));

        private void Join(PracticePerson person) => Add(person.Key, new JoinBoard(person.Name, person.Who, person.Role));

        private Change ChangeOf(PracticeStep step) => step switch
        {
            AddsNote s => new AddNote(NoteId(s.Note), PlaceIn(s.Column, s.After, NoteId(s.Note)), s.Text, s.Category, s.Voice, s.Circle),
            EditsNote s => Edit(PersonId(s.By), NoteId(s.Note), s.Text),
            MarksExact s => new MarkExactWords(NoteId(s.Note)),
            MovesNote s => new MoveNote(NoteId(s.Note), PlaceIn(s.Column, s.After, NoteId(s.Note)), s.Category),
            CategorisesNote s => new CategoriseNote(NoteId(s.Note), s.Category),
            RemovesNote s => new RemoveNote(NoteId(s.Note)),
            RestoresNote s => new RestoreNote(NoteId(s.Note)),
            AddsScale s => new AddScale(ScaleId(s.Scale), s.Wording, s.Danger is null ? null : NoteId(s.Danger), Sealed: true),
            WordsScale s => new WordScale(ScaleId(s.Scale), s.Wording),
            Judges s => new PlaceJudgement(ScaleId(s.Scale), s.Value, s.Reason, s.OneHigher),
            Reveals s => new RevealScale(ScaleId(s.Scale)),
            Withdraws s => new WithdrawJudgement(ScaleId(s.Scale)),
            Pairs s => new PairGoal(NoteId(s.Danger), NoteId(s.Goal)),
            AgreesStep s => new AgreeStep(NoteId(s.Note), s.Who, s.DueOn(day)),
            MarksDone s => new MarkStep(NoteId(s.Note), Done: true),
            _ => throw new ArgumentException($"The script has a step that is not known: {step.GetType().Name}.", nameof(step)),
        };

        // Several edits of one note in one batch name the same version: the one before the batch.
        private EditText Edit(string by, string noteId, string text)
        {
            var note = _board.Note(noteId) ?? throw new ArgumentException("The script edits a note that is not there.");
            var earlier = HasRoom(by) ? _batches[^1].Changes.OfType<EditText>().FirstOrDefault(e => e.Note == noteId) : null;
            return new(noteId, earlier?.Base ?? note.TextVersion, TextEdit.Between(note.Text, text));
        }

        // A place without a note above it means the end of the column; the note that is moved does not count.
        private Place PlaceIn(Column column, string? after, string moved)
        {
            var order = _board.Columns[(int)column].Remove(moved);
            if (after is null) return new(column, order.LastOrDefault());
            var above = NoteId(after);
            return new(column, above, order.SkipWhile(id => id != above).Skip(1).FirstOrDefault());
        }

        private void Add(string person, Change change)
        {
            var by = PersonId(person);
            if (!HasRoom(by)) _batches.Add((by, []));
            _batches[^1].Changes.Add(change);
            _board = _board.Apply(change, new Stamp(by, DateTimeOffset.UnixEpoch));
        }

        private bool HasRoom(string by) => _batches.Count > 0 && _batches[^1].By == by && _batches[^1].Changes.Count < Bounds.BatchChanges;

        private string NoteId(string key) => Id("note", key);

        private string ScaleId(string key) => Id("scale", key);

        private string Id(string kind, string key) =>
            Ids.From(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes($"{kind}:{key}")).AsSpan(0, 16));
    }
}

/// <param name="By">The participant's id.</param>
/// <param name="Changes">At least one, in order.</param>
public sealed record PracticeBatch(string By, ImmutableArray<Change> Changes);
