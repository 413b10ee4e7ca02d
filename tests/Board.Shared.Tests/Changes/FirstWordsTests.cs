using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>What is kept as somebody's first words are words that nobody else had a hand in (P3).</summary>
public sealed class FirstWordsTests
{
    private static readonly string Chair = SeededIds.Named("Chair");
    private static readonly string Sam = SeededIds.Named("Sam");
    private static readonly string Note = SeededIds.Named("note");

    [Fact]
    public void P3_after_a_showing_the_chairs_words_are_not_kept_as_the_authors_first_ones()
    {
        var board = With("He hit her.", TestCircles.Professionals);
        board = Reworded(board, Chair, "He shouted at her.");
        Assert.Equal("He hit her.", board.Notes[Note].Original);

        board = board.Apply(new JoinBoard("Mum", "Mum", Role.Family), By(SeededIds.Named("Mum")));
        board = board.Apply(new SetCircle(Note, TestCircles.Everyone, SeededIds.Named("showing")), By(Chair));
        Assert.Null(board.Notes[Note].Original);
        Assert.Equal(Chair, board.Notes[Note].Reworded?.By);

        board = Reworded(board, Chair, "He spoke loudly.");
        Assert.Null(board.Notes[Note].Original);
        Assert.Equal(Chair, board.Notes[Note].Reworded?.By);
    }

    [Fact]
    public void P3_a_note_that_goes_out_of_the_familys_sight_keeps_its_first_words_for_those_who_still_see_it()
    {
        var board = Reworded(With("He hit her."), Chair, "He shouted at her.");
        board = board.Apply(new SetCircle(Note, TestCircles.Professionals, SeededIds.Named("showing")), By(Chair));
        Assert.Equal("He hit her.", board.Notes[Note].Original);
    }

    [Fact]
    public void P3_whoever_changed_somebody_elses_words_is_named_also_after_the_author_went_on()
    {
        var board = Reworded(With("He hit her."), Chair, "He shouted at her.");
        board = Reworded(board, Sam, "He shouted at her. Twice.");
        Assert.Equal(("He hit her.", Chair), (board.Notes[Note].Original, board.Notes[Note].Reworded?.By));

        board = Reworded(board, Sam, "He hit her.");
        Assert.Equal((null, null), (board.Notes[Note].Original, board.Notes[Note].Reworded));
    }

    [Fact]
    public void P3_what_is_kept_as_first_words_was_the_authors_alone_whatever_happens() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var board = SampleBoards.With("Chair", "Sam", "Nan");
        var people = board.Participants.ConvertAll(p => p.Id);
        var own = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var i = 0; i < 60; i++)
        {
            var by = random.Pick(people);
            var change = random.Chance(0.2) && !board.Notes.IsEmpty
                ? new SetNoteAudience(random.Pick(board.Columns.SelectMany(c => c).ToList()), AnyChange.AnyCircle(random))
                : AnyChange.OnTheMap(board, random);
            var before = board;
            board = board.Apply(change, By(by));
            foreach (var note in board.Notes.Values)
            {
                if (before.Note(note.Id) is not { } was) own[note.Id] = [note.Text];
                else if (was.Text != note.Text && by == note.Author && own[note.Id].Contains(was.Text)) own[note.Id].Add(note.Text);
                if (note.Original is { } first) Assert.Contains(first, own[note.Id]);
                if (note.Reworded is null) Assert.Contains(note.Text, own[note.Id]);
                else Assert.NotEqual(note.Author, note.Reworded.By);
            }
        }
    }, iter: Tier.Cases(300));

    private static Shared.Model.Board With(string words, string audience = TestCircles.Everyone) => SampleBoards.With("Chair", "Sam")
        .Apply(new AddNote(Note, new(Column.Worries), words, "harm", Circle: audience), By(Sam));

    private static Shared.Model.Board Reworded(Shared.Model.Board board, string by, string words)
    {
        var note = board.Notes[Note];
        return board.Apply(new EditText(Note, note.TextVersion, TextEdit.Between(note.Text, words)), By(by));
    }

    private static Stamp By(string person) => new(person, SampleBoards.Noon);
}
