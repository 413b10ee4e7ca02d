using System.Collections.Immutable;

namespace MappingBoard.Shared.Model;

/// <summary>Somebody at the meeting.</summary>
/// <param name="Id">Given by the server on joining; names this person on this board only.</param>
/// <param name="Name">As they like to be called.</param>
/// <param name="Who">Who they are in their own words: "Mum", "health visitor".</param>
/// <param name="Role">What they do at the meeting.</param>
/// <param name="JoinedAt">When they first joined, UTC.</param>
/// <param name="Standing">The standing circles that they entered at the door, the whole meeting's first: for good (C1).</param>
/// <param name="LeftAt">When they left for good or were sent out; null while they belong to the meeting.</param>
/// <param name="SentOut">The chair who ended their part in the meeting and when; null for everybody else.</param>
/// <param name="Earlier">What they were called before, in order; null where they always were called the same.</param>
public sealed record Participant(
    string Id,
    string Name,
    string Who,
    Role Role,
    DateTimeOffset JoinedAt,
    CircleSet Standing,
    DateTimeOffset? LeftAt = null,
    Stamp? SentOut = null,
    ImmutableList<EarlierName>? Earlier = null)
{
    public bool IsAtTheMeeting => LeftAt is null;

    public bool IsChair => Role == Role.Chair;

    /// <summary>
    /// This person as they were called at a moment (V8): a record names people as they were called when they spoke.
    /// </summary>
    public Participant At(DateTimeOffset moment) =>
        moment != default && Earlier?.Find(e => moment < e.Until) is { } was ? this with { Name = was.Name, Who = was.Who, Role = was.Role } : this;

    /// <summary>The same person under another name, or in another part; how they were called until then is kept.</summary>
    internal Participant CalledNow(string name, string who, Role role, DateTimeOffset at) => (Name, Who, Role) == (name, who, role)
        ? this
        : this with { Name = name, Who = who, Role = role, Earlier = (Earlier ?? []).Add(new(Name, Who, Role, at)) };
}

/// <summary>What somebody was called before.</summary>
/// <param name="Name">As <see cref="Participant.Name"/>.</param>
/// <param name="Who">As <see cref="Participant.Who"/>.</param>
/// <param name="Role">What they did at the meeting then.</param>
/// <param name="Until">From then on they were called otherwise, UTC.</param>
public sealed record EarlierName(string Name, string Who, Role Role, DateTimeOffset Until);

/// <summary>What a person does at the meeting. Who may do what stands in docs/SPEC.md.</summary>
public enum Role
{
    /// <summary>Leads the meeting.</summary>
    Chair,

    /// <summary>Comes for an agency.</summary>
    Professional,

    /// <summary>The child, a parent, a relative, a friend of the family.</summary>
    Family,

    /// <summary>Reads and does not judge: interpreter, advocate.</summary>
    Observer,

    /// <summary>Enters words for somebody else, for example somebody on the phone; shown as entered by them.</summary>
    NoteTaker,
}

/// <summary>What follows from a role.</summary>
public static class Roles
{
    /// <summary>Writes notes and joint statements.</summary>
    public static bool Writes(this Role role) => role is not Role.Observer;

    /// <summary>Says their own number on a scale.</summary>
    public static bool Judges(this Role role) => role is Role.Chair or Role.Professional or Role.Family;

    /// <summary>Looks after the map as a whole: sorts anybody's notes, adds and words scales, pairs goals.</summary>
    public static bool Arranges(this Role role) => role is Role.Chair or Role.Professional;
}
