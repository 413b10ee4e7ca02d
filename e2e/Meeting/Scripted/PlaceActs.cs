using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates.Practice;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>Putting notes where they belong.</summary>
internal static class PlaceActs
{
    public static Task SortAsync(Person person, Scene scene, CategorisesNote step) =>
        person.SortsAsync(scene.Note.Text, scene.Label(step.Category));

    /// <summary>A moved note comes last in the category that was chosen, and goes up from there.</summary>
    public static async Task MoveAsync(Person person, Scene scene, MovesNote step)
    {
        await person.MovesToAsync(scene.Note.Text, NoteActs.PartOf(step.Column), scene.Label(step.Category));
        await MoveUpAsync(person, scene, step.Column, scene.Note.Text);
    }

    /// <summary>From the last place of its category to where the script has it.</summary>
    public static async Task MoveUpAsync(Person person, Scene scene, Column column, string words)
    {
        if (scene.Behind(scene.Change.Subject!, column) is > 0 and var places) await person.MovesUpAsync(words, places);
    }
}
