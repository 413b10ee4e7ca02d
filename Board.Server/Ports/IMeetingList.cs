using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Ports;

/// <summary>
/// Which meetings a member of staff started or chairs, and who they are at each: their way back when a device is lost,
/// so that a board is never without one who can act. It knows staff by a key that names nobody. Thread-safe.
/// </summary>
public interface IMeetingList
{
    /// <summary>Keeps a meeting on somebody's list, durably. One that is on it stays as it is.</summary>
    /// <exception cref="ArgumentException">Malformed: nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is there is unknown.</exception>
    Task Add(ListedMeeting meeting, CancellationToken cancel);

    /// <summary>The meeting of a board on somebody's list; null when it is not on it.</summary>
    /// <param name="staff">See <see cref="ListedMeeting.Staff"/>.</param>
    /// <param name="board">The board's id.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ListedMeeting?> Find(string staff, string board, CancellationToken cancel);

    /// <summary>Somebody's meetings, the latest first.</summary>
    /// <param name="staff">See <see cref="ListedMeeting.Staff"/>.</param>
    /// <param name="skip">How many of the latest to pass over, 0 or more.</param>
    /// <param name="most">How many to read, 1 to 100.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<ListedMeeting>> Read(string staff, int skip, int most, CancellationToken cancel);
}

/// <param name="Staff">The key of a member of staff: SHA-256 of who vouches for them and their subject there, as 64 lower-case hex digits.</param>
/// <param name="Board">The board's id.</param>
/// <param name="Participant">Who they are on that board.</param>
/// <param name="Created">When it came on the list, UTC.</param>
public sealed record ListedMeeting(string Staff, string Board, string Participant, DateTimeOffset Created)
{
    /// <summary>The most that are read at once.</summary>
    public const int MostAtOnce = 100;

    /// <exception cref="ArgumentException">Not a meeting that a list can keep. The message holds nothing of it.</exception>
    internal void RequireWellFormed()
    {
        if (!HexHash.IsWellFormed(Staff)) throw new ArgumentException("The key of the member of staff is not one.");
        if (!Ids.IsWellFormed(Board)) throw new ArgumentException("The board has no well-formed id.");
        if (!Ids.IsWellFormed(Participant)) throw new ArgumentException("The participant has no well-formed id.");
    }
}
