using System.Globalization;

namespace MappingBoard.Shared.Language;

/// <summary>An argument of a message: a whole number, or a text.</summary>
public readonly struct MessageValue : IEquatable<MessageValue>
{
    private MessageValue(long number, string? text)
    {
        Number = number;
        Text = text;
    }

    /// <summary>The number; 0 for a text.</summary>
    public long Number { get; }

    /// <summary>The text; null for a number.</summary>
    public string? Text { get; }

    public static MessageValue Of(long number) => new(number, null);

    public static MessageValue Of(string text) => new(0, text ?? throw new ArgumentNullException(nameof(text)));

    public static implicit operator MessageValue(long number) => Of(number);

    public static implicit operator MessageValue(string text) => Of(text);

    public static bool operator ==(MessageValue left, MessageValue right) => left.Equals(right);

    public static bool operator !=(MessageValue left, MessageValue right) => !left.Equals(right);

    public bool Equals(MessageValue other) => Number == other.Number && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is MessageValue other && Equals(other);

    public override int GetHashCode() => Text is null ? Number.GetHashCode() : StringComparer.Ordinal.GetHashCode(Text);

    /// <summary>The text, or the digits of the number.</summary>
    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text, or the number as a language writes it.</summary>
    public string ToString(LanguageRules rules) => Text ?? rules.Number(Number);
}
