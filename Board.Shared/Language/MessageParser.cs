using System.Collections.Immutable;
using System.Text;

namespace MappingBoard.Shared.Language;

/// <summary>What is wrong with the text of a message.</summary>
/// <param name="At">Where, counted from 0.</param>
/// <param name="What">In plain words, in the middle of a sentence.</param>
public sealed record MessageFault(int At, string What);

/// <summary>
/// Reads the text of a message: <c>{name}</c>, <c>{n, number}</c>, <c>{n, plural, =0 {…} one {…} other {# …}}</c>,
/// <c>{x, select, a {…} other {…}}</c>. A bracket or <c>#</c> that is meant as itself stands between apostrophes; any other
/// apostrophe is one. Pure and total: every text gives a pattern or a fault. The build uses it, and the page that shows
/// the message.
/// </summary>
public sealed class MessageParser
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int MostLength = 2_000;

    /// <summary>How deep choices may stand in one another.</summary>
    public const int MostDepth = 3;

    private static readonly string[] PluralForms = ["zero", "one", "two", "few", "many", MessageForm.Other];

    private readonly string _text;
    private int _at;
    private MessageFault? _fault;

    private MessageParser(string text) => _text = text;

    /// <summary>The pattern, or why there is none.</summary>
    public static MessagePattern? Parse(string text, out MessageFault? fault)
    {
        var parser = new MessageParser(text);
        var pattern = text.Length > MostLength ? parser.Fail<MessagePattern>($"it is longer than {MostLength} signs") : parser.Pattern(0, null);
        fault = parser._fault;
        return pattern;
    }

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    /// <param name="depth">How many choices stand around it.</param>
    /// <param name="counted">What <c>#</c> stands for, or null.</param>
    private MessagePattern? Pattern(int depth, string? counted)
    {
        var parts = ImmutableArray.CreateBuilder<MessagePart>();
        var literal = new StringBuilder();
        while (_at < _text.Length && (depth == 0 || Here != '}'))
        {
            switch (Here)
            {
                case '}':
                    return Fail<MessagePattern>("a bracket is closed that was not opened");
                case '\'':
                    if (!Apostrophe(literal, counted)) return null;
                    break;
                case '#' when counted is not null:
                    Flush(parts, literal);
                    parts.Add(new Placeholder(counted, PlaceholderKind.Number));
                    _at++;
                    break;
                case '{':
                    Flush(parts, literal);
                    if (Argument(depth, counted) is not { } part) return null;
                    parts.Add(part);
                    break;
                default:
                    literal.Append(Here);
                    _at++;
                    break;
            }
        }

        Flush(parts, literal);
        return new(parts.ToImmutable());
    }

    private static void Flush(ImmutableArray<MessagePart>.Builder parts, StringBuilder literal)
    {
        if (literal.Length == 0) return;
        parts.Add(new Literal(literal.ToString()));
        literal.Clear();
    }

    private bool Apostrophe(StringBuilder literal, string? counted)
    {
        var quotes = Next is '{' or '}' || (Next == '#' && counted is not null);
        if (!quotes)
        {
            literal.Append('\'');
            _at += Next == '\'' ? 2 : 1;
            return true;
        }

        for (_at++; _at < _text.Length; _at++)
        {
            if (Here == '\'' && Next != '\'')
            {
                _at++;
                return true;
            }

            literal.Append(Here);
            if (Here == '\'') _at++;
        }

        Fail("an apostrophe before a bracket begins a quotation that does not end");
        return false;
    }

    private MessagePart? Argument(int depth, string? counted)
    {
        _at++;
        if (Name() is not { } name) return Fail<MessagePart>("after an opening bracket comes the name of a placeholder, in letters and digits, the first one small");
        if (Take('}')) return new Placeholder(name, PlaceholderKind.Text);
        if (!Take(',')) return Fail<MessagePart>($"after '{name}' comes a comma or a closing bracket");
        var kind = Name();
        switch (kind)
        {
            case "number":
                return Take('}') ? new Placeholder(name, PlaceholderKind.Number) : Fail<MessagePart>("after 'number' comes a closing bracket");
            case "plural" or "select":
                if (depth == MostDepth) return Fail<MessagePart>($"choices stand in one another more than {MostDepth} deep");
                if (!Take(',')) return Fail<MessagePart>($"after '{kind}' comes a comma");
                return kind == "plural"
                    ? Forms(name, PlaceholderKind.Number, depth, name)
                    : Forms(name, PlaceholderKind.Code, depth, counted);
            default:
                return Fail<MessagePart>($"what stands after '{name},' is none of: number, plural, select");
        }
    }

    private Choice? Forms(string name, PlaceholderKind kind, int depth, string? counted)
    {
        var forms = ImmutableArray.CreateBuilder<MessageForm>();
        while (!Take('}'))
        {
            if (Selector(kind) is not { } selector) return null;
            if (forms.Any(form => form.Selector == selector)) return Fail<Choice>($"the form '{selector}' of '{name}' stands there twice");
            if (!Take('{')) return Fail<Choice>($"after the form '{selector}' comes its text in brackets");
            if (Pattern(depth + 1, counted) is not { } pattern) return null;
            if (Here != '}') return Fail<Choice>($"the text of the form '{selector}' does not end");
            _at++;
            forms.Add(new(selector, pattern));
        }

        return forms.Any(form => form.Selector == MessageForm.Other)
            ? new Choice(name, kind, forms.ToImmutable())
            : Fail<Choice>($"'{name}' lacks the form 'other'");
    }

    private string? Selector(PlaceholderKind kind)
    {
        Space();
        var from = _at;
        if (kind == PlaceholderKind.Number && Here == '=')
        {
            for (_at++; Here is >= '0' and <= '9'; _at++) { }
            var digits = _at - from - 1;
            return digits is > 0 and < 10 && (digits == 1 || _text[from + 1] != '0')
                ? _text.Substring(from, _at - from)
                : Fail<string>("after '=' comes a whole number, without noughts before it");
        }

        while (Here is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-') _at++;
        if (_at == from) return Fail<string>(_at < _text.Length ? "here a form is named, or the choice is closed by a bracket" : "a choice does not end");
        var selector = _text.Substring(from, _at - from);
        return kind == PlaceholderKind.Code || PluralForms.Contains(selector)
            ? selector
            : Fail<string>($"'{selector}' is no plural form");
    }

    /// <summary>A small letter and then letters and digits, with space around it; null when there is none.</summary>
    private string? Name()
    {
        Space();
        if (Here is not (>= 'a' and <= 'z')) return null;
        var from = _at;
        while (Here is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')) _at++;
        var name = _text.Substring(from, _at - from);
        Space();
        return name;
    }

    private bool Take(char sign)
    {
        Space();
        if (Here != sign || _at >= _text.Length) return false;
        _at++;
        return true;
    }

    private void Space()
    {
        while (Here is ' ' or '\n') _at++;
    }

    private T? Fail<T>(string what)
        where T : class
    {
        Fail(what);
        return null;
    }

    private void Fail(string what) => _fault ??= new(_at, what);
}
