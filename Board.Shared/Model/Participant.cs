namespace MappingBoard.Shared.Model;

/// <summary>Somebody at the meeting.</summary>
/// <param name="Id">Given by the server on joining; names this person on this board only.</param>
/// <param name="Name">As they like to be called.</param>
/// <param name="Who">Who they are in their own words: "Mum", "health visitor".</param>
/// <param name="Role">What they do at the meeting.</param>
/// <param name="JoinedAt">When they first joined, UTC.</param>
/// <param name="LeftAt">When they said that they were leaving for good; null while they belong to the meeting.</param>
public sealed record Participant(string Id, string Name, string Who, Role Role, DateTimeOffset JoinedAt, DateTimeOffset? LeftAt = null);

/// <summary>What a person does at the meeting.</summary>
public enum Role
{
    /// <summary>Leads the meeting.</summary>
    Chair,

    /// <summary>Comes for an agency.</summary>
    Professional,

    /// <summary>The child, a parent, a relative, a friend of the family.</summary>
    Family,

    /// <summary>Reads and does not judge: interpreter, advocate, note-taker.</summary>
    Observer,
}

/// <summary>Who may see a thing (V1).</summary>
public enum Audience
{
    Everyone,
    Professionals,
}
