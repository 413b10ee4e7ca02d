using MappingBoard.Shared.Model;
using MappingBoard.Shared.Templates.Practice;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>Writing notes, taking them off and putting them back.</summary>
internal static class NoteActs
{
    /// <summary>A new note comes last among its kind. Where the script wants it further up, it is moved there.</summary>
    public static async Task AddAsync(Person person, Scene scene, AddsNote step)
    {
        var (part, label) = (PartOf(step.Column), scene.Label(step.Category));
        if (step.Circle == TestCircles.Professionals) await person.AddsForProfessionalsAsync(part, step.Text, label);
        else await person.AddsAsync(part, step.Text, label, voice: step.Voice);
        await PlaceActs.MoveUpAsync(person, scene, step.Column, step.Text);
    }

    public static Task EditAsync(Person person, Scene scene, EditsNote step) => person.EditsAsync(scene.Note.Text, step.Text);

    public static Task MarkExactAsync(Person person, Scene scene) => person.MarksExactAsync(scene.Note.Text);

    public static Task TakeOffAsync(Person person, Scene scene) => person.TakesOffAsync(scene.Note.Text);

    public static Task PutBackAsync(Person person, Scene scene) =>
        person.PutsBackAsync(PartOf(Place.Of(scene.Before, scene.Note.Id)!.Column), scene.Note.Text);

    internal static BoardSection PartOf(Column column) => column switch
    {
        Column.Worries => BoardSection.Worries,
        Column.WorkingWell => BoardSection.WorkingWell,
        _ => BoardSection.NeedsToHappen,
    };
}
