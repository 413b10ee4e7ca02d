using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.LoadTest.Driving;

/// <summary>
/// What one person does at a meeting: mostly typing in a note for a while, a few keys at a time; now and then a new
/// note, a move, a judgement. Everything fits the board that they see. The same seed gives the same habits.
/// </summary>
internal sealed class Hand(Random random)
{
    /// <summary>Past this many notes people write in those that there are, as in a meeting that goes on.</summary>
    private const int MostNotes = 200;

    /// <summary>Past this length, in UTF-16 units, people turn to another note.</summary>
    private const int LongNote = 500;

    private static readonly string[] Keys =
        ["a", "nd ", "the ", "Nan ", "was ", "there", " on Friday", ". ", "\n", "é", "😀", "school", "he ", "rang", " at nine", "s", "👩‍👧", "safe ", "not ", "ŷ"];

    private Stamp _me = new("", default);
    private int _keysLeft;
    private int _caret;

    /// <summary>The note that this person is typing in, or null.</summary>
    public string? Writing { get; private set; }

    /// <summary>The next thing that they do.</summary>
    /// <param name="board">What they see.</param>
    /// <param name="me">Who they are.</param>
    public Change Next(Board board, string me)
    {
        _me = new(me, default);
        if (_keysLeft > 0 && board.Note(Writing) is { IsRemoved: false } here && here.Text.Length < LongNote && MayWord(board, here)) return Type(here);
        Writing = null;
        return random.Next(100) switch
        {
            < 40 => Begin(board),
            < 55 => board.Notes.Count < MostNotes ? Add(board) : Begin(board),
            < 70 => AnyNote(board) is { } moved ? Move(board, moved) : Add(board),
            < 88 => Judge(board),
            < 92 => AnyNote(board) is { } sorted ? new CategoriseNote(sorted.Id, AnyCategory(board, ColumnOf(board, sorted))) : Add(board),
            < 94 => Find(board, n => May(board, new RemoveNote(n.Id))) is { } taken ? new RemoveNote(taken.Id) : Add(board),
            < 96 => Find(board, n => May(board, new RestoreNote(n.Id))) is { } back ? new RestoreNote(back.Id) : Begin(board),
            _ => AnyNote(board) is { } step && board.KindOf(step) == NoteKind.NextStep
                ? new AgreeStep(step.Id, "Nan", new DateOnly(2026, 12, random.Next(1, 29)))
                : Begin(board),
        };
    }

    private Change Begin(Board board)
    {
        // A few notes are busy, so that people meet in them.
        var note = random.Next(3) == 0
            ? board.NotesIn((Column)random.Next(3)).FirstOrDefault(n => MayWord(board, n))
            : Find(board, n => !n.IsRemoved && MayWord(board, n));
        if (note is null) return Add(board);
        Writing = note.Id;
        _keysLeft = random.Next(5, 40);
        _caret = random.Next(2) == 0 ? note.Text.Length : random.Next(note.Text.Length + 1);
        return Type(note);
    }

    private EditText Type(Note note)
    {
        _keysLeft--;
        var text = note.Text;
        var at = Boundary(text, Math.Min(_caret, text.Length));
        var (from, typed) = (at, "");
        if (text.Length >= LongNote - 1 || (at > 20 && random.Next(8) == 0)) from = Boundary(text, Math.Max(0, at - random.Next(1, 12)));
        else typed = Keys[random.Next(Keys.Length)];
        _caret = from + typed.Length;
        return new(note.Id, note.TextVersion, TextEdit.Replace(text.Length, from, at - from, typed));
    }

    private AddNote Add(Board board)
    {
        var column = (Column)random.Next(3);
        return new(NewId(), AnyPlace(board, column), "They said " + Keys[random.Next(Keys.Length)] + " and we wrote it down.", AnyCategory(board, column));
    }

    private MoveNote Move(Board board, Note note)
    {
        var column = random.Next(3) > 0 ? ColumnOf(board, note) : (Column)random.Next(3);
        var place = AnyPlace(board, column);
        return new(note.Id, place.After == note.Id || place.Before == note.Id ? new(column) : place);
    }

    private Change Judge(Board board)
    {
        var scale = board.Scales.IsEmpty ? null : board.Scales[random.Next(board.Scales.Count)];
        return scale is { SetAside: null }
            ? new PlaceJudgement(scale.Id, random.Next(11), "Because Nan is there at night.", "She would be there at weekends, too.")
            : Begin(board);
    }

    private Place AnyPlace(Board board, Column column)
    {
        var order = board.Columns[(int)column];
        if (order.IsEmpty || random.Next(5) == 0) return new(column);
        var index = random.Next(order.Count);
        return new(column, order[index], index + 1 < order.Count ? order[index + 1] : null);
    }

    private Note? AnyNote(Board board) => Find(board, note => !note.IsRemoved);

    private bool MayWord(Board board, Note note) => May(board, new EditText(note.Id, note.TextVersion, TextEdit.Identity(note.Text.Length)));

    private bool May(Board board, Change change) => change.Check(board, _me) is null;

    private Note? Find(Board board, Func<Note, bool> fits)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var order = board.Columns[random.Next(3)];
            if (!order.IsEmpty && board.Notes[order[random.Next(order.Count)]] is var note && fits(note)) return note;
        }

        return null;
    }

    private string AnyCategory(Board board, Column column)
    {
        var categories = board.Template[column].Categories;
        return categories[random.Next(categories.Length)].Id;
    }

    private string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return Ids.From(bytes);
    }

    private static Column ColumnOf(Board board, Note note) => Place.Of(board, note.Id)!.Column;

    private static int Boundary(string text, int at) => Utf16.SplitsPair(text, at) ? at - 1 : at;
}
