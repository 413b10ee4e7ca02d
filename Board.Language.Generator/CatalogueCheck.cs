using MappingBoard.Shared.Language;
using Microsoft.CodeAnalysis;

namespace MappingBoard.Language.Generator;

/// <summary>Checks all catalogues against each other: what it reports ends the build.</summary>
internal static class CatalogueCheck
{
    private static readonly DiagnosticDescriptor BadFile = Error("LANG001", "A catalogue that cannot be read", "{0}.json: {1}");
    private static readonly DiagnosticDescriptor UnknownLanguage = Error("LANG002", "A catalogue of a language without rules", "{0}.json: there are no plural rules for the language '{0}'");
    private static readonly DiagnosticDescriptor BadMessage = Error("LANG003", "A message that cannot be read", "{0}.json, {1}: {2}");
    private static readonly DiagnosticDescriptor WrongForms = Error("LANG004", "Plural forms that are not the language's", "{0}.json, {1}: {2}");
    private static readonly DiagnosticDescriptor Uneven = Error("LANG005", "Forms of a message that do not agree", "{0}.json, {1}: {2}");
    private static readonly DiagnosticDescriptor Missing = Error("LANG006", "A message that a language lacks", "{0}.json, {1}: the message is missing");
    private static readonly DiagnosticDescriptor Unknown = Error("LANG007", "A message that the source language lacks", "{0}.json, {1}: en.json has no such message");
    private static readonly DiagnosticDescriptor Differs = Error("LANG008", "Placeholders that differ between languages", "{0}.json, {1}: {2}");
    private static readonly DiagnosticDescriptor SameName = Error("LANG009", "Two keys of one name", "{0}.json, {1}: another key, or its group, has the same name in C#, {2}");
    private static readonly DiagnosticDescriptor NoSource = Error("LANG010", "No source language", "There are catalogues, and en.json is not among them");

    /// <summary>The messages of the source language that can be made, in its order.</summary>
    public static IReadOnlyList<CheckedMessage> Check(IEnumerable<CatalogueFile> files, Action<Diagnostic> report)
    {
        var catalogues = files.OrderBy(file => file.Tag, StringComparer.Ordinal).ToList();
        if (catalogues.Count == 0) return [];
        if (catalogues.Find(file => file.Tag == LanguageRules.Source) is not { } source)
        {
            report(Diagnostic.Create(NoSource, catalogues[0].Locate(0)));
            return [];
        }

        var messages = Read(source, report);
        Names(source, messages, report);
        foreach (var file in catalogues.Where(file => file != source)) Compare(source, messages, file, report);
        return messages;
    }

    private static List<CheckedMessage> Read(CatalogueFile file, Action<Diagnostic> report)
    {
        var messages = new List<CheckedMessage>();
        if (LanguageRules.Of(file.Tag) is not { } rules)
        {
            report(Diagnostic.Create(UnknownLanguage, file.Locate(0), file.Tag));
            return messages;
        }

        var (texts, fault) = JsonCatalogue.Read(file.Text);
        if (fault is { } bad) report(Diagnostic.Create(BadFile, file.Locate(bad.At), file.Tag, bad.What));
        foreach (var text in texts)
        {
            if (MessageParser.Parse(text.Text, out var unreadable) is not { } pattern)
            {
                Report(BadMessage, $"{unreadable!.What} (at sign {unreadable.At + 1})");
                continue;
            }

            var placeholders = MessagePlaceholders.Of(pattern, out var twice);
            if (string.IsNullOrWhiteSpace(text.Text)) Report(BadMessage, "it is empty");
            if (twice is not null) Report(BadMessage, twice);
            if (placeholders.Count > Most) Report(BadMessage, $"it has more than {Most} placeholders");
            if (MessagePlaceholders.WrongForms(pattern, rules) is { } forms) Report(WrongForms, forms);
            if (MessagePlaceholders.Disagreement(pattern) is { } uneven) Report(Uneven, uneven);
            messages.Add(new(text, pattern, placeholders));

            void Report(DiagnosticDescriptor descriptor, string what) =>
                report(Diagnostic.Create(descriptor, file.Locate(text.At, text.Length), file.Tag, Key(text), what));
        }

        return messages;
    }

    /// <summary>As many as a message's arguments at run time.</summary>
    private const int Most = 8;

    private static void Names(CatalogueFile file, IReadOnlyList<CheckedMessage> messages, Action<Diagnostic> report)
    {
        foreach (var message in messages.Where(message => message.Name == CheckedMessage.Pascal(message.Source.Group)))
            report(Diagnostic.Create(SameName, file.Locate(message.Source.At, message.Source.Length), file.Tag, Key(message.Source), message.Name));
        foreach (var same in messages.GroupBy(message => CheckedMessage.Pascal(message.Source.Group) + "." + message.Name).Where(same => same.Count() > 1))
        {
            var text = same.Last().Source;
            report(Diagnostic.Create(SameName, file.Locate(text.At, text.Length), file.Tag, Key(text), same.Key));
        }
    }

    private static void Compare(CatalogueFile source, IReadOnlyList<CheckedMessage> messages, CatalogueFile file, Action<Diagnostic> report)
    {
        var translated = Read(file, report);
        if (LanguageRules.Of(file.Tag) is null) return;
        var known = messages.ToDictionary(message => Key(message.Source), StringComparer.Ordinal);
        var found = new HashSet<string>(JsonCatalogue.Read(file.Text).Texts.Select(Key), StringComparer.Ordinal);
        var written = new HashSet<string>(JsonCatalogue.Read(source.Text).Texts.Select(Key), StringComparer.Ordinal);
        foreach (var message in messages.Where(message => !found.Contains(Key(message.Source))))
            report(Diagnostic.Create(Missing, file.Locate(0), file.Tag, Key(message.Source)));
        foreach (var message in translated)
        {
            var place = file.Locate(message.Source.At, message.Source.Length);
            if (known.TryGetValue(Key(message.Source), out var original))
            {
                if (Difference(original, message) is { } difference)
                    report(Diagnostic.Create(Differs, place, file.Tag, Key(message.Source), difference));
            }
            else if (!written.Contains(Key(message.Source)))
            {
                report(Diagnostic.Create(Unknown, place, file.Tag, Key(message.Source)));
            }
        }
    }

    private static string? Difference(CheckedMessage original, CheckedMessage translated)
    {
        var asked = original.Placeholders.ToDictionary(placeholder => placeholder.Key, placeholder => placeholder.Value, StringComparer.Ordinal);
        foreach (var placeholder in translated.Placeholders)
        {
            if (!asked.TryGetValue(placeholder.Key, out var kind)) return $"en.json has no placeholder '{placeholder.Key}' here";
            if (kind != placeholder.Value) return $"the placeholder '{placeholder.Key}' is of another kind in en.json";
        }

        var names = translated.Placeholders.Select(placeholder => placeholder.Key);
        if (asked.Keys.Except(names).FirstOrDefault() is { } missing) return $"the placeholder '{missing}' is missing";
        return MessagePlaceholders.Codes(translated.Pattern).Except(MessagePlaceholders.Codes(original.Pattern)).FirstOrDefault() is { Key: not null } code
            ? $"en.json does not choose by '{code.Value}' for '{code.Key}'"
            : null;
    }

    private static string Key(CatalogueText text) => text.Group + "." + text.Key;

    private static DiagnosticDescriptor Error(string id, string title, string format) =>
        new(id, title, format, "Language", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
