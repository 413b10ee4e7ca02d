using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Model;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// What was done at the doors of each board, as a log in the board's partition: one document for each act, its line of
/// the access log within it. As with commits, making the document of the next number decides who was first; the others
/// read on, judge again and try again. Thread-safe.
/// </summary>
internal sealed class AdmissionLog(CosmosContainer container)
{
    /// <summary>Each time, another server was first and got somewhere; past so many, the caller hears that the store is busy.</summary>
    private const int MostTries = 100;

    private readonly AppendLines _lines = new();
    private readonly KnownAdmissions _known = new();

    /// <summary>How it stands at the doors of a board.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer, or holds what this version cannot read.</exception>
    public async Task<AdmissionState> Read(string board, CancellationToken cancel)
    {
        var doors = _known.Of(board);
        var query = new QueryDefinition("SELECT * FROM c WHERE c.number > @after ORDER BY c.number").WithParameter("@after", doors.Number);
        await foreach (var document in container.Query("read_doors", query, board, page => AdmissionJson.Parse(page, AdmissionJson.Plain.PageActDocument), cancel))
        {
            if (document.Number != doors.Number + 1)
                throw new StoreUnavailableException($"Act {doors.Number + 1} at the doors of board {BoardTag.Of(board)} is missing.");
            doors = doors.After(document.Act);
        }

        _known.Saw(doors);
        return doors;
    }

    /// <summary>Does something at the doors, if it may be done, and notes it, or neither.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="entry">The line of an act that is noted.</param>
    /// <param name="judge">What is to be done as it stands; asked again each time somebody else was first.</param>
    /// <param name="prepare">What must be there before the act is; called once, when there will be one.</param>
    /// <param name="cancel">Takes it back as long as its writing has not begun.</param>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer; whether it was done is unknown.</exception>
    public Task<T> Do<T>(
        string board,
        AccessEntry? entry,
        Func<AdmissionState, Verdict<T>> judge,
        Func<AdmissionState, Task> prepare,
        CancellationToken cancel)
    {
        if (entry is not null && entry.Board != board) throw new ArgumentException("A line stands in the log of the board where it happened.", nameof(entry));
        return _lines.InTurn(board, async () =>
        {
            var prepared = false;
            for (var tries = 0; tries < MostTries; tries++)
            {
                var doors = await Read(board, cancel);
                var (answer, act) = judge(doors);
                if (act is null)
                {
                    // What was prepared when the board's destruction came in between must not outlive it.
                    if (prepared && doors.Destroyed is not null) await new AdmissionRemains(container).Sweep(board, CancellationToken.None);
                    return answer;
                }

                cancel.ThrowIfCancellationRequested();
                if (!prepared) await prepare(doors);
                prepared = true;
                if (await Write(doors, act, act.IsNoted ? entry : null)) return answer;
            }

            throw new StoreUnavailableException("Other servers were first each time.");
        });
    }

    /// <summary>The same where nothing must be there before.</summary>
    public Task<T> Do<T>(string board, AccessEntry? entry, Func<AdmissionState, Verdict<T>> judge, CancellationToken cancel) =>
        Do(board, entry, judge, _ => Task.CompletedTask, cancel);

    /// <returns>False when another server was first.</returns>
    private async Task<bool> Write(AdmissionState doors, AdmissionAct act, AccessEntry? entry)
    {
        var attempt = Ids.From(RandomNumberGenerator.GetBytes(16));
        var number = doors.Number + 1;
        var document = new ActDocument
        {
            Id = ActDocument.IdOf(number),
            Partition = doors.Board,
            Number = number,
            Attempt = attempt,
            Act = act,
            Line = entry is null ? null : AccessLines.OfAct(entry.At, number),
            Entry = entry is null ? null : entry with { At = entry.At.ToUniversalTime() },
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, AdmissionJson.Plain.ActDocument);
        ActDocument? there = null;
        var creation = await container.Create("act", doors.Board, document.Id, bytes, content =>
        {
            there = AdmissionJson.Parse(content, AdmissionJson.Plain.ActDocument);
            return there.Attempt == attempt;
        });
        if (creation == Creation.TooLarge) throw new ArgumentException("What is to be written is too large.", nameof(act));
        // Of another's act, too, it is known from here on, even where the replica that is asked next lags behind.
        _known.Saw(doors.After(there?.Act ?? act));
        return creation == Creation.Ours;
    }
}
