using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Templates.Practice;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>Scales, and everybody's own numbers on them.</summary>
internal static class ScaleActs
{
    public static Task AddAsync(Person person, Scene scene, AddsScale step)
    {
        var danger = scene.Before.Note(((AddScale)scene.Change).Danger);
        var offered = danger is null ? scene.Before.Template.Scales[0] : scene.Before.Template.DangerScale;
        return person.AddsAScaleAsync(step.Wording, danger?.Text, offered);
    }

    public static Task WordAsync(Person person, Scene scene, WordsScale step) => person.WordsAsync(scene.Scale.Wording.Question, step.Wording);

    public static Task JudgeAsync(Person person, Scene scene, Judges step) =>
        person.JudgesAsync(step.Value, step.Reason, step.OneHigher, scene.Scale.Wording.Question);

    public static Task RevealAsync(Person person, Scene scene) => person.RevealsAsync(scene.Scale.Wording.Question);

    public static Task WithdrawAsync(Person person, Scene scene) => person.WithdrawsAsync(scene.Scale.Wording.Question);
}
