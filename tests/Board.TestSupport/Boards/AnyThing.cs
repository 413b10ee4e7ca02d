using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.TestSupport.Boards;

/// <summary>Parts of random changes: mostly something that is on the board, now and then something that is not. The same seed gives the same.</summary>
public static class AnyThing
{
    private static readonly string[] Fragments =
        ["a", "Nan ", "was there", " on Friday.", "\n", "é", "😀", "👩‍👧", "مرحبا", " ", "He rang at nine", "🇬🇧", "ŷ", "x"];

    public static string Words(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Pick(Fragments)));

    /// <summary>A splice such as typing, pasting or deleting makes; never inside a surrogate pair.</summary>
    public static TextEdit Splice(string text, Random random)
    {
        var at = Boundary(text, random.Next(text.Length + 1));
        var end = random.Chance(0.35) ? Boundary(text, Math.Min(text.Length, at + random.Next(8))) : at;
        var insert = end > at && random.Chance(0.5) ? "" : random.Pick(Fragments);
        return TextEdit.Replace(text.Length, at, Math.Max(0, end - at), insert);
    }

    public static string Circle(Random random) =>
        random.Chance(0.35) ? TestCircles.Professionals : TestCircles.Everyone;

    /// <summary>Mostly people who write; each kind of them.</summary>
    public static Role Role(Random random) => random.Next(10) switch
    {
        < 2 => Shared.Model.Role.Chair,
        < 5 => Shared.Model.Role.Professional,
        < 8 => Shared.Model.Role.Family,
        < 9 => Shared.Model.Role.NoteTaker,
        _ => Shared.Model.Role.Observer,
    };

    public static string Person(Shared.Model.Board board, Random random) =>
        board.Participants.IsEmpty ? random.Id() : random.Pick(board.Participants).Id;

    public static string Note(Shared.Model.Board board, Random random)
    {
        if (board.Notes.IsEmpty || random.Chance(0.02)) return random.Id();
        // In the columns' order: a dictionary's own order differs from run to run.
        var all = board.Columns.SelectMany(c => c).ToList();
        // A few notes are busy, so that people meet in them.
        return random.Chance(0.6) ? all[random.Next(Math.Min(3, all.Count))] : random.Pick(all);
    }

    /// <summary>Mostly one for which something holds, where there is one.</summary>
    public static string Note(Shared.Model.Board board, Random random, Func<Note, bool> fits)
    {
        var fitting = board.Columns.SelectMany(c => c).Where(id => board.Note(id) is { } note && fits(note)).ToList();
        return fitting.Count == 0 || random.Chance(0.2) ? Note(board, random) : random.Pick(fitting);
    }

    public static string Note(Shared.Model.Board board, Random random, NoteKind kind) => Note(board, random, n => board.KindOf(n) == kind);

    public static string? Danger(Shared.Model.Board board, Random random)
    {
        var dangers = board.NotesIn(Column.Worries).Where(n => board.KindOf(n) == NoteKind.DangerStatement).ToList();
        return dangers.Count == 0 || random.Chance(0.3) ? null : random.Pick(dangers).Id;
    }

    public static string Scale(Shared.Model.Board board, Random random) =>
        board.Scales.IsEmpty || random.Chance(0.05) ? random.Id() : random.Pick(board.Scales).Id;

    public static string? Category(Shared.Model.Board board, Random random) =>
        random.Chance(0.1) ? null : random.Pick(board.Template.Columns.SelectMany(c => c.Categories).ToList()).Id;

    public static Place Place(Shared.Model.Board board, Column column, Random random)
    {
        var order = board.Columns[(int)column];
        if (order.IsEmpty || random.Chance(0.2)) return new(column);
        var index = random.Next(order.Count);
        return new(column, order[index], index + 1 < order.Count ? order[index + 1] : null);
    }

    private static int Boundary(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
