using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Sync;

/// <summary>A replica opens, or comes back (B2).</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Replica">The replica's id: one open page on one device. Never shown to anybody else.</param>
/// <param name="Stream">The last stream number that it has; 0 when it has nothing; <see cref="WholeBoard"/> for everything anew.</param>
/// <param name="V">The version of the wire that the page speaks (<see cref="WireVersion"/>).</param>
/// <param name="Projection">Of which version the number is, as the last <see cref="Welcome"/> said (<see cref="ProjectionVersion"/>).</param>
public sealed record EnterRequest(
    string Board,
    string Replica,
    long Stream,
    int V = WireVersion.Unnamed,
    int Projection = ProjectionVersion.None)
{
    /// <summary>As <see cref="Stream"/>: what was missed could not be taken in, so a snapshot is wanted in place of it.</summary>
    public const long WholeBoard = -1;
}

/// <summary>One person's presence (B3): latest wins, never stored.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Here">Whether any of their devices is connected.</param>
/// <param name="Writing">The note that they are writing in, or <c>column:worries</c> … for a new one; null otherwise.</param>
public sealed record PersonPresence(string Participant, bool Here, string? Writing = null);

/// <summary>What a page says of its person.</summary>
/// <param name="Writing">As in <see cref="PersonPresence.Writing"/>; at most 40 characters.</param>
/// <param name="Circle">Who may know of it: those for whom the new note is meant.</param>
public sealed record ShowRequest(string? Writing = null, [property: JsonRequired] string Circle = Circles.Everyone);

/// <summary>What the server sends. One method, <c>Receive</c>, carries all of it, in order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Committed), "committed")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(PresenceChanged), "presence")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(SlowDown), "slow-down")]
[JsonDerivedType(typeof(Unreadable), "unreadable")]
[JsonDerivedType(typeof(Closed), "closed")]
public abstract record ServerMessage;

/// <summary>The first message after entering: everything that the replica missed, in one of two forms.</summary>
/// <param name="You">The participant that this connection speaks for.</param>
/// <param name="Stream">The stream number after this message.</param>
/// <param name="Missed">The batches after the number that the replica named; empty with a snapshot.</param>
/// <param name="Presence">Everybody who is here.</param>
/// <param name="Now">The server's clock, UTC.</param>
/// <param name="Snapshot">The whole board at <paramref name="Stream"/>, where that is smaller or the rest is not at hand.</param>
/// <param name="Answer">The answer to the replica's latest batch that was taken, if any.</param>
/// <param name="V">The version of the wire that the server speaks.</param>
/// <param name="Projection">The version of what the stream numbers count; named again at the next <see cref="EnterRequest"/>.</param>
public sealed record Welcome(
    string You,
    long Stream,
    ImmutableArray<StreamBatch> Missed,
    ImmutableArray<PersonPresence> Presence,
    DateTimeOffset Now,
    BoardSnapshot? Snapshot = null,
    BatchAnswer? Answer = null,
    int V = WireVersion.Unnamed,
    int Projection = ProjectionVersion.None) : ServerMessage;

/// <summary>Durable changes (O2).</summary>
/// <param name="From">The stream number of the first change.</param>
/// <param name="Batches">Each change has the next number.</param>
public sealed record Committed(long From, ImmutableArray<StreamBatch> Batches) : ServerMessage;

/// <summary>To the author alone, just before the <see cref="Committed"/> message that holds the accepted changes.</summary>
public sealed record Answered(BatchAnswer Answer) : ServerMessage;

/// <summary>Only those whose presence changed.</summary>
public sealed record PresenceChanged(ImmutableArray<PersonPresence> People) : ServerMessage;

/// <summary>To chairs alone: everybody who waits to be let in, oldest first. Latest wins.</summary>
public sealed record Asking(ImmutableArray<JoinRequest> Requests) : ServerMessage;

/// <summary>Somebody in the waiting room. For the chair alone (V1), and never part of the board's log.</summary>
/// <param name="Id">Names the request, and nothing else.</param>
/// <param name="Name">As they gave it.</param>
/// <param name="Who">Who they say they are.</param>
/// <param name="Role">What they will do at the meeting, by their invitation.</param>
/// <param name="Circles">The standing circles that they will enter.</param>
/// <param name="At">When they asked, UTC.</param>
public sealed record JoinRequest(string Id, string Name, string Who, Role Role, CircleSet Circles, DateTimeOffset At);

/// <summary>Batch <paramref name="N"/> came too soon and was not looked at (B5). Send it again, unchanged, after a while.</summary>
/// <param name="AfterMs">Milliseconds to wait.</param>
public sealed record SlowDown(long N, int AfterMs) : ServerMessage;

/// <summary>A message of the client's could not be read and changed nothing.</summary>
/// <param name="Code">See docs/PROTOCOL.md.</param>
/// <param name="Args">What the sentence for it needs besides; null for nothing.</param>
public sealed record Unreadable(string Code, MessageArguments? Args = null) : ServerMessage
{
    [JsonIgnore]
    public Refusal Reason => new(Code, Args);
}

/// <summary>The server closes this connection, and why. The replica does not come back by itself.</summary>
/// <param name="Code">See docs/PROTOCOL.md.</param>
/// <param name="Args">What the sentence for it needs besides; null for nothing.</param>
public sealed record Closed(string Code, MessageArguments? Args = null) : ServerMessage
{
    [JsonIgnore]
    public Refusal Reason => new(Code, Args);
}
