using System.Collections.Immutable;
using System.Security.Cryptography;
using MappingBoard.Server.Identity.Staff;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Practice;
using MappingBoard.Shared.Templates.Practice;

namespace MappingBoard.Server.Pages;

/// <summary>
/// What the pages before the map do with boards. Nobody waits longer than <see cref="Patience"/> for a store that does not
/// answer. Thread-safe.
/// </summary>
internal sealed class Meetings(RoomDirectory rooms, IMeetingList list, TimeProvider time)
{
    /// <summary>The name under which somebody comes to the practice board.</summary>
    private const string TryingOut = "You, trying it out";

    /// <summary>A new board, with the one who starts it as its chair.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<MeetingPlace> Start(Starter by, string title, MeetingTemplate template, string name, string who, CancellationToken cancel)
    {
        var place = await NewPlace(by, cancel);
        ImmutableArray<Change> changes =
        [
            new StartBoard(title, template, Practice: false),
            new JoinBoard(name, who, Role.Chair),
            .. template.Scales.Select(wording => new AddScale(NewId(), wording, Sealed: true)),
        ];
        Accepted(await Within(limit => rooms.Create(place.Board, place.Participant, changes, limit), cancel));
        return place;
    }

    /// <summary>A practice board as it stands at the end of the scripted meeting, with one more chair at it.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<MeetingPlace> StartPractice(Starter by, CancellationToken cancel) => Within(limit => GrowPractice(by, limit), cancel);

    /// <summary>A board as it is durable, or null when there is no such board.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Board?> Read(string board, CancellationToken cancel) =>
        Ids.IsWellFormed(board) && await Within(limit => rooms.Read(board, limit), cancel) is { } read ? read.Board : null;

    /// <summary>A board as it is durable for a question about somebody, who may have come by another server a moment ago; null when there is no such board.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Board?> Read(MeetingPlace place, CancellationToken cancel) =>
        Ids.IsWellFormed(place.Board) && await Within(limit => rooms.Read(place.Board, place.Participant, limit), cancel) is { } read ? read.Board : null;

    /// <summary>Somebody leaves a meeting for good.</summary>
    /// <returns>Why they cannot, or null.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<Refusal?> Leave(MeetingPlace place, CancellationToken cancel)
    {
        var refusal = await Within(limit => rooms.Do(place.Board, place.Participant, [new LeaveBoard()], limit), cancel);
        return refusal == Refusal.UnknownPerson || refusal == Refusal.NotStarted ? null : refusal;
    }

    /// <summary>Somebody who has left is at the meeting again, as they were.</summary>
    /// <returns>Why they cannot, or null.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<Refusal?> ComeBack(MeetingPlace place, Participant self, CancellationToken cancel) =>
        Within(limit => rooms.Do(place.Board, place.Participant, [new JoinBoard(self.Name, self.Who, self.Role)], b => b.Participant(place.Participant) is { SentOut: null }, limit), cancel);

    /// <summary>
    /// Ids for a new board and for the one who starts it. The place is on their list before there is a board: one that
    /// is listed and was never made is passed over, one that was made and is not listed would be lost with the device.
    /// </summary>
    private async Task<MeetingPlace> NewPlace(Starter by, CancellationToken cancel)
    {
        var place = new MeetingPlace(NewId(), NewId());
        if (by.Member is { } member)
            await Within(limit => Listed(new(member.Key, place.Board, place.Participant, time.GetUtcNow()), limit), cancel);
        return place;
    }

    private async Task<bool> Listed(ListedMeeting meeting, CancellationToken cancel)
    {
        await list.Add(meeting, cancel);
        return true;
    }

    private async Task<MeetingPlace> GrowPractice(Starter by, CancellationToken cancel)
    {
        var place = await NewPlace(by, cancel);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var practice = PracticeBoard.Of(PracticeMeeting.Load(), today, RandomNumberGenerator.GetBytes(PracticeBoard.SeedBytes));
        Accepted(await rooms.Create(place.Board, practice.Batches[0].By, practice.Batches[0].Changes, cancel));

        using var lease = await rooms.Open(place.Board, cancel) ?? throw new InvalidOperationException("The practice board is not there.");
        // All at once, in order: the room writes what waits as few commits.
        var rest = practice.Batches[1..].Select(batch => lease.Room.Do(batch.By, batch.Changes, cancel)).ToList();
        rest.Add(lease.Room.Do(place.Participant, [new JoinBoard(TryingOut, "chair", Role.Chair)], cancel));
        foreach (var refusal in await Task.WhenAll(rest)) Accepted(refusal);
        return place;
    }

    private Task<T> Within<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel) => Patience.Within(time, work, cancel);

    private static string NewId() => Ids.From(RandomNumberGenerator.GetBytes(16));

    // What the pages check before makes a refusal here a fault of the program.
    private static void Accepted(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"A new board was refused: {refusal.Code}.");
    }
}

/// <summary>Somebody's place at a meeting.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Participant">Theirs.</param>
public sealed record MeetingPlace(string Board, string Participant);
