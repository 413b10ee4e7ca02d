using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Templates.Practice;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>The plan: goals that answer dangers, and steps that somebody does by a day.</summary>
internal static class PlanActs
{
    public static Task PairAsync(Person person, Scene scene) =>
        person.PairsAsync(scene.Note.Text, scene.Before.Note(((PairGoal)scene.Change).Goal)!.Text);

    public static Task AgreeAsync(Person person, Scene scene, AgreesStep step) =>
        person.AgreesAsync(scene.Note.Text, step.Who, ((AgreeStep)scene.Change).By);

    public static Task MarkDoneAsync(Person person, Scene scene) => person.MarksDoneAsync(scene.Note.Text);
}
