using System.Globalization;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.ViewModels;

/// <summary>A person as the page shows them: the same for family and professionals.</summary>
/// <param name="Name">In full, kept from turning the direction of a sentence in which it stands; in markup within a <c>PersonName</c>.</param>
/// <param name="Who">Who they are, in their own words; may be empty.</param>
/// <param name="Initials">One or two letters for the disc, never shown without the name beside them.</param>
/// <param name="IsYou">Whether it is the reader.</param>
public sealed record Speaker(string Name, string Who, string Initials, bool IsYou)
{
    /// <summary>
    /// What the server says of them (V8): what they do at the meeting, and which of those with their name they are. Empty for
    /// somebody who is not at the meeting, whose words were entered for them.
    /// </summary>
    public string About { get; private init; } = "";

    /// <summary>As they stand in a sentence: "Ruth Bell (chair)".</summary>
    public string Called => About.Length > 0 ? $"{Name} ({About})" : Name;

    /// <summary>Somebody at the meeting; words for nobody in particular when the board does not know the id.</summary>
    /// <param name="board">The board.</param>
    /// <param name="participant">Who.</param>
    /// <param name="me">The reader.</param>
    /// <param name="then">When they spoke, where they are named as they were called then; else as they are called now.</param>
    public static Speaker Of(Board board, string participant, string me, DateTimeOffset then = default) => board.Participant(participant)?.At(then) is { } person
        ? new(Bidi.Isolate(person.Name), Bidi.Isolate(person.Who), InitialsOf(person.Name), person.Id == me)
        {
            About = Names.About(person.Role, Names.AmongThem(board.Participants).TryGetValue(person.Id, out var alike) ? alike : null),
        }
        : new("Somebody", "", "", false);

    /// <summary>Somebody whose words were entered for them.</summary>
    public static Speaker Of(Voice voice) => new(Bidi.Isolate(voice.Name), Bidi.Isolate(voice.Who), InitialsOf(voice.Name), false);

    /// <summary>The first sign of the first word and of the last; one for a single word. Whole signs in every script.</summary>
    public static string InitialsOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length switch
        {
            0 => "",
            1 => First(words[0]),
            _ => First(words[0]) + First(words[^1]),
        };
    }

    private static string First(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
