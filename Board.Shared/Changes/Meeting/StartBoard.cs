using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>The first change of every board. Embeds the template, so that the record keeps its labels.</summary>
public sealed record StartBoard(string Title, MeetingTemplate Template, bool Practice) : Change
{
    public static ChangeKind<StartBoard> Kind { get; } = new("start-board");

    public override bool ByServerOnly => true;

    public override Refusal? Check(Board board, Stamp stamp) =>
        board.IsStarted ? Refusal.AlreadyStarted : Rules.Line(Title);

    public override Board ApplyTo(Board board, Stamp stamp) => board.IsStarted
        ? board
        : board with { Title = Title, Template = Template, Practice = Practice, StartedAt = stamp.At };
}
