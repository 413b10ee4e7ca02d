using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Boards.Samples;

namespace MappingBoard.Shared.Tests.Changes;

/// <summary>
/// A kind of change of which the product knows nothing: somebody waves at a note, or takes it back. All the properties in
/// these tests hold for it as for any other kind, since they ask the kinds that there are.
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="Up">False takes it back.</param>
public sealed record Wave(string Note, bool Up = true) : Change
{
    public static ChangeKind<Wave> Kind { get; } = new("wave", "T1")
    {
        OnNote = note => new(note.Id),
        Json = WaveJson.Default,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) => Rules.OpenNote(board, stamp, Note);

    /// <summary>How often waves were applied and projected where it is counted: by one test, in its own flow.</summary>
    internal static AsyncLocal<WaveCounts?> Counts { get; } = new();

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (Counts.Value is { } counts) counts.Applied++;
        return Applied(board, stamp);
    }

    private Board Applied(Board board, Stamp stamp) =>
        board.With(Note, n => n with { Step = (n.Step ?? Step.None) with { Done = Up ? n.Step?.Done ?? stamp : null } });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { } note && note.Step?.Done is not null != Up ? new Wave(Note, !Up) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Note(Note) is { IsRemoved: false } note && note.Step?.Done is not null == Up;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (Counts.Value is { } counts) counts.Projected++;
        return ForThoseWhoSeeTheNote(before, viewer);
    }

    [ModuleInitializer]
    internal static void Register() => ChangeKinds.Add(Kind);
}

internal sealed class WaveCounts
{
    public int Applied { get; set; }

    public int Projected { get; set; }
}

[JsonSerializable(typeof(Wave))]
internal sealed partial class WaveJson : JsonSerializerContext;

internal sealed class WaveSamples : ISamples
{
    public IEnumerable<Sample> All =>
        [Sample.Of(Wave.Kind, Occasion.Mapping, 4, (board, random) => new(AnyThing.Note(board, random), random.Chance(0.6)))];
}
