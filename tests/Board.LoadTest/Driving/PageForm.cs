using System.Net;
using System.Text.RegularExpressions;

namespace MappingBoard.LoadTest.Driving;

/// <summary>A form on one of the server's pages, filled in as the page gave it. Reads the HTML that our own pages make, no other.</summary>
internal sealed partial class PageForm
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private PageForm()
    {
    }

    /// <summary>Finds a form by the name that it has in its page's code.</summary>
    /// <exception cref="InvalidOperationException">The page has no such form.</exception>
    public static PageForm In(string html, string name)
    {
        foreach (Match form in Forms().Matches(html))
        {
            var read = new PageForm();
            foreach (Match input in Inputs().Matches(form.Value)) read.Take(Attributes().Matches(input.Value));
            if (read._values.GetValueOrDefault("_handler") == name) return read;
        }

        throw new InvalidOperationException($"The page has no form that is called {name}.");
    }

    public void Fill(string field, string value) => _values[field] = value;

    public FormUrlEncodedContent ToContent() => new(_values);

    private void Take(MatchCollection attributes)
    {
        var read = attributes.ToDictionary(a => a.Groups[1].Value, a => WebUtility.HtmlDecode(a.Groups[2].Value), StringComparer.OrdinalIgnoreCase);

        // Of answers to choose from the first: somebody has to be somebody.
        if (read.TryGetValue("name", out var name)) _values.TryAdd(name, read.GetValueOrDefault("value", ""));
    }

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Inputs();

    [GeneratedRegex("([\\w-]+)=\"([^\"]*)\"")]
    private static partial Regex Attributes();
}
