using MappingBoard.Shared.Templates.Practice;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>How each kind of step of the script is done at a screen.</summary>
internal static class Acts
{
    public static Task DoAsync(Person person, Scene scene) => scene.Step switch
    {
        AddsNote step => NoteActs.AddAsync(person, scene, step),
        EditsNote step => NoteActs.EditAsync(person, scene, step),
        MarksExact => NoteActs.MarkExactAsync(person, scene),
        RemovesNote => NoteActs.TakeOffAsync(person, scene),
        RestoresNote => NoteActs.PutBackAsync(person, scene),
        MovesNote step => PlaceActs.MoveAsync(person, scene, step),
        CategorisesNote step => PlaceActs.SortAsync(person, scene, step),
        AddsScale step => ScaleActs.AddAsync(person, scene, step),
        WordsScale step => ScaleActs.WordAsync(person, scene, step),
        Judges step => ScaleActs.JudgeAsync(person, scene, step),
        Withdraws => ScaleActs.WithdrawAsync(person, scene),
        Reveals => ScaleActs.RevealAsync(person, scene),
        Pairs => PlanActs.PairAsync(person, scene),
        AgreesStep step => PlanActs.AgreeAsync(person, scene, step),
        MarksDone => PlanActs.MarkDoneAsync(person, scene),
        _ => throw new InvalidOperationException($"Nobody knows how to do this at a screen: {scene.Step.GetType().Name}."),
    };
}
