namespace MappingBoard.Shared.Language;

/// <summary>
/// Says messages in one person's language. One for each page (scope): people whose pages share a process need not share a
/// language, so nothing here asks the process for its culture. Immutable, safe on any thread. The build adds a property
/// for each group of the catalogue, with a member for each message: <c>localizer.Refusals.TooLong(most: 4000)</c>.
/// </summary>
public sealed partial class Localizer(Catalogue catalogue)
{
    /// <summary>In the language in which messages are written first.</summary>
    public static Localizer Source { get; } = new(Catalogue.Of(LanguageRules.Source));

    /// <summary>The language's tag, two letters.</summary>
    public string Tag => catalogue.Rules.Tag;

    /// <summary>A message in this language; null when the catalogue lacks it, as it may when a newer server sent its code.</summary>
    public string? Find(Message message) =>
        catalogue.Pattern(message.Group, message.Key)?.Format(message.Arguments.ValueOf, catalogue.Rules);

    /// <summary>A message in this language; a kind sentence of no content when the catalogue lacks it. Never empty.</summary>
    public string Say(Message message) =>
        Find(message) is { Length: > 0 } text ? text : Find(Messages.General.Unknown) ?? Source.Find(Messages.General.Unknown)!;

    /// <summary>A whole number as this language writes it.</summary>
    public string Number(long number) => catalogue.Rules.Number(number);
}
