using MappingBoard.Shared.Language;

namespace MappingBoard.Language.Generator;

/// <summary>What a message's text asks for, and whether it asks for it everywhere. Pure.</summary>
internal static class MessagePlaceholders
{
    /// <summary>The placeholders of a text in the order in which they come, each once, with its kind.</summary>
    /// <param name="pattern">The text.</param>
    /// <param name="fault">A placeholder that is two kinds at once, in words; null when there is none.</param>
    public static IReadOnlyList<KeyValuePair<string, PlaceholderKind>> Of(MessagePattern pattern, out string? fault)
    {
        var found = new List<KeyValuePair<string, PlaceholderKind>>();
        fault = null;
        foreach (var use in Uses(pattern))
        {
            var known = found.Find(placeholder => placeholder.Key == use.Key);
            if (known.Key is null) found.Add(use);
            else if (known.Value != use.Value) fault ??= $"'{use.Key}' is used as a {Name(known.Value)} and as a {Name(use.Value)}";
        }

        return found;
    }

    /// <summary>The first choice whose forms ask for different things, in words; null when there is none. Forms for one number alone are exempt.</summary>
    public static string? Disagreement(MessagePattern pattern)
    {
        foreach (var choice in pattern.Parts.OfType<Choice>())
        {
            var other = Names(choice.Forms.First(form => form.Selector == MessageForm.Other), choice);
            foreach (var form in choice.Forms)
            {
                var names = Names(form, choice);
                if (!form.IsExact && other.Except(names).FirstOrDefault() is { } missing)
                    return $"the form '{form.Selector}' of '{choice.Name}' leaves out '{missing}', which the form 'other' has";
                if (names.Except(other).FirstOrDefault() is { } more)
                    return $"the form '{form.Selector}' of '{choice.Name}' has '{more}', which the form 'other' lacks";
                if (Disagreement(form.Pattern) is { } deeper) return deeper;
            }
        }

        return null;
    }

    /// <summary>The first plural that lacks a form of the language, or has one that the language does not know, in words.</summary>
    public static string? WrongForms(MessagePattern pattern, LanguageRules rules)
    {
        foreach (var choice in pattern.Parts.OfType<Choice>())
        {
            if (choice.Kind == PlaceholderKind.Number)
            {
                var named = choice.Forms.Where(form => !form.IsExact).Select(form => form.Selector).ToList();
                if (rules.Forms.Except(named).FirstOrDefault() is { } missing) return $"'{choice.Name}' lacks the plural form '{missing}'";
                if (named.Except(rules.Forms).FirstOrDefault(form => form != MessageForm.Other) is { } foreign)
                    return $"'{choice.Name}' has the plural form '{foreign}', which no whole number has in this language";
            }

            foreach (var form in choice.Forms)
            {
                if (WrongForms(form.Pattern, rules) is { } deeper) return deeper;
            }
        }

        return null;
    }

    /// <summary>The codes by which a text chooses, for each placeholder, without <c>other</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Codes(MessagePattern pattern) =>
        pattern.Parts.OfType<Choice>().SelectMany(choice => choice.Forms.SelectMany(form => Codes(form.Pattern)).Concat(
            choice.Kind == PlaceholderKind.Code
                ? choice.Forms.Where(form => form.Selector != MessageForm.Other).Select(form => new KeyValuePair<string, string>(choice.Name, form.Selector))
                : []));

    private static IEnumerable<string> Names(MessageForm form, Choice choice) =>
        Uses(form.Pattern).Select(use => use.Key).Where(name => name != choice.Name).Distinct();

    private static IEnumerable<KeyValuePair<string, PlaceholderKind>> Uses(MessagePattern pattern) =>
        pattern.Parts.SelectMany(part => part switch
        {
            Placeholder placeholder => [new(placeholder.Name, placeholder.Kind)],
            Choice choice => new KeyValuePair<string, PlaceholderKind>[] { new(choice.Name, choice.Kind) }.Concat(choice.Forms.SelectMany(form => Uses(form.Pattern))),
            _ => Enumerable.Empty<KeyValuePair<string, PlaceholderKind>>(),
        });

    private static string Name(PlaceholderKind kind) => kind switch
    {
        PlaceholderKind.Text => "text",
        PlaceholderKind.Number => "number",
        _ => "code",
    };
}
