using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Sync;

/// <summary>How much of what waits goes into one batch (B5).</summary>
internal static class BatchSize
{
    /// <summary>Leaves room for the envelope around the changes.</summary>
    private const int MostBytes = Bounds.MessageBytes - 4 * 1024;

    /// <summary>How many changes fit; at least one, since one change alone always fits.</summary>
    public static int Of(ImmutableList<Pending> waiting)
    {
        var bytes = 0;
        var most = Math.Min(waiting.Count, Bounds.BatchChanges);
        for (var i = 0; i < most; i++)
        {
            bytes += JsonSerializer.SerializeToUtf8Bytes(waiting[i].Change, BoardJson.Default.Change).Length + 1;
            if (bytes > MostBytes) return Math.Max(i, 1);

            // What is typed after a showing stands on words that the server has not said yet (C16).
            if (waiting[i].Change is SetCircle) return i + 1;
        }

        return most;
    }
}
