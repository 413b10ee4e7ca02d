using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.TestSupport.Boards;

/// <summary>
/// A random change that somebody at this board might make: mostly one that fits, now and then one that does not.
/// The same seed gives the same change.
/// </summary>
public static class AnyChange
{
    private static readonly string[] Fragments =
        ["a", "Nan ", "was there", " on Friday.", "\n", "é", "😀", "👩‍👧", "مرحبا", " ", "He rang at nine", "🇬🇧", "ŷ", "x"];

    public static Change On(Shared.Model.Board board, Random random) =>
        random.Chance(0.15) ? AnyLeading.On(board, random) : OnTheMap(board, random);

    /// <summary>A change of the map's notes and scales.</summary>
    public static Change OnTheMap(Shared.Model.Board board, Random random) => random.Next(100) switch
    {
        < 38 => Edit(board, random),
        < 51 => Add(board, random),
        < 59 => Move(board, random),
        < 62 => new CategoriseNote(AnyNote(board, random), AnyCategory(board, random)),
        < 66 => new RemoveNote(AnyNote(board, random)),
        < 71 => new RestoreNote(AnyNote(board, random, n => n.IsRemoved)),
        < 75 => new AddScale(random.Id(), new("How safe?" + random.Next(9), "Safe", "Not safe"), AnyDanger(board, random), AnyAudience(random), random.Chance(0.4)),
        < 76 => new WordScale(AnyScale(board, random), new("How safe now?" + random.Next(9), "Ten", "Nought")),
        < 78 => new SetScaleAside(AnyScale(board, random), random.Chance(0.3)),
        < 89 => new PlaceJudgement(AnyScale(board, random), random.Next(-1, 12), Words(random), Words(random), AnyAudience(random)),
        < 93 => new WithdrawJudgement(AnyScale(board, random)),
        < 96 => new PairGoal(AnyNote(board, random, NoteKind.DangerStatement), random.Chance(0.2) ? null : AnyNote(board, random, NoteKind.SafetyGoal)),
        < 99 => new AgreeStep(AnyNote(board, random, NoteKind.NextStep), "Nan", random.Chance(0.5) ? null : new DateOnly(2026, 12, random.Next(1, 29))),
        _ => new MarkStep(AnyNote(board, random, NoteKind.NextStep), random.Chance(0.5)),
    };

    public static string Words(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Pick(Fragments)));

    /// <summary>A splice such as typing, pasting or deleting makes; never inside a surrogate pair.</summary>
    public static TextEdit Edit(string text, Random random)
    {
        var at = Boundary(text, random.Next(text.Length + 1));
        var end = random.Chance(0.35) ? Boundary(text, Math.Min(text.Length, at + random.Next(8))) : at;
        var insert = end > at && random.Chance(0.5) ? "" : random.Pick(Fragments);
        return TextEdit.Replace(text.Length, at, Math.Max(0, end - at), insert);
    }

    private static Change Edit(Shared.Model.Board board, Random random)
    {
        if (board.Note(AnyNote(board, random)) is not { } note) return Add(board, random);
        return new EditText(note.Id, note.TextVersion, Edit(note.Text, random));
    }

    private static AddNote Add(Shared.Model.Board board, Random random)
    {
        var column = random.Pick(Enum.GetValues<Column>());
        var categories = board.Template[column].Categories;
        var voice = random.Chance(0.1) ? new Voice("Robin", "8 years old", ExactWords: true) : null;
        return new(random.Id(), AnyPlace(board, column, random), "Note: " + Words(random), random.Chance(0.8) ? random.Pick(categories).Id : null, voice, AnyAudience(random));
    }

    private static MoveNote Move(Shared.Model.Board board, Random random)
    {
        var column = random.Pick(Enum.GetValues<Column>());
        var category = random.Chance(0.5) ? random.Pick(board.Template[column].Categories).Id : null;
        return new(AnyNote(board, random), AnyPlace(board, column, random), category);
    }

    private static Place AnyPlace(Shared.Model.Board board, Column column, Random random)
    {
        var order = board.Columns[(int)column];
        if (order.IsEmpty || random.Chance(0.2)) return new(column);
        var index = random.Next(order.Count);
        return new(column, order[index], index + 1 < order.Count ? order[index + 1] : null);
    }

    public static Audience AnyAudience(Random random) => random.Chance(0.35) ? Audience.Professionals : Audience.Everyone;

    internal static string AnyNote(Shared.Model.Board board, Random random)
    {
        if (board.Notes.IsEmpty || random.Chance(0.02)) return random.Id();
        // In the columns' order: a dictionary's own order differs from run to run.
        var all = board.Columns.SelectMany(c => c).ToList();
        // A few notes are busy, so that people meet in them.
        return random.Chance(0.6) ? all[random.Next(Math.Min(3, all.Count))] : random.Pick(all);
    }

    /// <summary>Mostly one for which something holds, where there is one.</summary>
    private static string AnyNote(Shared.Model.Board board, Random random, Func<Note, bool> fits)
    {
        var fitting = board.Columns.SelectMany(c => c).Where(id => board.Note(id) is { } note && fits(note)).ToList();
        return fitting.Count == 0 || random.Chance(0.2) ? AnyNote(board, random) : random.Pick(fitting);
    }

    private static string AnyNote(Shared.Model.Board board, Random random, NoteKind kind) => AnyNote(board, random, n => board.KindOf(n) == kind);

    private static string? AnyDanger(Shared.Model.Board board, Random random)
    {
        var dangers = board.NotesIn(Column.Worries).Where(n => board.KindOf(n) == NoteKind.DangerStatement).ToList();
        return dangers.Count == 0 || random.Chance(0.3) ? null : random.Pick(dangers).Id;
    }

    internal static string AnyScale(Shared.Model.Board board, Random random) =>
        board.Scales.IsEmpty || random.Chance(0.05) ? random.Id() : random.Pick(board.Scales).Id;

    private static string? AnyCategory(Shared.Model.Board board, Random random) =>
        random.Chance(0.1) ? null : random.Pick(board.Template.Columns.SelectMany(c => c.Categories).ToList()).Id;

    private static int Boundary(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
