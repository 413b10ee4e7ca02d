using Microsoft.Playwright;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// What a browser's translation does to a page: every text is read, and a moment later a node of the translator's stands
/// in its place, also in the place of what was written meanwhile. Texts that come or change later are read again.
/// </summary>
public static class Translator
{
    private const string Script =
        """
        () => {
          const LATER = 40;
          const kept = 'script, style, textarea, noscript, template, font, [translate=no]';
          const say = words => SHOUTS ? words.toUpperCase() : words;
          const read = text => {
            const words = text.data;
            if (text.nodeType !== Node.TEXT_NODE || !words.trim() || !text.parentElement || text.parentElement.closest(kept)) return;
            setTimeout(() => {
              if (!text.isConnected || !text.data.trim()) return;
              const [outer, inner] = [document.createElement('font'), document.createElement('font')];
              inner.textContent = say(words);
              outer.append(inner);
              text.parentNode.replaceChild(outer, text);
            }, LATER);
          };
          const all = node => {
            if (!node.firstChild) return read(node);
            const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) read(texts.currentNode);
          };
          const start = () => {
            all(document.body);
            new MutationObserver(changes => changes.forEach(change => change.type === 'characterData' ? read(change.target) : change.addedNodes.forEach(all)))
              .observe(document.body, { childList: true, characterData: true, subtree: true });
          };
          if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
          else start();
        }
        """;

    /// <summary>Translates every page that a device opens from here on, from the first moment, into the same words.</summary>
    public static Task TranslatesEverythingAsync(this Device device) => device.Context.AddInitScriptAsync($"({Script.Replace("SHOUTS", "false", StringComparison.Ordinal)})()");

    /// <summary>Translates the page as it stands, and what comes onto it, into capital letters.</summary>
    public static Task ShoutsAsync(this IPage page) => page.EvaluateAsync(Script.Replace("SHOUTS", "true", StringComparison.Ordinal));
}
