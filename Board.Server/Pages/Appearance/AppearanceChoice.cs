namespace MappingBoard.Server.Pages.Appearance;

/// <summary>Which colours a person wants.</summary>
public enum Theme
{
    /// <summary>What the device asks for.</summary>
    Device,
    Light,
    Dark,

    /// <summary>Black on white, thick edges.</summary>
    Contrast,
}

/// <summary>How large the words are.</summary>
public enum TextSize
{
    Normal,
    Large,
    Largest,
}

/// <summary>How a person wants pages to look, on this device.</summary>
public sealed record AppearanceChoice(Theme Theme, TextSize Text)
{
    public static AppearanceChoice Default { get; } = new(Theme.Device, TextSize.Normal);

    /// <summary>For the root's <c>data-text</c>; null leaves it out.</summary>
    public string? TextName => Text is TextSize.Normal ? null : Text.ToString().ToLowerInvariant();

    /// <summary>When the dark colours apply. Never on paper: a record is printed dark on white.</summary>
    public string DarkMedia => Theme switch
    {
        Theme.Device => "screen and (prefers-color-scheme: dark)",
        Theme.Dark => "screen",
        _ => "not all",
    };

    /// <summary>When the strongest colours apply.</summary>
    public string ContrastMedia => Theme switch
    {
        Theme.Device => "(prefers-contrast: more)",
        Theme.Contrast => "all",
        _ => "not all",
    };

    /// <summary>The form of the cookie, for example <c>dark-large</c>.</summary>
    public override string ToString() => $"{Theme}-{Text}".ToLowerInvariant();

    /// <summary>Reads the form of the cookie; whatever is not a choice counts as the default.</summary>
    public static AppearanceChoice Parse(string? text) => text?.Split('-') is [var theme, var size]
        ? new(OneOf(theme, Theme.Device), OneOf(size, TextSize.Normal))
        : Default;

    /// <summary>A choice by its name, never by its number.</summary>
    internal static T OneOf<T>(string? name, T otherwise)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => string.Equals(v.ToString(), name, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(otherwise);
}
