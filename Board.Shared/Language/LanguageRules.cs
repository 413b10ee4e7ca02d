using System.Globalization;

namespace MappingBoard.Shared.Language;

/// <summary>
/// How a language counts and writes whole numbers. The languages that MappingBoard can speak; a catalogue of any other
/// fails the build. Immutable, safe on any thread. The rules are those of CLDR for whole numbers below a million,
/// where nothing on a board is counted any more.
/// </summary>
public sealed class LanguageRules
{
    private static readonly LanguageRules[] All =
    [
        new("en", ["one", "other"], n => n == 1 ? "one" : "other", ","),
        new("cy", ["zero", "one", "two", "few", "many", "other"], Welsh, ","),
        new("pl", ["one", "few", "many"], Polish, "\u00a0", groupsFrom: 10_000),
        new("ro", ["one", "few", "other"], Romanian, "."),
        new("lt", ["one", "few", "other"], Lithuanian, "\u00a0"),
        // As it is spoken in Portugal: nought is counted as many.
        new("pt", ["one", "other"], n => n == 1 ? "one" : "other", "\u00a0", groupsFrom: 10_000),
        new("ur", ["one", "other"], n => n == 1 ? "one" : "other", ","),
        new("ar", ["zero", "one", "two", "few", "many", "other"], Arabic, ","),
    ];

    private readonly Func<long, string> _form;
    private readonly long _groupsFrom;
    private readonly NumberFormatInfo _numbers;

    private LanguageRules(string tag, string[] forms, Func<long, string> form, string separator, long groupsFrom = 1_000)
    {
        Tag = tag;
        Forms = forms;
        _form = form;
        _groupsFrom = groupsFrom;
        _numbers = new() { NumberGroupSeparator = separator };
    }

    /// <summary>The source language, in which a message is written first.</summary>
    public const string Source = "en";

    /// <summary>The tags of all these languages.</summary>
    public static IEnumerable<string> Tags => All.Select(rules => rules.Tag);

    /// <summary>The language's tag, two letters, for example <c>cy</c>.</summary>
    public string Tag { get; }

    /// <summary>The plural forms that whole numbers have in this language, in CLDR's names.</summary>
    public IReadOnlyList<string> Forms { get; }

    /// <summary>The rules of a language; null when it is none of these.</summary>
    public static LanguageRules? Of(string tag) => Array.Find(All, rules => rules.Tag == tag);

    /// <summary>The plural form of a whole number, one of <see cref="Forms"/>. Below nought it is that of its amount.</summary>
    public string FormOf(long number) => _form(number is long.MinValue ? long.MaxValue : Math.Abs(number));

    /// <summary>A whole number as this language writes it, for example <c>4,000</c>.</summary>
    public string Number(long number) =>
        number > -_groupsFrom && number < _groupsFrom
            ? number.ToString(CultureInfo.InvariantCulture)
            : number.ToString("N0", _numbers);

    private static string Welsh(long n) => n switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        3 => "few",
        6 => "many",
        _ => "other",
    };

    private static string Polish(long n) =>
        n == 1 ? "one"
        : n % 10 is >= 2 and <= 4 && n % 100 is < 12 or > 14 ? "few"
        : "many";

    private static string Romanian(long n) =>
        n == 1 ? "one"
        : n == 0 || n % 100 is >= 1 and <= 19 ? "few"
        : "other";

    private static string Lithuanian(long n) =>
        n % 100 is >= 11 and <= 19 ? "other"
        : n % 10 == 1 ? "one"
        : n % 10 >= 2 ? "few"
        : "other";

    private static string Arabic(long n) => n switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (n % 100) switch
        {
            >= 3 and <= 10 => "few",
            >= 11 => "many",
            _ => "other",
        },
    };
}
