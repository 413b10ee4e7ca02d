using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Log;

/// <summary>What a replica sends at once. A batch that was sent is frozen: sent again, it is the same to the letter (I2).</summary>
/// <param name="N">1, 2, 3 … for each replica (I1).</param>
/// <param name="Changes">In order; at least one, at most <see cref="Bounds.BatchChanges"/>.</param>
public sealed record Batch(long N, ImmutableArray<Change> Changes);

/// <summary>One change of a batch that was not accepted.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Code">See <see cref="Refusal"/>.</param>
/// <param name="Args">What the sentence for it needs besides; null for nothing.</param>
public sealed record RefusedChange(int Index, string Code, MessageArguments? Args = null)
{
    [JsonIgnore]
    public Refusal Reason => new(Code, Args);
}

/// <summary>The answer to a batch: durable before it is given (O2), and the same whenever it is asked for again (I1).</summary>
/// <param name="N">The batch.</param>
/// <param name="First">The stream number of its first accepted change.</param>
/// <param name="Count">How many were accepted; they have the numbers from <paramref name="First"/> on, without a gap.</param>
/// <param name="Refused">The others.</param>
public sealed record BatchAnswer(long N, long First, int Count, ImmutableArray<RefusedChange> Refused);

/// <summary>The accepted changes of one batch, as a viewer gets them.</summary>
/// <param name="By">The author, stamped by the server (O4).</param>
/// <param name="At">UTC, stamped by the server.</param>
/// <param name="Changes">In order; text edits are in the form in which they were committed.</param>
public sealed record StreamBatch(string By, DateTimeOffset At, ImmutableArray<Change> Changes);
