using System.Collections.Immutable;
using System.Globalization;
using MappingBoard.Client.State;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.ViewModels;

/// <summary>What is still open on a map that is to be locked, for its chair. A list to read, never a condition.</summary>
/// <param name="Groups">What stands open, by kind; kinds with nothing left out.</param>
/// <param name="Remarks">What cannot be seen from the map, or is no part of it.</param>
public sealed record OpenPoints(ImmutableArray<OpenGroup> Groups, ImmutableArray<string> Remarks)
{
    public static OpenPoints None { get; } = new([], []);

    public static OpenPoints Of(BoardState state) => new(
        [
            .. new OpenGroup[]
            {
                new("Danger statements without a safety goal", [.. Unanswered(state)]),
                new("Next steps without who or when", [.. Unagreed(state.Board)]),
                new("Scales whose numbers nobody has seen", [.. Unrevealed(state)]),
                new("Who has not given a number", [.. Unjudged(state)]),
            }.Where(g => !g.Lines.IsEmpty),
        ],
        [.. RemarksOn(state)]);

    private static IEnumerable<string> Unanswered(BoardState state) => state.Dangers()
        .Where(d => state.GoalOf(d.Danger) is null)
        .Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Number}: “{Quote.Brief(d.Danger.Text)}”"));

    private static IEnumerable<string> Unagreed(Board board) => board.NotesIn(Column.NeedsToHappen)
        .Where(n => board.KindOf(n) == NoteKind.NextStep && n.Step?.Done is null)
        .Select(n => (Note: n, Missing: Missing(n.Step ?? Step.None)))
        .Where(s => s.Missing.Length > 0)
        .Select(s => $"“{Quote.Brief(s.Note.Text)}”: {s.Missing}");

    private static string Missing(Step step) => (string.IsNullOrWhiteSpace(step.Who), step.By) switch
    {
        (true, null) => "nobody is named, no day is agreed",
        (true, _) => "nobody is named",
        (_, null) => "no day is agreed",
        _ => "",
    };

    private static IEnumerable<string> Unrevealed(BoardState state) => state.ScalesInUse()
        .Where(s => s.Sealed)
        .Select(s => $"“{Quote.Brief(s.Wording.Question)}”: if you lock now, its numbers stay unseen for good.");

    private static IEnumerable<string> Unjudged(BoardState state)
    {
        foreach (var scale in state.ScalesInUse().Where(s => s.Sealed && s.Placed < state.Board.JudgesOf(s).Count()))
            yield return string.Create(CultureInfo.InvariantCulture, $"“{Quote.Brief(scale.Wording.Question)}”: {scale.Placed} of {state.Board.JudgesOf(scale).Count()} have");

        foreach (var scale in state.ScalesInUse().Where(s => !s.Sealed))
        {
            var names = state.Board.JudgesOf(scale)
                .Where(p => scale.JudgementOf(p.Id) is null)
                .Select(p => p.Id == state.Replica.Me ? "you" : Names.InFull(p, state.Board.Participants))
                .ToList();
            if (names.Count > 0) yield return $"“{Quote.Brief(scale.Wording.Question)}”: {Quote.Names(names)}";
        }
    }

    private static IEnumerable<string> RemarksOn(BoardState state)
    {
        var others = state.People().Where(p => p is { IsHere: true, IsMe: false }).ToList();
        var writers = others.Where(p => p.Writing is not null).Select(p => Names.InFull(p.Person, state.Board.Participants)).ToList();
        if (others.Count == 0) yield return "Nobody but you is here at the moment.";
        if (writers.Count > 0) yield return $"{Quote.Names(writers)} {(writers.Count == 1 ? "is" : "are")} writing something at the moment.";
        yield return "What people have written and not sent yet cannot be seen from here. Ask them.";
        var off = state.TakenOff().Count();
        if (off > 0) yield return off == 1 ? "A note that was taken off is no part of the final version." : string.Create(CultureInfo.InvariantCulture, $"{off} notes that were taken off are no part of the final version.");
    }
}

/// <param name="Heading">What kind of thing stands open.</param>
/// <param name="Lines">Each of them in words.</param>
public sealed record OpenGroup(string Heading, ImmutableArray<string> Lines);
