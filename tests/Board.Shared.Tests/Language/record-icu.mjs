// Records what ICU says of whole numbers, for LanguageRulesTests: node record-icu.mjs > icu.json
// One sign for each number: z(ero), o(ne), t(wo), f(ew), m(any), x for other.
import { createHash } from 'node:crypto';

const locales = { en: 'en-GB', cy: 'cy', pl: 'pl', ro: 'ro', lt: 'lt', pt: 'pt-PT', ur: 'ur', ar: 'ar' };
const signs = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' };
const numbers = [0, 7, 999, 1000, 4000, 9999, 10000, 99999, 123456];
const languages = {};
for (const [tag, locale] of Object.entries(locales)) {
  const rules = new Intl.PluralRules(locale);
  const written = new Intl.NumberFormat(locale + '-u-nu-latn');
  let all = '';
  for (let n = 0; n <= 100000; n++) all += signs[rules.select(n)];
  languages[tag] = {
    locale,
    upTo299: all.slice(0, 300),
    sha256UpTo100000: createHash('sha256').update(all).digest('hex'),
    written: Object.fromEntries(numbers.map(n => [n, written.format(n)])),
  };
}
console.log(JSON.stringify({ icu: process.versions.icu, cldr: process.versions.cldr, languages }, null, 2));
