using System.Globalization;
using System.Text;
using MappingBoard.Server.Audit;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Language;

namespace MappingBoard.Server.Pages;

/// <summary>The access log as a table for a spreadsheet (RFC 4180). That somebody takes it along is itself a line of it.</summary>
internal static class AccessLogExport
{
    public static void MapAccessLogExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/b/{id}/access-log.csv", async (string id, HttpContext context, AccessReading reading, Localizer localizer) =>
        {
            if (await reading.Read(context, id, before: null) is null) return Results.StatusCode(StatusCodes.Status403Forbidden);
            await reading.NoteExport(context, id);
            var table = new StringBuilder("when (UTC),what,about,by,as,invitation,in words\r\n");
            string? before = null;
            while (await reading.Read(context, id, before) is { Lines: { Count: > 0 } lines } log)
            {
                foreach (var line in lines) Write(table, line.Entry, log.People, localizer);
                before = lines[^1].Cursor;
            }

            context.Response.Headers.CacheControl = "no-store";
            // The mark at the beginning tells a spreadsheet that names are in UTF-8.
            byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table.ToString())];
            return Results.File(bytes, "text/csv; charset=utf-8", "who-opened-this-map.csv");
        });

    private static void Write(StringBuilder table, AccessEntry entry, AccessNames people, Localizer localizer) => table.AppendJoin(
        ',',
        Cell(entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        Cell(entry.What.ToString()),
        Cell(entry.Participant),
        Cell(entry.By),
        Cell(entry.Role?.ToString()),
        Cell(entry.Invitation),
        Cell(AccessSentences.Of(entry, people, localizer))).Append("\r\n");

    /// <summary>
    /// What begins like a formula stays text: a spreadsheet would run it, also behind spaces, behind the sign that keeps a
    /// name from turning its sentence, and in the wide forms that some read as the narrow ones.
    /// </summary>
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var begins = text.AsSpan().TrimStart("\u2068 \u00A0\u3000");
        var safe = begins is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] || char.IsControl(text[0]) ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
