using System.Collections.Immutable;
using System.Text;

namespace MappingBoard.Shared.Language;

/// <summary>The parsed text of a message. Immutable; formatting is pure and total.</summary>
public sealed class MessagePattern(ImmutableArray<MessagePart> parts)
{
    /// <summary>In order.</summary>
    public ImmutableArray<MessagePart> Parts { get; } = parts;

    /// <summary>
    /// The text with its arguments put in. An argument that is not there leaves nothing; one of another kind is written as
    /// it is.
    /// </summary>
    /// <param name="valueOf">The argument of a name, or null.</param>
    /// <param name="rules">The language of the text.</param>
    public string Format(Func<string, MessageValue?> valueOf, LanguageRules rules)
    {
        if (Parts.Length == 1 && Parts[0] is Literal only) return only.Text;
        var text = new StringBuilder();
        Write(text, valueOf, rules);
        return text.ToString();
    }

    private void Write(StringBuilder text, Func<string, MessageValue?> valueOf, LanguageRules rules)
    {
        foreach (var part in Parts)
        {
            switch (part)
            {
                case Literal literal:
                    text.Append(literal.Text);
                    break;
                case Placeholder { Kind: PlaceholderKind.Text } placeholder:
                    text.Append(valueOf(placeholder.Name)?.ToString());
                    break;
                case Placeholder { Kind: PlaceholderKind.Number } placeholder:
                    text.Append(valueOf(placeholder.Name)?.ToString(rules));
                    break;
                case Choice choice:
                    choice.Of(valueOf(choice.Name), rules)?.Write(text, valueOf, rules);
                    break;
            }
        }
    }
}

/// <summary>A piece of a message's text.</summary>
public abstract class MessagePart;

/// <summary>Text as it is.</summary>
public sealed class Literal(string text) : MessagePart
{
    public string Text { get; } = text;
}

/// <summary>What an argument of a message is.</summary>
public enum PlaceholderKind
{
    /// <summary>Somebody's name, for example: put in as it is. <c>{name}</c>.</summary>
    Text,

    /// <summary>A whole number, written as the language writes numbers or counted by. <c>{n, number}</c>, <c>{n, plural, …}</c>.</summary>
    Number,

    /// <summary>A code by which a form is chosen. <c>{role, select, …}</c>.</summary>
    Code,
}

/// <summary>An argument that stands in the text itself.</summary>
public sealed class Placeholder(string name, PlaceholderKind kind) : MessagePart
{
    public string Name { get; } = name;

    /// <summary><see cref="PlaceholderKind.Text"/> or <see cref="PlaceholderKind.Number"/>.</summary>
    public PlaceholderKind Kind { get; } = kind;
}

/// <summary>Forms of which an argument chooses one.</summary>
public sealed class Choice(string name, PlaceholderKind kind, ImmutableArray<MessageForm> forms) : MessagePart
{
    public string Name { get; } = name;

    /// <summary><see cref="PlaceholderKind.Number"/> for a plural, <see cref="PlaceholderKind.Code"/> for a select.</summary>
    public PlaceholderKind Kind { get; } = kind;

    /// <summary>In the order of the text; <c>other</c> is among them.</summary>
    public ImmutableArray<MessageForm> Forms { get; } = forms;

    /// <summary>The form that a value chooses: the exact number, the number's plural form or the code; otherwise <c>other</c>.</summary>
    public MessagePattern? Of(MessageValue? value, LanguageRules rules)
    {
        if (value is { } given)
        {
            var chosen = given.Text is { } code && Kind == PlaceholderKind.Code ? Named(code)
                : given.Text is null && Kind == PlaceholderKind.Number ? Named("=" + given) ?? Named(rules.FormOf(given.Number))
                : null;
            if (chosen is not null) return chosen;
        }

        return Named(MessageForm.Other);
    }

    private MessagePattern? Named(string selector)
    {
        foreach (var form in Forms)
        {
            if (form.Selector == selector) return form.Pattern;
        }

        return null;
    }
}

/// <summary>One form of a <see cref="Choice"/>.</summary>
public sealed class MessageForm(string selector, MessagePattern pattern)
{
    /// <summary>The form that every choice has.</summary>
    public const string Other = "other";

    /// <summary><c>=0</c>, a plural form such as <c>few</c>, or a code.</summary>
    public string Selector { get; } = selector;

    public MessagePattern Pattern { get; } = pattern;

    /// <summary>Whether it is for one number alone: such a form may leave arguments out.</summary>
    public bool IsExact => Selector[0] == '=';
}
