using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Client.Connection;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using Microsoft.JSInterop;

namespace MappingBoard.Client.State.Writing;

/// <summary>
/// What people are writing and is not durable yet, kept by the browser (drafts.js) in this tab; typing is kept without
/// .NET. A form carries <c>data-draft</c> with its name, its fields <c>data-field</c>, the words <c>data-field="text"</c>;
/// a field for the words of a note that is on the map carries <c>data-words</c> with the note's id. Used on the page's own
/// synchronisation context, once the page is interactive. What the browser holds may be of an earlier version or of
/// something else altogether: what cannot be read stays there, and the page opens without it.
/// </summary>
public sealed partial class Drafts(IState<BoardState> state, IDispatcher dispatcher, IJSRuntime browser, BrowserCalls calls, ILogger<Drafts> log) : IAsyncDisposable
{
    private static readonly ImmutableDictionary<string, string> NoFields = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>The notes whose words were found here, and the keys under which the page keeps them.</summary>
    private readonly Dictionary<string, long> _found = new(StringComparer.Ordinal);

    private Dictionary<string, ImmutableDictionary<string, string>> _forms = [];
    private readonly BrowserModule _drafts = new(browser, "drafts");

    /// <summary>Raised once, when it is known what was kept.</summary>
    public event Action? Opened;

    /// <summary>The fields of a form as they were left when the page was; empty before <see cref="Opened"/>.</summary>
    public IReadOnlyDictionary<string, string> Of(string form) => _forms.GetValueOrDefault(form, NoFields);

    /// <summary>
    /// Reads what was kept. Notes that were sent and did not become durable are in their forms again; words that were
    /// typed in a note and did not are kept for their author (R5).
    /// </summary>
    /// <param name="board">The board's id.</param>
    public async Task Open(string board)
    {
        var found = "";
        var module = await _drafts.Insist(calls);
        await calls.Insist(async patience => found = await module.InvokeAsync<string>("open", patience, board));
        using var kept = Parse(found);
        var forms = Forms(Member(kept.RootElement, "forms"));
        foreach (var note in All(Member(kept.RootElement, "sent")))
        {
            if (TextOf(Member(note.Value, "form")) is { } form) await Settle(note.Name, form, Fields(Member(note.Value, "fields")), forms, module);
        }

        foreach (var text in All(Member(kept.RootElement, "texts")))
        {
            if (TextOf(Member(text.Value, "words")) is { } words) await Find(text.Name, words, TextOf(Member(text.Value, "on")), module);
        }

        _forms = forms;
        state.StateChanged += Changed;
        Opened?.Invoke();
    }

    /// <summary>
    /// Reads anew what stands in all forms, by form: the browser knows better than this page, which on a server circuit may
    /// have been away. Empty before <see cref="Opened"/>.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, ImmutableDictionary<string, string>>> Now()
    {
        if (_drafts.Here is not { } module) return _forms;
        using var forms = Parse(await module.InvokeAsync<string>("forms"));
        return _forms = Forms(forms.RootElement);
    }

    /// <summary>A form's words are on their way as a note; they are kept until it is durable, and the form is empty.</summary>
    public async Task Sent(string form, string note)
    {
        if (_drafts.Here is not { } module) return;
        await module.InvokeVoidAsync("sent", form, note);
        _sent.Add(note);
        Changed();
    }

    /// <summary>A form's words are not wanted any more.</summary>
    public async Task Forget(string form)
    {
        if (_drafts.Here is { } module) await module.InvokeVoidAsync("forget", form);
    }

    public async ValueTask DisposeAsync()
    {
        state.StateChanged -= Changed;
        await _drafts.DisposeAsync();
    }

    private Dictionary<string, ImmutableDictionary<string, string>> Forms(JsonElement forms) =>
        All(forms).ToDictionary(f => f.Name, f => Fields(f.Value), StringComparer.Ordinal);

    private ImmutableDictionary<string, string> Fields(JsonElement fields) =>
        NoFields.AddRange(All(fields).Select(f => KeyValuePair.Create(f.Name, TextOf(f.Value) ?? "")));

    private JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            Unread("nothing");
            return JsonDocument.Parse("{}");
        }
    }

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part) ? part : default;

    private static IEnumerable<JsonProperty> All(JsonElement of)
    {
        if (of.ValueKind != JsonValueKind.Object) yield break;
        foreach (var property in of.EnumerateObject()) yield return property;
    }

    private string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return CleanText.Lines(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half a sign, which drafts.js lets nothing through with.
            Unread("not all");
            return null;
        }
    }

    /// <summary>A note of this page's earlier life: on the map, or its words go back where they came from.</summary>
    private async Task Settle(
        string note, string form, ImmutableDictionary<string, string> words, Dictionary<string, ImmutableDictionary<string, string>> forms, IJSObjectReference module)
    {
        if (state.Value.Replica.Confirmed.Note(note) is null)
        {
            if (forms.TryGetValue(form, out var there) && there.TryGetValue("text", out var text) && text.Trim().Length > 0)
                words = words.SetItem("text", $"{words.GetValueOrDefault("text")}\n\n{text}");
            forms[form] = words;
            await module.InvokeVoidAsync("restored", form, Json(words));
        }

        await module.InvokeVoidAsync("settled", note);
    }

    /// <summary>Words of a note's field, of this page's earlier life: on the map by now, or to be looked at by their author.</summary>
    private async Task Find(string note, string words, string? on, IJSObjectReference module)
    {
        if (state.Value.Replica.Confirmed.Note(note) is { IsRemoved: false } there
            && (there.Text.Contains(words, StringComparison.Ordinal) || (on is not null && TextMerge.Into(on, words, there.Text).IsIdentity)))
        {
            await module.InvokeVoidAsync("letGo", note);
            return;
        }

        dispatcher.Dispatch(new WordsFound(note, words, on));
        _found[note] = state.Value.Replica.Kept.Last(k => k.Change.Subject == note).Key;
    }

    private static string Json(ImmutableDictionary<string, string> fields)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields) json.WriteString(name, value);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private void Changed()
    {
        if (_sent.Count == 0 && _found.Count == 0) return;
        foreach (var note in _sent.Where(n => !IsUnderWay(state.Value.Replica, n)).ToList())
        {
            _sent.Remove(note);
            _ = Tell("settled", note);
        }

        foreach (var (note, _) in _found.Where(f => !state.Value.Replica.Kept.Exists(k => k.Key == f.Value)).ToList())
        {
            _found.Remove(note);
            _ = Tell("letGo", note);
        }
    }

    /// <summary>Neither durable yet, nor refused and done with: its words may be needed again.</summary>
    private static bool IsUnderWay(Replica replica, string note) =>
        replica.Confirmed.Note(note) is null
        && (replica.Kept.Exists(k => k.Change is AddNote added && added.Note == note)
            || (replica.InFlight?.Changes ?? []).AddRange(replica.Waiting).Exists(p => p.Change is AddNote added && added.Note == note));

    private async Task Tell(string what, string note)
    {
        try
        {
            await _drafts.Here!.InvokeVoidAsync(what, note);
        }
        catch (Exception failure) when (failure is JSDisconnectedException or OperationCanceledException)
        {
            // Told the next time that the page opens, since the words are on the map then.
        }
    }

    [LoggerMessage(2211, LogLevel.Information, "Of what a browser kept for its page, {How} could be read.")]
    private partial void Unread(string how);
}
