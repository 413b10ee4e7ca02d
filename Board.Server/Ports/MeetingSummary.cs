using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Server.Ports;

/// <summary>
/// What a list shows of a meeting. A pure function of its log, which it follows commit by commit, without the notes: a
/// board with a long log costs no more than what is new on it. Names nobody. Immutable.
/// </summary>
/// <param name="Board">The board's id.</param>
/// <param name="Number">The last commit that is in it.</param>
/// <param name="Title">What the meeting is called.</param>
/// <param name="Template">The name of its template.</param>
/// <param name="Practice">Whether everybody on the map is made up.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="LastAt">When something was last accepted, UTC.</param>
/// <param name="IsHeld">Whether the chair holds everybody's edits.</param>
/// <param name="LockedAt">When it was locked as final, UTC; null until then.</param>
/// <param name="People">Everybody who ever joined, in the order of joining.</param>
public sealed record MeetingSummary(
    string Board,
    long Number,
    string Title,
    string Template,
    bool Practice,
    DateTimeOffset StartedAt,
    DateTimeOffset LastAt,
    bool IsHeld,
    DateTimeOffset? LockedAt,
    ImmutableArray<ListedPerson> People)
{
    /// <summary>The summary of a board before its first commit.</summary>
    public static MeetingSummary Empty(string board) => new(board, 0, "", "", Practice: false, default, default, IsHeld: false, LockedAt: null, []);

    /// <summary>The summary of a board as it stands.</summary>
    /// <param name="board">The board.</param>
    /// <param name="number">Its last commit.</param>
    /// <param name="lastAt">When something was last accepted, UTC.</param>
    public static MeetingSummary Of(Board board, long number, DateTimeOffset lastAt) => new(
        board.Id,
        number,
        board.Title,
        board.Template.Name,
        board.Practice,
        board.StartedAt,
        lastAt,
        board.Held is not null,
        board.Locked?.At,
        [.. board.Participants.Select(p => new ListedPerson(p.Id, p.LeftAt is not null))]);

    [JsonIgnore]
    public bool IsStarted => Number > 0 && Template.Length > 0;

    /// <summary>Somebody who joined at some time, or null.</summary>
    public ListedPerson? Person(string participant) => People.FirstOrDefault(p => p.Id == participant);

    /// <summary>The summary after one more commit; the same when it is not the next one.</summary>
    public MeetingSummary After(Commit commit)
    {
        if (commit.Board != Board || commit.Number != Number + 1) return this;
        var board = Bare();
        foreach (var batch in commit.Batches)
        {
            var stamp = new Stamp(batch.By, commit.At);
            // A change of which the bare board knows nothing leaves it as it is: so the one Apply decides here, too.
            foreach (var change in batch.Changes) board = board.Apply(change, stamp);
        }

        return Of(board, commit.Number, commit.ChangeCount > 0 ? commit.At : LastAt);
    }

    /// <summary>A board of which nothing is there but what stands here.</summary>
    private Board Bare() => MappingBoard.Shared.Model.Board.Empty(Board) with
    {
        Title = Title,
        Template = IsStarted ? MappingBoard.Shared.Model.Board.NoTemplate with { Id = "listed", Name = Template } : MappingBoard.Shared.Model.Board.NoTemplate,
        Practice = Practice,
        StartedAt = StartedAt,
        Held = IsHeld ? new("", LastAt) : null,
        Locked = LockedAt is { } at ? new("", at) : null,
        Participants = [.. People.Select(p => new Participant(p.Id, "", "", Role.Observer, StartedAt, Circles.Common, p.HasLeft ? StartedAt : null))],
    };
}

/// <summary>Somebody who joined a meeting.</summary>
/// <param name="Id">Their id on its board.</param>
/// <param name="HasLeft">Whether they left for good or were sent out.</param>
public sealed record ListedPerson(string Id, bool HasLeft);
