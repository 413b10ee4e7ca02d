using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates;

namespace MappingBoard.TestSupport.Boards;

/// <summary>Boards of fictional people to test on.</summary>
public static class SampleBoards
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static MeetingTemplate Template => MeetingTemplates.All[0];

    public static StartBoard Start { get; } = new("Practice family", Template, Practice: true);

    /// <summary>What starts a board and brings one person to it.</summary>
    public static ImmutableArray<Change> StartAndJoin(string name, Role role = Role.Chair) => [Start, new JoinBoard(name, "made up", role)];

    /// <summary>A board that the first of these people started, and that they came to.</summary>
    public static Shared.Model.Board Begun(params (string Id, JoinBoard Joins)[] people) => people.Aggregate(
        Shared.Model.Board.Empty(SeededIds.Named("board")).Apply(Start, new(people[0].Id, Noon)),
        (board, person) => board.Apply(person.Joins, new(person.Id, Noon)));

    /// <summary>
    /// A started board with these people at it, chairs all of them, so that each may do what a test is about; their ids are
    /// <see cref="SeededIds.Named"/> of their names.
    /// </summary>
    public static Shared.Model.Board With(params string[] people)
    {
        var board = Shared.Model.Board.Empty(SeededIds.Named("board")).Apply(Start, new(SeededIds.Named(people[0]), Noon));
        foreach (var name in people) board = board.Apply(new JoinBoard(name, "made up", Role.Chair), new(SeededIds.Named(name), Noon));
        return board;
    }
}
