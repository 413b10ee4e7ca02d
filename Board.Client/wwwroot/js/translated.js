// Keeps the page true while a browser translates it. A translator puts nodes of its own in the place of text nodes;
// Blazor goes on writing into those that it made: a reader would see old words, and a node that is nowhere cannot be
// taken away, which ends a circuit. So a text node that was taken out is put back, empty, beside what the translator
// shows: Blazor finds everything where it left it. From then on its words stand in a node of ours next to it, a new one
// for all that Blazor writes: a translation that comes late is of a node that has gone, and cannot show old words.

const words = new WeakMap(); // text nodes that were translated, and what Blazor last wrote into them
const shown = new WeakMap(); // elements with such a node in them: what stands there in their place, the translator's nodes and ours
const changed = new WeakSet(); // text nodes that Blazor wrote into while nobody translated them

// Blazor notes with each node which children it has, under symbols of its own. Whether it still counts on this one:
const isBlazors = text => {
  const owner = Object.getOwnPropertySymbols(text).map(symbol => text[symbol]).find(value => value instanceof Node);
  return owner !== undefined && Object.getOwnPropertySymbols(owner).some(symbol => Array.isArray(owner[symbol]) && owner[symbol].includes(text));
};
const isForeign = node => node.isConnected && node.nodeType !== Node.COMMENT_NODE && Object.getOwnPropertySymbols(node).length === 0;
const foreignIn = (element, records) => records.filter(r => r.target === element).flatMap(r => [...r.addedNodes]).filter(isForeign);

const watch = new MutationObserver(records => {
  const stale = new Set(); // elements that do not show the words that are there now
  for (const text of new Set(records.filter(r => r.type === "characterData").map(r => r.target))) written(text, stale);
  for (const record of records) {
    for (const node of record.removedNodes) removed(node, record, records, stale);
  }
  for (const element of stale) show(element);
  watch.takeRecords(); // what was done here
});

export function watchTranslations(root) {
  watch.observe(root, { childList: true, characterData: true, subtree: true });
}

function written(text, stale) {
  if (!words.has(text)) {
    changed.add(text);
  } else {
    words.set(text, text.data);
    text.data = "";
    if (text.parentNode) stale.add(text.parentNode);
  }
}

function removed(node, record, records, stale) {
  const element = record.target;
  const there = shown.get(element);
  if (node.isConnected) return;
  if (there?.delete(node)) {
    // Translated, translated anew, or shown again as it was written: by other nodes, or by the one that is there, empty.
    const instead = foreignIn(element, records).filter(other => !there.has(other));
    if (instead.length === 0) stale.add(element);
    else instead.forEach(other => there.add(other));
  } else if (node.nodeType === Node.TEXT_NODE) {
    if (isBlazors(node)) takenOut(node, record, records, stale);
    else if (words.delete(node)) stale.add(element);
  }
}

// A translator has taken out what Blazor counts on.
function takenOut(text, { target, addedNodes, previousSibling, nextSibling }, records, stale) {
  const translator = foreignIn(target, records);
  const near = [...addedNodes, previousSibling, nextSibling].find(node => translator.includes(node));
  target.insertBefore(text, near ?? (nextSibling?.parentNode === target ? nextSibling : null));
  const there = shown.get(target) ?? new Set();
  translator.forEach(node => there.add(node));
  shown.set(target, there);
  // It may be a translation of what stood there before.
  if (words.has(text) || changed.delete(text)) stale.add(target);
  if (text.data || !words.has(text)) words.set(text, text.data);
  text.data = "";
}

function show(element) {
  for (const node of shown.get(element) ?? []) node.remove();
  const there = new Set();
  for (const text of [...element.childNodes].filter(node => words.has(node))) {
    const ours = document.createTextNode(words.get(text));
    text.after(ours); // What Blazor puts before the text comes before its words.
    there.add(ours);
  }
  shown.set(element, there);
}
