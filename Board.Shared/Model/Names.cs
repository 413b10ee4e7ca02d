using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Model;

/// <summary>
/// When two names are read as one (V8). Not what a name may be, only when two people are told apart by more than their names.
/// Pure; safe on any thread.
/// </summary>
public static class Names
{
    /// <summary>Letters that look like Latin ones, and digits that do: Cyrillic and Greek, by what they look like.</summary>
    private static readonly Dictionary<char, char> Lookalikes =
        "АAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX0O1I"
            .Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private static readonly ConditionalWeakTable<ImmutableList<Participant>, Dictionary<string, Alike>> Known = [];

    /// <summary>
    /// Whether one might be taken for the other: the same words, whatever their case, accents and signs between them; or one
    /// begins with all the words of the other, as "Ruth Bell, chair" does with "Ruth Bell".
    /// </summary>
    public static bool AreAlike(string one, string other) => AreAlike(WordsOf(one), WordsOf(other));

    /// <summary>Whom of a meeting somebody might be taken for, by participant: those who share a name with nobody are left out.</summary>
    /// <param name="people">Everybody who ever joined, in the order of joining.</param>
    public static IReadOnlyDictionary<string, Alike> AmongThem(ImmutableList<Participant> people) => Known.GetValue(people, Find);

    /// <summary>
    /// Somebody in a sentence: their name, and behind it what the server says of them, which no name can say (V8).
    /// For example "Ruth Bell (chair)", or "Sam Marsh (family, 2 of 2 with this name)".
    /// </summary>
    /// <param name="person">Who; as they were called at the time that is spoken of.</param>
    /// <param name="people">Everybody who ever joined.</param>
    public static string InFull(Participant person, ImmutableList<Participant> people) =>
        $"{Bidi.Isolate(person.Name)} ({About(person.Role, AmongThem(people).TryGetValue(person.Id, out var alike) ? alike : null)})";

    /// <summary>What the server says of somebody, in words.</summary>
    public static string About(Role role, Alike? alike) => alike is { } one
        ? string.Create(CultureInfo.InvariantCulture, $"{Of(role)}, {one.Which} of {one.Of} with this name")
        : Of(role);

    /// <summary>What somebody does at the meeting, as it stands behind their name.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Chair => "chair",
        Role.Professional => "professional",
        Role.Family => "family",
        Role.NoteTaker => "note-taker",
        _ => "helper",
    };

    private static Dictionary<string, Alike> Find(ImmutableList<Participant> people)
    {
        var alike = new Dictionary<string, Alike>(StringComparer.Ordinal);
        foreach (var group in people.Select(p => (Person: p.Id, Words: WordsOf(p.Name))).Where(p => p.Words.Length > 0).GroupBy(p => p.Words[0], StringComparer.Ordinal))
        {
            var all = group.ToList();
            foreach (var one in all)
            {
                var same = all.FindAll(other => AreAlike(one.Words, other.Words));
                if (same.Count > 1) alike[one.Person] = new(same.FindIndex(other => other.Person == one.Person) + 1, same.Count);
            }
        }

        return alike;
    }

    private static bool AreAlike(string[] one, string[] other)
    {
        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        return few.Length > 0 && (few.Length == many.Length || few.Length > 1) && many.AsSpan(0, few.Length).SequenceEqual(few);
    }

    /// <summary>The words of a name as the eye takes them in: no case, no accents, nothing invisible.</summary>
    private static string[] WordsOf(string name)
    {
        var words = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                    break;
                case var category when Rune.IsLetterOrDigit(rune) || category == UnicodeCategory.SpacingCombiningMark:
                    var upper = Rune.ToUpperInvariant(rune);
                    words.Append(upper.IsBmp ? Base((char)upper.Value) : upper.ToString());
                    break;
                default:
                    words.Append(' ');
                    break;
            }
        }

        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A letter without its accent; by what it looks like where it comes from another script.</summary>
    private static string Base(char letter)
    {
        if (Lookalikes.TryGetValue(letter, out var latin)) return latin.ToString();
        return letter switch
        {
            >= 'À' and <= 'Å' => "A",
            'Ç' => "C",
            >= 'È' and <= 'Ë' => "E",
            >= 'Ì' and <= 'Ï' => "I",
            'Ñ' => "N",
            >= 'Ò' and <= 'Ö' or 'Ø' => "O",
            >= 'Ù' and <= 'Ü' => "U",
            'Ý' or 'Ÿ' => "Y",
            'Ł' => "L",
            'Ș' or 'Ş' or 'Š' or 'Ś' => "S",
            'Ț' or 'Ţ' => "T",
            'Ă' or 'Ą' or 'Ā' => "A",
            'Ę' or 'Ē' or 'Ė' or 'Ě' => "E",
            'Ć' or 'Č' => "C",
            'Ń' => "N",
            'Ź' or 'Ż' or 'Ž' => "Z",
            'Ū' or 'Ų' => "U",
            'Ī' or 'Į' => "I",
            'Ŵ' => "W",
            'Ŷ' => "Y",
            _ => letter.ToString(),
        };
    }
}

/// <summary>Somebody whose name others at the meeting have, too.</summary>
/// <param name="Which">The first of them to come is 1.</param>
/// <param name="Of">How many there are, 2 or more.</param>
public readonly record struct Alike(int Which, int Of);
