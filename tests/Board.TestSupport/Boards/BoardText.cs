using System.Text.Json;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.TestSupport.Boards;

/// <summary>Boards as JSON, to compare and to show.</summary>
public static class BoardText
{
    /// <summary>Equal boards give equal text.</summary>
    public static string Json(this Shared.Model.Board board) =>
        JsonSerializer.Serialize(BoardSnapshot.Of(board), BoardJson.Default.BoardSnapshot);

    /// <summary>What a person reads: columns, words, places, numbers; without stamps and versions.</summary>
    public static string Readable(this Shared.Model.Board board)
    {
        var lines = new List<string>();
        foreach (var column in Enum.GetValues<Shared.Model.Column>())
        {
            lines.Add($"# {column}");
            foreach (var note in board.NotesIn(column))
                lines.Add($"{note.Id} [{note.Category}] {note.Text} goal={note.Goal} step={note.Step?.Who}/{note.Step?.By:O}/{note.Step?.Done is not null}");
        }

        foreach (var scale in board.Scales.Where(s => s.SetAside is null))
        {
            lines.Add($"# scale {scale.Id} {scale.Wording.Question}|{scale.Wording.Ten}|{scale.Wording.Zero} {scale.Danger}");
            lines.AddRange(scale.Judgements.OrderBy(j => j.Placed.By, StringComparer.Ordinal).Select(j => $"{j.Placed.By} {j.Value} {j.Reason} / {j.OneHigher}"));
        }

        return string.Join("\n", lines);
    }
}
