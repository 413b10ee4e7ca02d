// Keeps the page true while a browser translates it. A translator puts nodes of its own in the place of text nodes;
// Blazor goes on writing into those that it made: a reader would see old words, and a node that is nowhere cannot be
// taken away, which ends a circuit. So a text node that was taken out is put back empty, beside the translation: Blazor
// finds everything where it left it. When Blazor writes into it, or takes it away, the translation goes and the words
// stand there, for the translator to see.

const sources = new WeakMap(); // text nodes that were translated, and their words
const parents = new WeakMap(); // elements with a translation in them: the translator's nodes
const changed = new WeakSet(); // text nodes that Blazor wrote into since a translator may have read them

// Blazor notes with each node which children it has, under symbols of its own. Whether it still counts on this one:
const isBlazors = text => {
  const owner = Object.getOwnPropertySymbols(text).map(symbol => text[symbol]).find(value => value instanceof Node);
  return owner !== undefined && Object.getOwnPropertySymbols(owner).some(symbol => Array.isArray(owner[symbol]) && owner[symbol].includes(text));
};
const isForeign = node => node.isConnected && node.nodeType !== Node.COMMENT_NODE && Object.getOwnPropertySymbols(node).length === 0;
const foreignIn = (element, records) => records.filter(r => r.target === element).flatMap(r => [...r.addedNodes]).filter(isForeign);
const isText = node => node.nodeType === Node.TEXT_NODE;

const watch = new MutationObserver(records => {
  const stale = new Set(); // elements whose translation is not of the words that are there now
  for (const record of records) {
    if (record.type === "characterData") written(record.target, stale);
    else for (const node of record.removedNodes) removed(node, record, records, stale);
  }
  for (const element of stale) restore(element);
  watch.takeRecords(); // what was done here
});

export function watchTranslations(root) {
  watch.observe(root, { childList: true, characterData: true, subtree: true });
}

function written(text, stale) {
  if (sources.has(text)) {
    sources.set(text, text.data);
    if (text.parentNode) stale.add(text.parentNode);
  } else if (Object.getOwnPropertySymbols(text).length > 0) {
    // A translation that comes now may still be of the words before.
    changed.add(text);
  }
}

function removed(node, record, records, stale) {
  const element = record.target;
  if (parents.get(element)?.has(node) && !node.isConnected) {
    // The reader wants to see the page as it was written, or the translator writes anew.
    for (const other of foreignIn(element, records)) parents.get(element).add(other);
    stale.add(element);
  } else if (isText(node) && !node.isConnected) {
    if (isBlazors(node)) takenOut(node, record, records, stale);
    else if (sources.delete(node)) stale.add(element);
  }
}

// A translator has taken out what Blazor counts on.
function takenOut(text, { target, addedNodes, previousSibling, nextSibling }, records, stale) {
  const translator = foreignIn(target, records);
  const near = [...addedNodes, previousSibling, nextSibling].find(node => translator.includes(node));
  const next = near ?? (nextSibling?.parentNode === target ? nextSibling : null);
  if (target.isConnected) target.insertBefore(text, next);
  const shown = parents.get(target) ?? new Set();
  for (const node of translator) shown.add(node);
  parents.set(target, shown);
  if (!sources.has(text)) sources.set(text, text.data);
  if (changed.delete(text)) stale.add(target);
  text.data = "";
}

function restore(element) {
  for (const node of parents.get(element) ?? []) node.remove();
  parents.delete(element);
  for (const text of [...element.childNodes].filter(node => sources.has(node))) {
    text.data = sources.get(text);
    sources.delete(text);
    // As a node that is new: translators look at those.
    element.insertBefore(text, text.nextSibling);
  }
}
