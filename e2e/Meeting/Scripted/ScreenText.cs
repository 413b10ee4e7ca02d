using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Meeting.Scripted;

/// <summary>The map in plain lines as a page shows it, whatever part of it a phone has turned to.</summary>
internal static class ScreenText
{
    private const float WithinMilliseconds = 15_000;

    private const string Read =
        """
        () => {
          const said = thing => thing ? thing.textContent.replace(/\s+/g, ' ').replace(/ ,/g, ',').trim() : '';
          const one = (within, what) => said(within.querySelector(what));
          const all = (within, what) => [...within.querySelectorAll(what)].map(said).join(', ');
          const but = (thing, what) => {
            const copy = thing.cloneNode(true);
            copy.querySelectorAll(what).forEach(part => part.remove());
            return said(copy);
          };
          const line = parts => parts.filter(part => part).join(' | ');
          const how = note => [...note.querySelectorAll('.voice .how')].map(said).find(words => /^(Exact words|Entered by|Changed by)/.test(words));
          const note = (label, at) => line([
            label,
            one(at, '.slip > .only'),
            one(at, '.head > span:not(.num)'),
            but(at.querySelector('.words'), '.done-mark'),
            all(at, '.slip .ties a'),
            all(at, '.agreed .part') + (at.querySelector('.tick-box input')?.checked ? ', ticked' : ''),
            but(at.querySelector('.voice .name'), '.new'),
            how(at),
          ]);
          const off = at => line([one(at, '.only'), but(at.querySelector('.by'), 'time'), one(at, '.words'), one(at, '.voice')]);
          const column = at => [
            '= ' + one(at, 'h2'),
            ...[...at.querySelectorAll('[data-list]')].flatMap(list => [...list.querySelectorAll(':scope > [data-note]')].map(n => note(list.dataset.label, n))),
            ...[...at.querySelectorAll('.taken-off li')].map(off),
          ];
          const answer = at => at && one(at, '.what') + ' ' + but(at, '.what');
          const number = (value, card) => line([value, one(card, 'b'), one(card, '.person-tag'), one(card, '.role'), one(card, '.only'), answer(card.querySelector('.why')), answer(card.querySelector('.higher'))]);
          const rungs = at => [...at.querySelectorAll('.ladder > .rung')];
          const scale = at => [
            line([one(at, ':scope > .only'), one(at, '.head .num') && 'Scale ' + one(at, '.head .num'), one(at, 'h3'), ...rungs(at).filter(r => r.querySelector('.means')).map(r => one(r, '.n') + ' ' + one(r, '.means'))]),
            line([one(at, '.danger'), all(at, '.ties a')]),
            line([...at.querySelectorAll('section.unseen h4, section.unseen li')].map(said)),
            ...rungs(at).flatMap(rung => [...rung.querySelectorAll('.card')].map(card => number(one(rung, '.n'), card))),
          ];
          return [
            one(document, 'header h1'),
            ...[...document.querySelectorAll('[data-column-box]')].flatMap(column),
            '= ' + one(document, '.scales > h2'),
            ...[...document.querySelectorAll('section.scale')].flatMap(scale),
          ].filter(words => words).join('\n');
        }
        """;

    /// <summary>Waits until a page shows this map, to the letter.</summary>
    /// <exception cref="Xunit.Sdk.EqualException">It does not come to; with the first difference.</exception>
    public static async Task ShowsAsync(this IPage page, string map)
    {
        try
        {
            await page.WaitForFunctionAsync($"map => ({Read})() === map", map, new() { PollingInterval = 50, Timeout = WithinMilliseconds });
        }
        catch (TimeoutException)
        {
            Assert.Equal(map.Split('\n'), (await page.EvaluateAsync<string>(Read)).Split('\n'));
            throw;
        }
    }
}
